package cms

import (
	"context"
	"maps"
	"slices"

	"github.com/google/uuid"

	"lotse/internal/command"
	"lotse/internal/segment"
	"lotse/schema"
)

// relink notes which texts of a translation were made of which of the source, after its text was set. given says it
// where the writer wrote segment by segment. Else a text that was there keeps what is known of it, and one that is
// new belongs to the segment in whose place it stands.
func (s *Service) relink(ctx context.Context, tx *command.Tx, l *loaded, v *variantRow, given []link) error {
	if l.part(v) != schema.Translation {
		return nil
	}
	reference, err := l.reference(ctx, tx)
	if err != nil {
		return err
	}
	source := l.typ.Segments(reference)
	known, err := loadLinks(ctx, tx, []uuid.UUID{v.ID})
	if err != nil {
		return err
	}
	if isFree(v.Locale) {
		return storeLinks(ctx, tx, v, firstCover(source, v, known[v.ID]), source, nil)
	}
	target := l.typ.Segments(v.Content)
	ls := with(known[v.ID], given)
	added := append(given, inferred(source, target, ls, v.Origin)...)
	return storeLinks(ctx, tx, v, added, source, hashesOf(target))
}

// with adds links to those that are known.
func with(ls links, added []link) links {
	out := links{made: map[string][]link{}, stands: ls.stands, missing: ls.missing}
	maps.Copy(out.made, ls.made)
	for _, l := range added {
		out.made[l.Target] = append(slices.Clone(out.made[l.Target]), l)
	}
	return out
}

// firstCover says that the first text in a free language matches the source as it is. Later ones do when somebody
// says so.
func firstCover(source []schema.Segment, v *variantRow, ls links) []link {
	if len(v.Content) == 0 || len(ls.made[wholeText]) > 0 {
		return nil
	}
	return cover(source, v.Origin)
}

// cover says that the text as a whole matches the source as it is.
func cover(source []schema.Segment, origin string) []link {
	out := make([]link, 0, len(source))
	for _, s := range source {
		out = append(out, link{Target: wholeText, Source: s.Hash, Origin: origin})
	}
	return out
}

// inferred are links of the texts of which nothing is known: each belongs to the segment of the source in whose place
// it stands, and where there are fewer texts than segments, the last of them to the rest.
func inferred(source, target []schema.Segment, ls links, origin string) []link {
	var out []link
	targets := byPath(target)
	for path, run := range runs(source) {
		out = append(out, inferPath(run, targets[path], ls, origin)...)
	}
	return out
}

func inferPath(source, target []schema.Segment, ls links, origin string) []link {
	wanted := map[string]bool{}
	from := make([]segment.Source, len(source))
	for i, s := range source {
		from[i], wanted[s.Hash] = segment.Source{Hash: s.Hash, Words: segment.Plain(s.Text.Coded)}, true
	}
	made := make([]segment.Source, len(target))
	unknown := 0
	for i, t := range target {
		if l, known := ls.of(t.Hash, wanted); known {
			made[i].Hash = l.Source
		} else {
			unknown++
		}
	}
	if unknown == 0 {
		return nil
	}
	matches, _ := segment.Align(from, made)
	var out []link
	join := func(source schema.Segment, at int) {
		out = append(out, link{Target: target[at].Hash, Source: source.Hash, Origin: origin})
	}
	var open []int // segments of the source without a text
	placed := map[int]bool{}
	for i, m := range matches {
		placed[m.Target] = true
		switch {
		case m.Target < 0:
			open = append(open, i)
		case made[m.Target].Hash == "":
			join(source[i], m.Target)
		}
	}
	var free []int // unknown texts without a place
	for at := range target {
		if !placed[at] && made[at].Hash == "" {
			free = append(free, at)
		}
	}
	switch {
	case len(open) > 0 && len(free) > 0: // in their order; the last one stands for the rest
		for i := range max(len(open), len(free)) {
			join(source[open[min(i, len(open)-1)]], free[min(i, len(free)-1)])
		}
	case len(open) > 0 && len(target) < len(source): // two were made one: the unknown text before them
		for _, i := range open {
			for before := i - 1; before >= 0; before-- {
				if at := matches[before].Target; at >= 0 && made[at].Hash == "" {
					join(source[i], at)
					break
				}
			}
		}
	case len(free) > 0 && len(source) > 0: // one was made two: the segment before them
		for _, at := range free {
			join(source[max(behind(matches, at), 0)], at)
		}
	}
	return out
}
