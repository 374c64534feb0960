package outbound

import (
	"errors"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/net/idna"
)

// Reasons of Check.
var (
	ErrAddress   = errors.New("outbound: not an absolute address of the form https://host/path")
	ErrPlain     = errors.New("outbound: only https is called")
	ErrPort      = errors.New("outbound: this port is not called")
	ErrForbidden = errors.New("outbound: this address is not in the public internet")
)

// longestAddress bounds an address.
const longestAddress = 2048

// ports are called by default; 8443 is the usual second port of https.
var ports = []uint16{443, 8443}

// localNames end names that never mean the internet (RFC 6761, RFC 6762, RFC 8375, ICANN's .internal).
var localNames = []string{".localhost", ".local", ".internal", ".home.arpa", ".onion", ".test", ".invalid", ".example"}

// Check judges an address as it was entered and returns it in the one form in which it is called: host in lower
// case and ASCII, no default port, no fragment. What resolves to a forbidden address is only found when it is called.
func (c *Client) Check(address string) (*url.URL, error) {
	if len(address) > longestAddress || strings.ContainsFunc(address, unreadable) {
		return nil, ErrAddress
	}
	u, err := url.Parse(address)
	if err != nil || u.Opaque != "" || u.Host == "" || u.User != nil || u.Fragment != "" {
		return nil, ErrAddress
	}
	u.Scheme = strings.ToLower(u.Scheme)
	if u.Scheme != "https" && !(u.Scheme == "http" && c.plain) {
		return nil, ErrPlain
	}
	host, err := c.checkHost(u.Hostname())
	if err != nil {
		return nil, err
	}
	port, err := c.checkPort(u)
	if err != nil {
		return nil, err
	}
	if strings.Contains(host, ":") {
		host = "[" + host + "]"
	}
	u.Host = host + port
	return u, nil
}

// unreadable characters make an address that people and programs read differently.
func unreadable(r rune) bool { return unicode.IsControl(r) || unicode.IsSpace(r) || r == '\\' }

// checkPort returns the port with its colon, or nothing where it is that of the scheme.
func (c *Client) checkPort(u *url.URL) (string, error) {
	own := map[string]uint16{"https": 443, "http": 80}[u.Scheme]
	if u.Port() == "" {
		if strings.HasSuffix(u.Host, ":") {
			return "", ErrAddress
		}
		return "", nil
	}
	n, err := strconv.ParseUint(u.Port(), 10, 16)
	if err != nil {
		return "", ErrPort
	}
	port := uint16(n)
	switch {
	case port == own:
		return "", nil
	case !c.calls(port):
		return "", ErrPort
	}
	return ":" + strconv.Itoa(int(port)), nil
}

// checkHost returns the host in lower-case ASCII. Whatever a resolver of some system would read as a number (127.1,
// 0x7f.1, 2130706433) is refused unless it is a dotted address; so are names that mean the own machine or network.
func (c *Client) checkHost(host string) (string, error) {
	if address, err := netip.ParseAddr(host); err == nil {
		if !c.mayDial(address) {
			return "", ErrForbidden
		}
		return address.String(), nil
	}
	ascii, err := idna.Lookup.ToASCII(host)
	if err != nil || ascii == "" {
		return "", ErrAddress
	}
	// Wide digits and dots become plain ones only now.
	if address, err := netip.ParseAddr(ascii); err == nil {
		return c.checkHost(address.String())
	}
	if len(ascii) > 253 || strings.HasSuffix(ascii, ".") || strings.ContainsAny(ascii, "%:[]_") {
		return "", ErrAddress
	}
	last := ascii[strings.LastIndexByte(ascii, '.')+1:]
	if last == "" || last[0] >= '0' && last[0] <= '9' {
		return "", ErrAddress
	}
	if !strings.Contains(ascii, ".") || c.local(ascii) {
		return "", ErrForbidden
	}
	return ascii, nil
}

// local tells names that stay in the house. Tests and demos that may call the house may name it as well.
func (c *Client) local(name string) bool {
	if len(c.allow) > 0 {
		return false
	}
	for _, end := range localNames {
		if strings.HasSuffix(name, end) {
			return true
		}
	}
	return false
}
