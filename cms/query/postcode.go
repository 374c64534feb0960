package query

import (
	"context"
	"strings"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"lotse/internal/language"
)

// Points of the places with a postcode, one for each. Of those of other languages none is missed: an address is shared. The
// index knows what is stored, the view what of it may be shown.
const sqlPostcodePoints = `
select p.latitude, p.longitude
from publications stored
join public_items p on p.entry_id = stored.entry_id and p.locale = stored.locale
where stored.type = 'place'
  and stored.locale = stored.source_locale
  and stored.latitude is not null
  and lotse.postcode(stored.item) = @postcode
  and lotse.postcode(p.item) = @postcode` + scopeCondition + `
limit 1000`

// mostAround bounds how many locations are found around a point.
const mostAround = 20_000

// AroundPostcode lists the locations (places, and offers with an address of their own) so many kilometres around the
// middle of the public places with a postcode; for 0 as far from it as the farthest of those places lies. Where
// no place has the postcode, there are none: Lotse knows where a postcode lies by what lies there.
func (s *Service) AroundPostcode(ctx context.Context, postcode string, kilometres float64) ([]uuid.UUID, error) {
	inside := s.scope
	inside.Locales = nil // where a place lies is the same in each
	rows, err := s.db.Query(ctx, sqlPostcodePoints, s.withScope(inside, pgx.NamedArgs{"postcode": postcode}))
	if err != nil {
		return nil, err
	}
	points, err := pgx.CollectRows(rows, pgx.RowToStructByPos[point])
	if err != nil || len(points) == 0 {
		return nil, err
	}
	centre := middle(points)
	if kilometres == 0 {
		for _, p := range points {
			kilometres = max(kilometres, centre.kilometres(p))
		}
		kilometres += 0.05 // the places of one house lie at one point
	}
	sql, args := s.aroundSQL(inside, near{centre.Latitude, centre.Longitude, min(kilometres, MaxRadius)})
	if rows, err = s.db.Query(ctx, sql, args...); err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowTo[uuid.UUID])
}

// aroundSQL is the statement that finds the locations around a point: each type and language lies in a part of the index
// of its own.
func (s *Service) aroundSQL(inside Scope, n near) (string, []any) {
	b := &sqlBuilder{}
	var parts []string
	for _, name := range []string{"place", "offer"} {
		t, ok := s.types.Type(name)
		if !ok || t.PlaceField() == nil {
			continue
		}
		for _, locale := range language.Tags() {
			b.where = nil
			b.and("p.type = " + nameLiteral(name))
			b.and("p.locale = " + nameLiteral(locale))
			b.within(Query{typ: t, near: &n}, locale)
			for _, condition := range s.Conditions(inside.besides(), "p", b.bind) {
				b.and(condition)
			}
			parts = append(parts, "select p.entry_id\nfrom public_items p\nwhere "+strings.Join(b.where, "\n  and "))
		}
	}
	// In an order, so that all pages are cut from the same ones.
	return "select entry_id from (\n" + strings.Join(parts, "\nunion\n") + "\n) around\norder by entry_id\nlimit " + b.bind(mostAround), b.args
}
