package web

import (
	"errors"
	"net/netip"
	"sync"
	"testing"

	"lotse/internal/command"
)

func TestHoldBoundsEachClient(t *testing.T) {
	t.Parallel()
	l := NewLimiter(60, false)
	addr := func(s string) LimitKey { return AddressKey(netip.MustParseAddr(s)) }
	me := addr("2001:db8::1")
	var releases []func()
	for range 3 {
		release, err := l.Hold(me, 3)
		if err != nil {
			t.Fatal(err)
		}
		releases = append(releases, release)
	}
	var refused *command.Error
	if _, err := l.Hold(addr("2001:db8::2"), 3); !errors.As(err, &refused) || refused.Code != "too_many_requests" || refused.Extra["retryAfter"].(int64) <= 0 {
		t.Errorf("the same network: %v", err)
	}
	for _, other := range []LimitKey{addr("2001:db8:0:1::1"), addr("192.0.2.1"), NameKey("site x")} {
		if _, err := l.Hold(other, 1); err != nil {
			t.Errorf("%v: %v", other, err)
		}
		if _, err := l.Hold(other, 1); err == nil {
			t.Errorf("%v has more than one", other)
		}
	}
	releases[0]()
	releases[0]() // gives back one place, not two
	if _, err := l.Hold(me, 3); err != nil {
		t.Errorf("a place was given back: %v", err)
	}
	if _, err := l.Hold(me, 3); err == nil {
		t.Error("a place was given back twice")
	}
	for range 5 {
		if _, err := l.Hold(addr("127.0.0.1"), 1); err != nil {
			t.Errorf("from this machine: %v", err)
		}
		if _, err := (*Limiter)(nil).Hold(me, 1); err != nil {
			t.Errorf("without limits: %v", err)
		}
	}
	if _, err := NewLimiter(1, true).Hold(addr("::1"), 0); err == nil {
		t.Error("this machine is limited too, where asked for")
	}
}

// Clients that hold nothing take no memory.
func TestHoldForgets(t *testing.T) {
	t.Parallel()
	l := NewLimiter(60, false)
	var wait sync.WaitGroup
	for n := range 50 {
		wait.Go(func() {
			for range 20 {
				if release, err := l.Hold(AddressKey(netip.AddrFrom4([4]byte{192, 0, 2, byte(n % 5)})), 1000); err == nil {
					release()
				}
			}
		})
	}
	wait.Wait()
	if n := len(l.held.byWhom); n != 0 {
		t.Errorf("%d clients are remembered", n)
	}
}
