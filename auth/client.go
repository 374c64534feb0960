package auth

import (
	"net/netip"
	"strings"

	"lotse/internal/language"
)

// Client is where a request comes from, as the caller knows it: the address is the peer's, or what a trusted
// proxy says; never a header that anybody can send.
type Client struct {
	Address   string
	UserAgent string
}

// network is the client's network: /24 of IPv4, /48 of IPv6. It is what attempts are counted by (an attacker has
// all of such a network at hand) and all that is stored of an address. What is no address is one network.
func (c Client) network() string {
	addr, err := netip.ParseAddr(c.Address)
	if err != nil {
		if port, err := netip.ParseAddrPort(c.Address); err == nil {
			addr = port.Addr()
		}
	}
	addr = addr.Unmap().WithZone("")
	bits := 24
	if addr.Is6() {
		bits = 48
	}
	prefix, err := addr.Prefix(bits)
	if err != nil || !prefix.IsValid() {
		return "unknown"
	}
	return prefix.String()
}

// agent is the user agent as far as it is stored: to tell one's sessions apart.
func (c Client) agent() string {
	clean := strings.Map(func(r rune) rune {
		if language.Control(string(r), false) != "" {
			return -1
		}
		return r
	}, strings.ToValidUTF8(c.UserAgent, ""))
	return language.Truncate(clean, 200)
}
