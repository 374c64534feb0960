package delivery

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/maypok86/otter/v2"
	"golang.org/x/sync/singleflight"

	"lotse/cms"
	"lotse/cms/formats"
	"lotse/cms/query"
	"lotse/cms/sites"
	"lotse/cms/web"
	"lotse/internal/command"
)

// Sites tells whose a key is. *sites.Service is one.
type Sites interface {
	SiteOfKey(ctx context.Context, key string) (sites.KeyedSite, error)
}

// Previews tells what a preview shows. *cms.Service is one.
type Previews interface {
	ShowPreview(ctx context.Context, token string) (cms.PreviewItem, error)
}

// Caller is the site that a request with a key comes from.
type Caller struct {
	SiteID uuid.UUID
	// PerMinute is the site's own limit of requests; 0: the usual one.
	PerMinute int

	scope     string // its hash; "" where the site may read everything
	origins   []string
	questions *query.Service // asked within the scope
	// portal is the pattern of the site's own pages, pages its name in keys of answers; "" where there is none.
	portal, pages string
}

type callerKey struct{}

// CallerOf is the site that asks; ok is false for requests without a key. Requests pass here with a caller only after
// the key was found good.
func CallerOf(ctx context.Context) (c *Caller, ok bool) {
	c, ok = ctx.Value(callerKey{}).(*Caller)
	return c, ok
}

// callerOf is CallerOf; nil for requests without a key. Those are most, and pay for one look at a header.
func callerOf(r *http.Request) *Caller {
	if r.Header["Authorization"] == nil {
		return nil
	}
	c, _ := CallerOf(r.Context())
	return c
}

// admit finds out which site asks, where a key is sent. A key that is not good is refused, never read as no key. A page
// of an origin that the site does not allow gets nothing that its browser would let it read.
//
// Requests with a key are counted for the site, those without for the address.
func (d *Door) admit(next http.Handler) http.Handler {
	byAddress := d.limiter.Wrap(next)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header["Authorization"] == nil || r.Method == http.MethodOptions {
			byAddress.ServeHTTP(w, r)
			return
		}
		h := w.Header()
		h["Vary"] = varyKeyed
		caller, err := d.callerOfKey(h, r)
		if err == nil {
			err = d.count(h, caller)
		}
		if err != nil {
			web.Fail(w, r, err)
			return
		}
		h.Del("Access-Control-Allow-Origin")
		if origin := r.Header.Get("Origin"); origin != "" {
			if !slices.Contains(caller.origins, origin) {
				web.Fail(w, r, command.E(command.Forbidden, "origin_not_allowed", "Pages of this origin may not use this key."))
				return
			}
			h["Access-Control-Allow-Origin"] = []string{origin}
		}
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), callerKey{}, caller)))
	})
}

// count takes one request from what the site may ask.
func (d *Door) count(h http.Header, c *Caller) error {
	bucket := siteKey(c)
	if c.PerMinute > 0 {
		return d.keys.limiter.TakeOf(h, bucket, c.PerMinute, time.Now())
	}
	return d.limiter.Take(h, bucket, time.Now())
}

// siteKey is whom limits count where a site asks.
func siteKey(c *Caller) web.LimitKey { return web.NameKey("site " + c.SiteID.String()) }

// callerOfKey reads Authorization. Keys that must be looked up are counted for the address, so that nobody can have the
// database asked for as many as they make up.
func (d *Door) callerOfKey(h http.Header, r *http.Request) (*Caller, error) {
	headers := r.Header["Authorization"]
	scheme, key, _ := strings.Cut(headers[0], " ")
	if d.sites == nil || len(headers) > 1 || !strings.EqualFold(scheme, "Bearer") {
		return nil, command.E(command.Unauthenticated, "bad_key", "Only keys of sites are accepted.")
	}
	key = strings.TrimSpace(key)
	if c := d.keys.remembered(key); c != nil {
		return c, nil
	}
	address := web.ClientAddress(r.Context())
	if err := d.limiter.Take(h, web.NameKey("keys of "+address.String()), time.Now()); err != nil {
		return nil, err
	}
	return d.keys.caller(r.Context(), key, d.readCaller)
}

// readCaller asks the core.
func (d *Door) readCaller(ctx context.Context, key string) (*Caller, *float64, error) {
	site, err := d.sites.SiteOfKey(ctx, key)
	if err != nil {
		return nil, nil, err
	}
	scope := query.Scope(site.Scope)
	c := &Caller{SiteID: site.ID, scope: scope.Hash(), origins: site.Origins, questions: d.query.Within(scope)}
	if site.Address != "" {
		sum := sha256.Sum256([]byte(site.Address))
		c.portal, c.pages = site.Address, "@"+base64.RawURLEncoding.EncodeToString(sum[:18])+" "
	}
	if site.RateLimit != nil {
		c.PerMinute = *site.RateLimit
	}
	return c, site.SecondsLeft, nil
}

// Bounds of what is remembered of keys. Wrong keys are not remembered: whoever makes them up could drive out the good ones.
const maxKeys = 4096

// keys remembers whom keys belong to, for no longer than sites.KeyMemory.
type keys struct {
	// limiter counts sites with a limit of their own; its own quota is that of nobody.
	limiter *web.Limiter
	known   *otter.Cache[string, knownKey]
	reads   singleflight.Group
}

type knownKey struct {
	caller *Caller
	until  time.Time
}

func newKeys() *keys {
	return &keys{limiter: web.NewLimiter(1, true), known: otter.Must(&otter.Options[string, knownKey]{MaximumSize: maxKeys})}
}

// remembered is the site of a key that was read lately; nil for every other key.
func (k *keys) remembered(key string) *Caller {
	if known, ok := k.known.GetIfPresent(key); ok && time.Now().Before(known.until) {
		return known.caller
	}
	return nil
}

// caller returns the site of a key by read, once for all who wait for it.
func (k *keys) caller(ctx context.Context, key string, read func(context.Context, string) (*Caller, *float64, error)) (*Caller, error) {
	made, err, _ := k.reads.Do(key, func() (any, error) {
		begun := time.Now()
		detached, cancel := context.WithTimeout(context.WithoutCancel(ctx), readTimeout)
		defer cancel()
		c, left, err := read(detached, key)
		if err != nil {
			k.known.Invalidate(key)
			return nil, err
		}
		until := begun.Add(sites.KeyMemory)
		if left != nil && *left < sites.KeyMemory.Seconds() {
			until = begun.Add(time.Duration(*left * float64(time.Second)))
		}
		k.known.Set(key, knownKey{caller: c, until: until})
		return c, nil
	})
	if err != nil {
		return nil, err
	}
	return made.(*Caller), nil
}

// questions is the resolver for the request: within the scope of the site that asks.
func (d *Door) questions(r *http.Request) *query.Service {
	if c := callerOf(r); c != nil {
		return c.questions
	}
	return d.query
}

// wanted is the request for the cache. Answers of one scope never answer another.
func (d *Door) wanted(r *http.Request) wanted {
	w := wanted{typed: d.query.Types().Generation()}
	if c := callerOf(r); c != nil && c.scope != "" {
		w.scope = c.scope + " "
	}
	w.spelling = w.scope + r.RequestURI
	return w
}

// linked is wanted for answers that hold addresses of pages: those of a site with pages of its own answer no other.
func (d *Door) linked(r *http.Request) wanted {
	w := d.wanted(r)
	if c := callerOf(r); c != nil && c.pages != "" {
		w.scope += c.pages
		w.spelling = w.scope + r.RequestURI
	}
	return w
}

// linksFor makes the addresses for who asks: a site has its own pages, where it told of them.
func (d *Door) linksFor(ctx context.Context) formats.Links {
	links := d.links
	if c, ok := CallerOf(ctx); ok && c.portal != "" {
		links.Portal = c.portal
	}
	return links
}

// varyKeyed stands on answers to requests with a key.
var varyKeyed = []string{"Accept-Encoding, Authorization, Origin"}

// keepPrivate makes of the headers of a public answer those of an answer to a site: nobody but who asked may keep it,
// for as long as the public might.
func keepPrivate(h http.Header) {
	h["Vary"] = varyKeyed
	for _, value := range h["Cache-Control"] {
		for directive := range strings.SplitSeq(value, ", ") {
			if strings.HasPrefix(directive, "max-age=") {
				h["Cache-Control"] = []string{"private, " + directive + ", must-revalidate"}
				return
			}
		}
	}
	h["Cache-Control"] = []string{"no-store"}
}
