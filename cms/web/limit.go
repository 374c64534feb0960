package web

import (
	"net/http"
	"net/netip"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"github.com/maypok86/otter/v2"

	"lotse/internal/command"
)

// maxBuckets bounds how many clients are told apart. Beyond, those that ask least are forgotten, which gives them
// a full bucket.
const maxBuckets = 50_000

// limitWindow is the time that a quota is for.
const limitWindow = time.Minute

// LimitKey is whom a limit counts: an address or a name.
type LimitKey struct {
	address netip.Addr
	name    string
}

// AddressKey counts an address; of IPv6 the network of 64 bits, which is what one customer has.
func AddressKey(a netip.Addr) LimitKey {
	if a.Is6() && !a.IsLoopback() {
		if network, err := a.Prefix(64); err == nil {
			a = network.Addr()
		}
	}
	return LimitKey{address: a}
}

// NameKey counts a name, such as that of a key.
func NameKey(name string) LimitKey { return LimitKey{name: name} }

// Limiter gives each client a bucket of requests that fills again evenly: whoever kept still may ask a whole
// minute's worth at once. Its state is that of this process; it is safe for concurrent use. A nil Limiter limits
// nobody.
type Limiter struct {
	quota    int64
	every    int64 // nanoseconds that one request takes to come back
	loopback bool
	began    time.Time
	// buckets hold, for each client, when its bucket will be full again (nanoseconds since began): the generic cell
	// rate algorithm, which needs one number.
	buckets *otter.Cache[LimitKey, *atomic.Int64]

	policy, untouched []string // headers

	held holds
}

// NewLimiter makes a Limiter of so many requests a minute; nil for 0. Requests from this machine itself are not
// limited unless loopback says so: they come from the operator's own programs, or from a proxy that speaks for
// nobody.
func NewLimiter(perMinute int, loopback bool) *Limiter {
	if perMinute <= 0 {
		return nil
	}
	return &Limiter{
		quota: int64(perMinute), every: int64(limitWindow) / int64(perMinute), loopback: loopback,
		began:     time.Now().Add(-limitWindow), // every request is later
		buckets:   otter.Must(&otter.Options[LimitKey, *atomic.Int64]{MaximumSize: maxBuckets}),
		policy:    []string{policyOf(perMinute)},
		untouched: []string{`"client";r=` + strconv.Itoa(perMinute) + `;t=0`},
	}
}

// Take takes one request from a client's bucket and says in the headers what is left
// (draft-ietf-httpapi-ratelimit-headers). Where nothing is left, the error is too_many_requests.
func (l *Limiter) Take(h http.Header, key LimitKey, now time.Time) error {
	if l == nil {
		return nil
	}
	h["Ratelimit-Policy"] = l.policy
	if key.address.IsLoopback() && !l.loopback {
		h["Ratelimit"] = l.untouched
		return nil
	}
	return l.takeOne(h, key, l.every, now)
}

// TakeOf is Take with a quota of the client's own, of so many requests a minute.
func (l *Limiter) TakeOf(h http.Header, key LimitKey, perMinute int, now time.Time) error {
	if l == nil || perMinute <= 0 {
		return nil
	}
	h["Ratelimit-Policy"] = []string{policyOf(perMinute)}
	return l.takeOne(h, key, int64(limitWindow)/int64(perMinute), now)
}

func (l *Limiter) takeOne(h http.Header, key LimitKey, every int64, now time.Time) error {
	at := int64(now.Sub(l.began))
	full, ok := take(l.bucket(key), at, every)
	left := max((int64(limitWindow)-(full-at))/every, 0)
	h["Ratelimit"] = []string{ration(left, seconds(full-at))}
	if ok {
		return nil
	}
	e := command.E(command.TooMany, "too_many_requests", "Too many requests.")
	e.Extra = map[string]any{"retryAfter": max(seconds(full+every-at-int64(limitWindow)), 1)}
	return e
}

// policyOf is the value of the header RateLimit-Policy.
func policyOf(perMinute int) string {
	return `"client";q=` + strconv.Itoa(perMinute) + ";w=" + strconv.Itoa(int(limitWindow/time.Second))
}

// ration is the value of the header RateLimit. By hand, because every answer has one.
func ration(left, reset int64) string {
	b := append(make([]byte, 0, 40), `"client";r=`...)
	b = append(strconv.AppendInt(b, left, 10), ";t="...)
	return string(strconv.AppendInt(b, reset, 10))
}

func seconds(nanoseconds int64) int64 {
	return (nanoseconds + int64(time.Second) - 1) / int64(time.Second)
}

func (l *Limiter) bucket(key LimitKey) *atomic.Int64 {
	if b, ok := l.buckets.GetIfPresent(key); ok {
		return b
	}
	b, _ := l.buckets.SetIfAbsent(key, new(atomic.Int64))
	return b
}

// take takes one, which comes back after every, and returns when the bucket will be full again.
func take(b *atomic.Int64, at, every int64) (full int64, ok bool) {
	for {
		was := b.Load()
		next := max(was, at) + every
		if next-at > int64(limitWindow) {
			return max(was, at), false
		}
		if b.CompareAndSwap(was, next) {
			return next, true
		}
	}
}

// Wrap limits clients by their address.
func (l *Limiter) Wrap(next http.Handler) http.Handler {
	if l == nil {
		return next
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := l.Take(w.Header(), AddressKey(from(r.Context()).client), time.Now()); err != nil {
			Fail(w, r, err)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// holdAgainAfter is after how many seconds somebody whose places are all taken should ask again.
const holdAgainAfter = 10

// holds counts requests under way by client. The zero value counts none.
type holds struct {
	mutex  sync.Mutex
	byWhom map[LimitKey]int
}

// Hold takes one of so many places that a client has for requests that last, and gives it back by release, which may be
// called again. Where all are taken, the error is too_many_requests. Requests from this machine itself are not
// limited, as by Take.
func (l *Limiter) Hold(key LimitKey, most int) (release func(), err error) {
	if l == nil || key.address.IsLoopback() && !l.loopback {
		return func() {}, nil
	}
	l.held.mutex.Lock()
	defer l.held.mutex.Unlock()
	if l.held.byWhom[key] >= most {
		e := command.E(command.TooMany, "too_many_requests", "Too many requests at once.")
		e.Extra = map[string]any{"retryAfter": int64(holdAgainAfter)}
		return nil, e
	}
	if l.held.byWhom == nil {
		l.held.byWhom = map[LimitKey]int{}
	}
	l.held.byWhom[key]++
	return sync.OnceFunc(func() { l.held.giveBack(key) }), nil
}

func (h *holds) giveBack(key LimitKey) {
	h.mutex.Lock()
	defer h.mutex.Unlock()
	if h.byWhom[key]--; h.byWhom[key] == 0 {
		delete(h.byWhom, key)
	}
}
