package cms

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"lotse/internal/command"
	"lotse/schema"
)

// What was stored under an older definition of a type is never rewritten because the type changed: it is brought
// into the present form whenever it is read. So old revisions stay what they were, and a change of a type costs
// nothing but writing the public items again.

// storedCopy is a working copy as it is stored, where that is not the form that the type has now.
type storedCopy struct {
	content schema.Content
	hash    []byte
	version int
	lost    bool // something of it has no place in the present form
	kept    bool // the newest revision holds it
}

// present brings the working copies into the present form of their type.
func (l *loaded) present() error {
	for _, v := range l.variants {
		up := l.history.Upgrade(v.TypeVersion, v.Content, l.part(v))
		if !up.Changed {
			continue
		}
		hash, err := contentHash(up.Content)
		if err != nil {
			return err
		}
		v.stored = &storedCopy{
			content: v.Content, hash: v.ContentHash, version: v.TypeVersion, lost: up.Lost,
			kept: v.BaseRevision != nil && bytes.Equal(v.BaseHash, v.ContentHash),
		}
		// What was the same text stays the same text.
		for _, same := range []*[]byte{&v.BaseHash, &v.LiveHash} {
			if bytes.Equal(*same, v.ContentHash) {
				*same = hash
			}
		}
		v.Content, v.ContentHash, v.TypeVersion = up.Content, hash, l.history.Newest()
	}
	return nil
}

// revisionOf loads a revision of a variant and brings it into the present form of its type.
func (l *loaded) revisionOf(ctx context.Context, db querier, v *variantRow, id uuid.UUID) (*revisionRow, error) {
	if r := l.known[id]; r != nil && r.VariantID == v.ID {
		return r, nil
	}
	r, err := revision(ctx, db, v.ID, id)
	if err == nil {
		l.fit(v, r)
		l.keep(r)
	}
	return r, err
}

// keep remembers a revision that was loaded: it never changes.
func (l *loaded) keep(r *revisionRow) {
	if l.known == nil {
		l.known = map[uuid.UUID]*revisionRow{}
	}
	l.known[r.ID] = r
}

// fit brings a revision into the present form; nil stays nil. Where it is the same text as the working copy, so are
// their hashes.
func (l *loaded) fit(v *variantRow, r *revisionRow) {
	if r == nil {
		return
	}
	if v.stored != nil && bytes.Equal(v.stored.hash, r.ContentHash) {
		r.Content, r.ContentHash = v.Content, v.ContentHash
		return
	}
	r.Content = l.history.Upgrade(r.TypeVersion, r.Content, l.part(v)).Content
}

// keepStored cuts a revision of the working copy as it is stored, before it is overwritten by a text that no longer
// has a place for all of it.
func keepStored(ctx context.Context, tx *command.Tx, v *variantRow) error {
	if v.stored == nil || !v.stored.lost || v.stored.kept {
		return nil
	}
	encoded, err := json.Marshal(v.stored.content)
	if err != nil {
		return fmt.Errorf("encode revision: %w", err)
	}
	id := command.NewID()
	v.RevisionCount++
	_, err = tx.Exec(ctx, sqlInsertRevision, pgx.StrictNamedArgs{
		"id": id, "variant_id": v.ID, "number": v.RevisionCount, "content": string(encoded),
		"content_hash": v.stored.hash, "type_version": v.stored.version, "origin": v.Origin, "reason": "type",
		"authors": ids(v.Authors), "now": tx.Now,
	})
	if err != nil {
		return fmt.Errorf("insert revision: %w", err)
	}
	v.BaseRevision, v.BaseHash, v.Authors, v.stored.kept = &id, v.ContentHash, nil, true
	return nil
}

// sent is what a writer sent who may have read the text before its type changed: what comes back as it is stored is
// taken for what has become of it, and a value under a field's former name for the field's. What was changed in a
// field that is no more stays, to be refused: nobody's text is dropped without a word.
func (l *loaded) sent(v *variantRow, fields schema.Content) schema.Content {
	out := maps.Clone(fields)
	for name, value := range fields {
		_, known := l.typ.Field(name)
		to := name
		if at := slices.IndexFunc(l.typ.Fields, func(f *schema.Field) bool { return f.Was == name }); !known && at >= 0 {
			to = l.typ.Fields[at].Name
		}
		_, given := fields[to]
		echoed := v.stored != nil && reflect.DeepEqual(value, v.stored.content[name])
		became, still := v.Content[to]
		switch {
		case given && to != name: // the writer knows the new name as well
		case echoed && !reflect.DeepEqual(value, became):
			delete(out, name)
			if still {
				out[to] = became
			}
		case to != name:
			delete(out, name)
			out[to] = value
		}
	}
	return out
}

// difference compares two texts of a variant, each under the version that it was written in. Where these are not the
// same, both are compared in the newer form, and then what has no place in it.
func (l *loaded) difference(v *variantRow, from schema.Content, fromVersion int, to schema.Content, toVersion int) []schema.Change {
	h, part := l.history, l.part(v)
	if fromVersion == toVersion || fromVersion == 0 || toVersion == 0 { // 0: the empty text, of no version
		return h.At(max(fromVersion, toVersion)).Diff(from, to)
	}
	changes := l.typ.Diff(h.Upgrade(fromVersion, from, part).Content, h.Upgrade(toVersion, to, part).Content)
	older := h.At(min(fromVersion, toVersion))
	for _, c := range older.Diff(from, to) {
		if !l.has(c.Field, c.Kind) {
			changes = append(changes, c)
		}
	}
	return changes
}

// has reports whether the present type has a field (contacts.role inside a list) of a kind, by whatever name.
func (l *loaded) has(path, kind string) bool {
	fields := l.typ.Fields
	for {
		name, rest, nested := strings.Cut(path, ".")
		at := slices.IndexFunc(fields, func(f *schema.Field) bool { return f.Name == name || f.Was == name })
		switch {
		case at < 0:
			return false
		case !nested:
			return fields[at].Kind == kind
		}
		fields, path = fields[at].Fields, rest
	}
}
