package web

import (
	"fmt"
	"net/http"
	"net/netip"
	"slices"
	"strings"
)

// ParseProxies reads LOTSE_TRUSTED_PROXIES: addresses and networks, separated by commas or spaces.
func ParseProxies(list string) ([]netip.Prefix, error) {
	var out []netip.Prefix
	for _, s := range strings.FieldsFunc(list, func(r rune) bool { return r == ',' || r == ' ' }) {
		if address, err := netip.ParseAddr(s); err == nil {
			out = append(out, netip.PrefixFrom(address.Unmap(), address.Unmap().BitLen()))
			continue
		}
		network, err := netip.ParsePrefix(s)
		if err != nil {
			return nil, fmt.Errorf("trusted proxies: %q is neither an address nor a network", s)
		}
		out = append(out, network.Masked())
	}
	return out, nil
}

// caller is the address of whoever asks, and whether it came through a proxy that is trusted. X-Forwarded-For is
// read from its end, only as far as trusted proxies wrote it; what stands before was made up by anybody.
func caller(r *http.Request, proxies []netip.Prefix) (address netip.Addr, trusted bool) {
	address = remote(r.RemoteAddr)
	if !contains(proxies, address) {
		return address, false
	}
	hops := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	for _, hop := range slices.Backward(hops) {
		next, err := netip.ParseAddr(strings.TrimSpace(hop))
		if err != nil {
			return address, true
		}
		address = next.Unmap()
		if !contains(proxies, address) {
			return address, true
		}
	}
	return address, true
}

func remote(remoteAddr string) netip.Addr {
	pair, err := netip.ParseAddrPort(remoteAddr)
	if err != nil {
		return netip.Addr{}
	}
	return pair.Addr().Unmap()
}

func contains(networks []netip.Prefix, address netip.Addr) bool {
	return address.IsValid() && slices.ContainsFunc(networks, func(n netip.Prefix) bool { return n.Contains(address) })
}
