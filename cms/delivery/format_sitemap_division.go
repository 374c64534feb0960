package delivery

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"golang.org/x/sync/singleflight"

	"lotse/cms/query"
)

// How long a division into sitemaps is used: making it walks all there is. What is in a sitemap is always read
// anew, so nothing that was taken off stays in one.
const (
	// divisionFresh is how long it is used without a thought, divisionKept how long it is used while another is made.
	divisionFresh = 10 * time.Minute
	divisionKept  = time.Hour
	// emptyKept is divisionFresh where there is nothing yet.
	emptyKept = 10 * time.Second
	// divisionTimeout bounds the making. Who waits for it gives up sooner.
	divisionTimeout = time.Minute
	// mostDivisions bounds how many scopes are remembered.
	mostDivisions = 100
)

// sitemapParts are the divisions by scope. The zero value knows none.
type sitemapParts struct {
	making singleflight.Group

	mutex sync.Mutex // of what follows; nobody holds it while the database works
	known map[string]division
}

type division struct {
	list []query.SitemapPart
	made time.Time
}

// age tells whether the division is fresh, and whether it is still good enough while another is made.
func (v division) age(now time.Time) (fresh, usable bool) {
	age := now.Sub(v.made)
	if len(v.list) == 0 {
		return age < emptyKept, false
	}
	return age < divisionFresh, age < divisionKept
}

// of gives the division of a scope. One that is no longer fresh is still given, while another is made behind it, once
// for all who ask.
func (p *sitemapParts) of(ctx context.Context, log *slog.Logger, scope string, divide func(context.Context) ([]query.SitemapPart, error)) ([]query.SitemapPart, error) {
	known := p.remembered(scope)
	fresh, usable := known.age(time.Now())
	if fresh {
		return known.list, nil
	}
	made := p.making.DoChan(scope, func() (any, error) {
		// Who asked first may go away, or not wait at all.
		detached, cancel := context.WithTimeout(context.WithoutCancel(ctx), divisionTimeout)
		defer cancel()
		begun := time.Now()
		list, err := divide(detached)
		if err != nil {
			log.WarnContext(detached, "could not divide what is public into sitemaps", "error", err.Error())
			return nil, err
		}
		p.remember(scope, division{list, begun})
		return list, nil
	})
	if usable {
		return known.list, nil
	}
	select {
	case result := <-made:
		if result.Err != nil {
			return nil, result.Err
		}
		return result.Val.([]query.SitemapPart), nil
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	}
}

func (p *sitemapParts) remembered(scope string) division {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	return p.known[scope]
}

func (p *sitemapParts) remember(scope string, made division) {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	if _, has := p.known[scope]; p.known == nil || !has && len(p.known) >= mostDivisions {
		p.known = map[string]division{}
	}
	p.known[scope] = made
}
