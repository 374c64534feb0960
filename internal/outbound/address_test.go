package outbound

import (
	"errors"
	"net/netip"
	"strings"
	"testing"
)

// Every form in which somebody can name what is not the internet.
func TestForbiddenAddresses(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"0.0.0.0", "0.1.2.3", "10.0.0.1", "10.255.255.255", "100.64.0.1", "100.127.255.255", "127.0.0.1", "127.255.255.254",
		"168.63.129.16", "169.254.169.254", "169.254.0.1", "169.254.170.2", "172.16.0.1", "172.31.255.255", "192.0.0.8", "192.0.0.192", "192.0.2.1",
		"192.31.196.1", "192.52.193.1", "192.88.99.1", "192.168.0.1", "192.175.48.1", "198.18.0.1", "198.19.255.255", "198.51.100.7",
		"203.0.113.9", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255",
		"::", "::1", "::127.0.0.1", "::169.254.169.254", "::8.8.8.8", "::ffff:127.0.0.1", "::ffff:169.254.169.254", "::ffff:8.8.8.8",
		"::ffff:0:127.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b::808:808", "64:ff9b:1::1", "64:ff9b:1:ffff::10.0.0.1", "100::1",
		"100:0:0:1::1", "2001::1", "2001:0:53aa:64c::1", "2001:2::1", "2001:10::1", "2001:20::1", "2001:1ff::1", "2001:db8::1",
		"2002:7f00:1::", "2002:a9fe:a9fe::1", "2002:808:808::1", "2620:4f:8000::1", "3fff::1", "3fff:fff::1", "4000::1", "5f00::1",
		"fc00::1", "fd00:ec2::254", "fdff::1", "fe80::1", "fe80::1%eth0", "febf::1", "fec0::1", "feff::1", "ff02::1", "ff0e::1",
		"2a00:1450::1%eth0",
	} {
		a := netip.MustParseAddr(text)
		if public(a) {
			t.Errorf("%s counts as public", text)
		}
	}
	for _, text := range []string{
		"8.8.8.8", "1.1.1.1", "9.255.255.255", "11.0.0.1", "100.63.255.255", "100.128.0.1", "126.255.255.255", "128.0.0.1", "169.253.0.1",
		"172.15.255.255", "172.32.0.1", "192.0.1.1", "192.167.0.1", "192.169.0.1", "198.17.0.1", "198.20.0.1", "223.255.255.255",
		"2001:200::1", "2001:4860:4860::8888", "2003::1", "2a00:1450::1", "2606:4700::1111", "3ffe::1",
	} {
		if !public(netip.MustParseAddr(text)) {
			t.Errorf("%s does not count as public", text)
		}
	}
	if public(netip.Addr{}) {
		t.Error("no address counts as public")
	}
}

func TestCheckRefuses(t *testing.T) {
	t.Parallel()
	c := New(Options{})
	for address, want := range map[string]error{
		"":                                 ErrAddress,
		"example.org/hook":                 ErrAddress,
		"/hook":                            ErrAddress,
		"//example.org/hook":               ErrPlain,
		"https:example.org":                ErrAddress,
		"https://":                         ErrAddress,
		"https:///hook":                    ErrAddress,
		"https://:443/":                    ErrAddress,
		"https://example.org:/":            ErrAddress,
		"https://user@example.org/":        ErrAddress,
		"https://user:pass@example.org/":   ErrAddress,
		"https://example.org@127.0.0.1/":   ErrAddress,
		"https://example.org#@127.0.0.1/":  ErrAddress,
		"https://example.org\\@127.0.0.1/": ErrAddress,
		"https://example.org/a b":          ErrAddress,
		"https://example.org/\r\nX: y":     ErrAddress,
		"https://example.org/#top":         ErrAddress,
		"https://example.org./":            ErrAddress,
		"https://exa_mple.org/":            ErrAddress,
		"https://" + strings.Repeat("a.", 1100) + "org/": ErrAddress,
		"http://example.org/":                            ErrPlain,
		"HTTP://example.org/":                            ErrPlain,
		"ftp://example.org/":                             ErrPlain,
		"file:///etc/passwd":                             ErrAddress,
		"gopher://example.org:70/":                       ErrPlain,
		"https://example.org:80/":                        ErrPort,
		"https://example.org:22/":                        ErrPort,
		"https://example.org:5432/":                      ErrPort,
		"https://example.org:0/":                         ErrPort,
		"https://example.org:65979/":                     ErrPort, // 443 after the sixteenth bit
		"https://127.0.0.1/":                             ErrForbidden,
		"https://127.0.0.1:8443/":                        ErrForbidden,
		"https://127.1/":                                 ErrAddress,
		"https://127.0.1/":                               ErrAddress,
		"https://2130706433/":                            ErrAddress,
		"https://017700000001/":                          ErrAddress,
		"https://0177.0.0.1/":                            ErrAddress,
		"https://0x7f000001/":                            ErrAddress,
		"https://0x7f.0.0.1/":                            ErrAddress,
		"https://127.0.0.0x1/":                           ErrAddress,
		"https://127.0.0.1./":                            ErrAddress,
		"https://example.0x7f000001/":                    ErrAddress,
		"https://１２７.0.0.1/":                             ErrForbidden,
		"https://127。0。0。1/":                             ErrForbidden,
		"https://①②⑦.⓪.⓪.①/":                             ErrForbidden,
		"https://169.254.169.254/latest":                 ErrForbidden,
		"https://[::1]/":                                 ErrForbidden,
		"https://[::]/":                                  ErrForbidden,
		"https://[::ffff:127.0.0.1]/":                    ErrForbidden,
		"https://[::ffff:7f00:1]/":                       ErrForbidden,
		"https://[0:0:0:0:0:ffff:a9fe:a9fe]/":            ErrForbidden,
		"https://[::127.0.0.1]/":                         ErrForbidden,
		"https://[64:ff9b::169.254.169.254]/":            ErrForbidden,
		"https://[2002:7f00:1::]/":                       ErrForbidden,
		"https://[fe80::1]/":                             ErrForbidden,
		"https://[fe80::1%25eth0]/":                      ErrForbidden,
		"https://[2a00:1450::1%25eth0]/":                 ErrForbidden,
		"https://[fec0::1]/":                             ErrForbidden,
		"https://[fd00:ec2::254]/":                       ErrForbidden,
		"https://localhost/":                             ErrForbidden,
		"https://LOCALHOST/":                             ErrForbidden,
		"https://ｌｏｃａｌｈｏｓｔ/":                             ErrForbidden,
		"https://intranet/":                              ErrForbidden,
		"https://a.localhost/":                           ErrForbidden,
		"https://printer.local/":                         ErrForbidden,
		"https://metadata.google.internal/":              ErrForbidden,
		"https://router.home.arpa/":                      ErrForbidden,
	} {
		if u, err := c.Check(address); !errors.Is(err, want) {
			t.Errorf("%q: %v, %v, want %v", address, u, err, want)
		}
	}
}

func TestCheckAccepts(t *testing.T) {
	t.Parallel()
	c := New(Options{})
	for address, want := range map[string]string{
		"https://Example.ORG/Hook?a=B":         "https://example.org/Hook?a=B",
		"HTTPS://example.org":                  "https://example.org",
		"https://example.org:443/":             "https://example.org/",
		"https://example.org:8443/hook":        "https://example.org:8443/hook",
		"https://bücher.example.org/":          "https://xn--bcher-kva.example.org/",
		"https://8.8.8.8/":                     "https://8.8.8.8/",
		"https://[2001:4860:4860::8888]/":      "https://[2001:4860:4860::8888]/",
		"https://[2001:4860:4860::8888]:8443/": "https://[2001:4860:4860::8888]:8443/",
	} {
		u, err := c.Check(address)
		if err != nil || u.String() != want {
			t.Errorf("%q: %v, %v, want %s", address, u, err, want)
			continue
		}
		if again, err := c.Check(want); err != nil || again.String() != want {
			t.Errorf("%s is not stable: %v, %v", want, again, err)
		}
	}
}
