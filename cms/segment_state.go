package cms

import (
	"bytes"
	"context"
	"iter"

	"lotse/internal/language"
	"lotse/internal/segment"
	"lotse/schema"
	"lotse/workflow"
)

// The states of a segment in a translation.
const (
	SegmentMissing  = "missing"  // there is no text
	SegmentMachine  = "machine"  // a machine made it
	SegmentHuman    = "human"    // a person made it
	SegmentReviewed = "reviewed" // and a second one approved it, or what a machine made
	SegmentOutdated = "outdated" // the source has changed since
)

// segmentState is where a segment of the source stands in a translation.
type segmentState struct {
	source schema.Segment
	state  string
	target *schema.Segment // nil where it is missing
	link   link            // what is known of the target
}

// leftSegment is a text of a translation that belongs to nothing in the source any more.
type leftSegment struct {
	target schema.Segment
	link   link
	after  int // behind which segment of the source it stands; -1 for the first
}

// translationState is where a translation stands towards a source.
type translationState struct {
	segments []segmentState
	left     []leftSegment
}

// words counts the words of the source by the state that they are in.
func (t translationState) words() map[string]int {
	out := map[string]int{}
	for _, s := range t.segments {
		out[s.state] += s.source.Words()
	}
	return out
}

// matches reports that the translation says what the source says, as far as anybody can know: nothing is missing,
// outdated or left over.
func (t translationState) matches() bool {
	for _, s := range t.segments {
		if s.state == SegmentOutdated || s.state == SegmentMissing {
			return false
		}
	}
	return len(t.left) == 0
}

// origin is machine where a machine made any of the text, else what is said of the whole.
func (t translationState) origin(whole string) string {
	for _, s := range t.segments {
		if s.target != nil && s.link.Origin == SegmentMachine {
			return SegmentMachine
		}
	}
	if whole == SegmentMachine {
		return SegmentHuman // all of it was written by hand since
	}
	return whole
}

// alignedState compares a translation with a source, path by path. known are texts of sources, by which a segment
// that was changed among several is known again; they may be missing.
func alignedState(source, target []schema.Segment, ls links, known map[string]segment.Text) translationState {
	var out translationState
	targets := byPath(target)
	for path, run := range runs(source) {
		out.align(run, targets[path], ls, known)
		delete(targets, path)
	}
	for _, t := range target { // paths that the source does not have any more
		if _, left := targets[t.Path]; left {
			l, _ := ls.of(t.Hash, nil)
			out.left = append(out.left, leftSegment{target: t, link: l, after: len(out.segments) - 1})
		}
	}
	return out
}

// byPath groups segments by their path. Those of one path keep their order.
func byPath(list []schema.Segment) map[string][]schema.Segment {
	out := map[string][]schema.Segment{}
	for _, s := range list {
		out[s.Path] = append(out[s.Path], s)
	}
	return out
}

// runs walks segments path by path, in their order.
func runs(list []schema.Segment) iter.Seq2[string, []schema.Segment] {
	return func(yield func(string, []schema.Segment) bool) {
		for start := 0; start < len(list); {
			end := start + 1
			for end < len(list) && list[end].Path == list[start].Path {
				end++
			}
			if !yield(list[start].Path, list[start:end]) {
				return
			}
			start = end
		}
	}
}

// align compares one path.
func (t *translationState) align(source, target []schema.Segment, ls links, known map[string]segment.Text) {
	wanted := map[string]bool{}
	from := make([]segment.Source, len(source))
	for i, s := range source {
		from[i], wanted[s.Hash] = segment.Source{Hash: s.Hash, Words: segment.Plain(s.Text.Coded), Missing: ls.missing[s.Hash]}, true
	}
	made, of := make([]segment.Source, len(target)), make([]link, len(target))
	merged := map[string]int{} // a text may be made of several of the source
	for i, s := range target {
		of[i], _ = ls.of(s.Hash, wanted)
		made[i] = segment.Source{Hash: of[i].Source, Words: segment.Plain(known[of[i].Source].Coded), Stands: ls.stands[s.Hash]}
		for _, l := range ls.made[s.Hash] {
			merged[l.Source] = i + 1
		}
	}
	matches, left := segment.Align(from, made)
	first := len(t.segments)
	for i, s := range source {
		st := segmentState{source: s, state: SegmentMissing}
		m := matches[i]
		if at := merged[s.Hash]; m.Target < 0 && at > 0 {
			m = segment.Match{Target: at - 1, Exact: true}
		}
		if m.Target >= 0 {
			st.target, st.link, st.state = &target[m.Target], of[m.Target], stateOf(of[m.Target], m.Exact)
		}
		t.segments = append(t.segments, st)
	}
	placed := map[string]bool{}
	for _, m := range matches {
		if m.Target >= 0 {
			placed[target[m.Target].Hash] = true
		}
	}
	for _, at := range left {
		if hash := target[at].Hash; !placed[hash] && anyWanted(ls.made[hash], wanted) {
			continue // somebody made two texts of one
		}
		t.left = append(t.left, leftSegment{target: target[at], link: of[at], after: first + behind(matches, at)})
	}
}

func stateOf(l link, exact bool) string {
	switch {
	case !exact:
		return SegmentOutdated
	case l.Reviewed:
		return SegmentReviewed
	case l.Origin == SegmentMachine:
		return SegmentMachine
	}
	return SegmentHuman
}

func anyWanted(list []link, wanted map[string]bool) bool {
	for _, l := range list {
		if wanted[l.Source] {
			return true
		}
	}
	return false
}

// behind is the segment of the source whose text stands before a place of the translation; -1 for none.
func behind(matches []segment.Match, at int) int {
	best, place := -1, -1
	for i, m := range matches {
		if m.Target >= 0 && m.Target < at && m.Target > place {
			best, place = i, m.Target
		}
	}
	return best
}

// freeState compares the text of a free language with a source: as a whole. Segments of the source are outdated
// where they were not there, or read otherwise, when somebody last found the text to match.
func freeState(source []schema.Segment, hasText bool, ls links) translationState {
	covered, reviewed := map[string]bool{}, false
	for _, l := range ls.made[wholeText] {
		covered[l.Source] = true
		reviewed = reviewed || l.Reviewed
	}
	var out translationState
	changed := false
	for _, s := range source {
		changed = changed || !covered[s.Hash]
		delete(covered, s.Hash)
	}
	changed = changed || len(covered) > 0 // the source says less than it did
	for _, s := range source {
		st := segmentState{source: s, state: SegmentMissing}
		switch {
		case !hasText:
		case changed:
			st.state = SegmentOutdated
		case reviewed:
			st.state = SegmentReviewed
		default:
			st.state = SegmentHuman
		}
		out.segments = append(out.segments, st)
	}
	return out
}

// isFree reports a language that is not translated segment by segment.
func isFree(locale string) bool {
	l, ok := language.Get(locale)
	return ok && l.Alignment == language.Free
}

// stateOfText is where a text in a locale stands towards the segments of a source.
func (l *loaded) stateOfText(locale string, source []schema.Segment, text schema.Content, ls links, known map[string]segment.Text) translationState {
	if isFree(locale) {
		return freeState(source, len(text) > 0, ls)
	}
	return alignedState(source, l.typ.Segments(text), ls, known)
}

// reference is the text of the source that translations are made of: what is approved and waits to be published, else
// what is live, else what is being written.
func (l *loaded) reference(ctx context.Context, db querier) (schema.Content, error) {
	v := l.source()
	id, hash := v.LiveRevision, v.LiveHash
	if v.Editing == workflow.Approved && v.PendingRevision != nil {
		id, hash = v.PendingRevision, nil
		if v.BaseRevision != nil && *v.BaseRevision == *id {
			hash = v.BaseHash
		}
	}
	if id == nil || bytes.Equal(hash, v.ContentHash) {
		return v.Content, nil
	}
	r, err := l.revisionOf(ctx, db, v, *id)
	if err != nil {
		return nil, err
	}
	return r.Content, nil
}
