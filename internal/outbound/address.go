package outbound

import "net/netip"

// globalUnicast is the only part of IPv6 that leads into the internet. What lies outside (loopback, ULA, link-local,
// site-local, multicast, discard, IPv4 mapped, compatible and NAT64) is refused without a list.
var globalUnicast = netip.MustParsePrefix("2000::/3")

// forbidden are the ranges of the IANA special-purpose registries (RFC 6890 and its successors) that are not the
// internet, or lead back into a network of IPv4.
var forbidden = prefixes(
	"0.0.0.0/8",        // this network; Linux takes 0.0.0.0 for itself
	"10.0.0.0/8",       // private
	"100.64.0.0/10",    // between carrier and customer
	"127.0.0.0/8",      // loopback
	"168.63.129.16/32", // not special by any registry, but Azure's host, seen from its guests
	"169.254.0.0/16",   // link-local, with the metadata services of clouds
	"172.16.0.0/12",    // private
	"192.0.0.0/24",     // protocol assignments
	"192.0.2.0/24",     // documentation
	"192.31.196.0/24",  // AS112
	"192.52.193.0/24",  // AMT
	"192.88.99.0/24",   // 6to4 relays
	"192.168.0.0/16",   // private
	"192.175.48.0/24",  // AS112
	"198.18.0.0/15",    // benchmarks
	"198.51.100.0/24",  // documentation
	"203.0.113.0/24",   // documentation
	"224.0.0.0/4",      // multicast
	"240.0.0.0/4",      // reserved, and broadcast

	"2001::/23",         // protocol assignments: Teredo (2001::/32), benchmarks, ORCHID
	"2001:db8::/32",     // documentation
	"2002::/16",         // 6to4: an address of IPv4 inside
	"2620:4f:8000::/48", // AS112
	"3fff::/20",         // documentation
)

func prefixes(list ...string) []netip.Prefix {
	out := make([]netip.Prefix, len(list))
	for i, p := range list {
		out[i] = netip.MustParsePrefix(p)
	}
	return out
}

// public tells whether an address lies in the internet. An address with a zone, or of IPv4 in the clothes of IPv6,
// does not.
func public(a netip.Addr) bool {
	if !a.IsValid() || a.Zone() != "" || a.Is6() && !globalUnicast.Contains(a) {
		return false
	}
	return !within(forbidden, a)
}

func within(list []netip.Prefix, a netip.Addr) bool {
	for _, p := range list {
		if p.Contains(a) {
			return true
		}
	}
	return false
}
