package query

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"math"
	"strconv"
	"strings"

	"github.com/google/uuid"

	"lotse/internal/command"
)

// Limits of the change feed.
const (
	// MaxSyncLimit is the largest page of the change feed, DefaultSyncLimit the usual one.
	MaxSyncLimit     = 1000
	DefaultSyncLimit = 250

	// syncScan is how many lines one page looks at, however few of them its filter takes.
	syncScan = 20_000
	// syncBytes is the size from which on a page takes no more items.
	syncBytes = 2 << 20
)

// SyncPlace is a place in the change feed, and the filter of whoever stands there. It goes out sealed. It
// only ever names transactions that have committed: their numbers survive a crash of the database, while
// those of transactions that were merely running can be given again.
type SyncPlace struct {
	Epoch  string    `json:"e"`
	Xid    uint64    `json:"x"`
	ID     uuid.UUID `json:"i"` // uuid.Max: all of the transaction lies behind
	Locale string    `json:"l,omitempty"`
	// Until is the end of the feed as the first page of an initial sync saw it; zero once the walk got
	// there. Lines up to it bring no tombstones: whatever was gone by then was never sent.
	Until  uint64     `json:"u,omitempty"`
	Filter SyncFilter `json:"f"`
	// Scope is the hash of what the site may read that stands there.
	Scope string `json:"s,omitempty"`
}

// SyncPage is a part of the change feed.
type SyncPage struct {
	// Body is the beginning of the answer, up to the last item: `{"items":[…`.
	Body []byte
	// Count is how many there are.
	Count int
	// Next is where the feed goes on.
	Next SyncPlace
	// More says that there is more to be had at once.
	More bool
	// Foreign says that the database is not the one that the feed was made for: somebody has to begin a
	// new epoch (cms.Service.AdoptFeed).
	Foreign bool
}

// syncMeta is what a page knows beside its lines, the same in every row.
type syncMeta struct {
	epoch, identity, known, dropped, xmax, lastXid, lastID, lastLocale, organisation, category string
}

// Sync reads what follows a place in the change feed; a nil place is the beginning. A place of another
// history, or one whose following tombstones have been forgotten, is the error cursor_expired.
func (s *Service) Sync(ctx context.Context, from *SyncPlace, filter SyncFilter, limit int) (SyncPage, error) {
	if from != nil && from.Scope != s.scope.Hash() {
		return SyncPage{}, syncExpired(from.Filter) // what came into the scope since was never sent
	}
	at, until := SyncPlace{Filter: filter, Scope: s.scope.Hash()}, uint64(math.MaxInt64) // nothing was sent yet: no tombstones
	if from != nil {
		at, until = *from, from.Until
	}
	args := at.Filter.args()
	args["xid"], args["id"], args["locale"] = strconv.FormatUint(at.Xid, 10), at.ID, at.Locale
	args["until"], args["scan"], args["limit"] = strconv.FormatUint(until, 10), syncScan, limit
	rows, err := s.db.Query(ctx, sqlSync, s.withFeedScope(args))
	if err != nil {
		return SyncPage{}, err
	}
	defer rows.Close()
	r := syncReader{from: from, at: at, limit: limit}
	if from == nil || from.Until != 0 {
		r.body = make([]byte, 0, min(limit*2048, syncBytes)) // a walk fills its pages
	}
	r.body = append(r.body, `{"items":[`...)
	for !r.full && rows.Next() {
		r.row(rows.RawValues())
	}
	rows.Close()
	if err := rows.Err(); err != nil {
		return SyncPage{}, err
	}
	return r.page()
}

// syncReader makes a page of rows.
type syncReader struct {
	from  *SyncPlace
	at    SyncPlace // of the last line that was looked at
	limit int
	meta  *syncMeta
	body  []byte
	lines int  // rows of lines, answers or not
	count int  // answers
	full  bool // the page takes no more
	ends  bool // the scan went as far as it may
}

// row takes one row. Its values are text, whatever the format, and belong to the driver: they are copied.
func (r *syncReader) row(v [][]byte) {
	if r.meta == nil {
		r.meta = &syncMeta{
			epoch: string(v[0]), identity: string(v[1]), known: string(v[2]), dropped: string(v[3]), xmax: string(v[4]),
			lastXid: string(v[5]), lastID: string(v[6]), lastLocale: string(v[7]), organisation: string(v[8]), category: string(v[9]),
		}
	}
	xid, id, typ, locale, state, version, item := v[10], v[11], v[12], v[13], v[14], v[15], v[16]

	if len(xid) == 0 {
		return // no line at all
	}
	r.lines++
	r.at.Xid, r.at.ID, r.at.Locale = parseXid(string(xid)), uuid.MustParse(string(id)), string(locale)
	r.ends = len(v[17]) > 0
	if len(state) == 0 {
		return // only the end of the scan
	}
	if r.count > 0 {
		r.body = append(r.body, ',')
	}
	r.count++
	b, upsert := r.body, string(state) == "upsert"
	if upsert {
		b = append(b, `{"op":"upsert","id":"`...)
	} else {
		b = append(b, `{"op":"delete","id":"`...)
	}
	// Types, locales and reasons are words of ours: nothing to escape.
	b = append(append(b, id...), `","type":"`...)
	b = append(append(b, typ...), `","locale":"`...)
	b = append(b, locale...)
	if upsert {
		b = append(append(b, `","version":"`...), version...)
		b = append(append(append(b, `","item":`...), item...), '}')
	} else {
		b = append(append(append(b, `","reason":"`...), state...), '"', '}')
	}
	r.body = b
	r.full = len(b) >= syncBytes
}

// page is the page of all rows.
func (r *syncReader) page() (SyncPage, error) {
	m := r.meta
	if m == nil {
		return SyncPage{}, errSync
	}
	last, dropped, epoch := parseXid(m.lastXid), parseXid(m.dropped), feedEpoch(m.identity, m.epoch)
	next := r.at
	if r.from == nil {
		next.Epoch, next.Until = epoch, max(last, dropped)
	} else if r.from.expired(epoch, dropped, parseXid(m.xmax)) {
		return SyncPage{}, syncExpired(r.from.Filter)
	}
	next.Filter.resolve(m.organisation, m.category)
	p := SyncPage{Body: r.body, Count: r.count, Foreign: m.known != "" && m.known != m.identity}
	end := SyncPlace{Xid: last, Locale: m.lastLocale}
	if m.lastID != "" {
		end.ID = uuid.MustParse(m.lastID)
	}
	stopped := r.full || r.ends || r.lines == r.limit // else every line up to the end was looked at
	if p.More = stopped && next.before(end); !p.More {
		next.Xid, next.ID, next.Locale, next.Until = max(next.Xid, last, dropped), uuid.Max, "", 0
	}
	p.Next = next
	return p, nil
}

// before compares places in the order of the feed.
func (p SyncPlace) before(other SyncPlace) bool {
	return cmp.Or(cmp.Compare(p.Xid, other.Xid), bytes.Compare(p.ID[:], other.ID[:]), strings.Compare(p.Locale, other.Locale)) < 0
}

// expired tells whether something that followed the place is no longer known, or the place is one of
// another history. dropped is the newest transaction of which lines were forgotten.
func (p SyncPlace) expired(epoch string, dropped, xmax uint64) bool {
	switch {
	case p.Epoch != epoch || p.Xid > xmax:
		return true
	case p.Until != 0: // an initial sync on its way was sent nothing that had gone by then
		return dropped > p.Until
	}
	return p.Xid < dropped || p.Xid == dropped && p.ID != uuid.Max
}

// syncExpired is the answer to a cursor that cannot be gone on from.
func syncExpired(f SyncFilter) error {
	e := command.E(command.Gone, "cursor_expired", "The cursor cannot be gone on from. Begin again at the address in restart.")
	restart := f.params()
	restart.Set("initial", "true")
	e.Extra = map[string]any{"restart": restart.Encode()}
	return e
}

// feedEpoch names a history: the database and the time since somebody last began anew.
func feedEpoch(identity, epoch string) string {
	sum := sha256.Sum256([]byte(identity + " " + epoch))
	return hex.EncodeToString(sum[:8])
}

// errSync means that the statement of the feed gave no row.
var errSync = errors.New("the change feed gave no answer")

// parseXid reads the id of a transaction; 0 for none.
func parseXid(text string) uint64 {
	xid, err := strconv.ParseUint(text, 10, 64)
	if err != nil {
		return 0
	}
	return xid
}
