package language

import (
	"slices"
	"strings"
	"unicode"
)

// WordRun is a run of text in a difference.
type WordRun struct {
	Op   string `json:"op"` // same, removed or added
	Text string `json:"text"`
}

// The operations of a WordRun.
const (
	Same    = "same"
	Removed = "removed"
	Added   = "added"
)

// diffLimit bounds the search for a shortest difference: with more changed words than this, the
// changed middle is shown as removed and added as a whole. Memory and time grow with its square.
const diffLimit = 800

// Words cuts a text into words, runs of spaces, and single other characters. A word keeps its marks,
// joiners, apostrophes and inner hyphens, so that German compounds (E-Mail-Adresse) and Arabic words
// with vowel signs stay whole. Joined together, the parts are the text.
func Words(s string) []string {
	var words []string
	runes := []rune(s)
	for i := 0; i < len(runes); {
		j := i + 1
		switch {
		case wordRune(runes[i]):
			for j < len(runes) && (wordRune(runes[j]) || inner(runes, j)) {
				j++
			}
		case unicode.IsSpace(runes[i]):
			for j < len(runes) && unicode.IsSpace(runes[j]) {
				j++
			}
		}
		words = append(words, string(runes[i:j]))
		i = j
	}
	return words
}

func wordRune(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) ||
		r == 0x200C || r == 0x200D || r == 0x0640 || r == 0x00AD
}

// inner reports a hyphen, apostrophe, dot or colon between two letters or digits: 12:30, z.B.
func inner(runes []rune, i int) bool {
	switch runes[i] {
	case '-', '‑', '\'', '’', '.', ':', '@', '_':
		return i+1 < len(runes) && wordRune(runes[i+1])
	}
	return false
}

// Diff returns how one text becomes the other: joined, the runs that are not added are the first
// text, those that are not removed the second. Equal texts give one segment (none when both are empty).
func Diff(from, to string) []WordRun {
	a, b := Words(from), Words(to)
	head := 0
	for head < len(a) && head < len(b) && a[head] == b[head] {
		head++
	}
	tail := 0
	for tail < len(a)-head && tail < len(b)-head && a[len(a)-1-tail] == b[len(b)-1-tail] {
		tail++
	}
	var out runs
	out.add(Same, a[:head]...)
	out.middle(a[head:len(a)-tail], b[head:len(b)-tail])
	out.add(Same, a[len(a)-tail:]...)
	return out.list
}

// runs joins neighbours of one operation.
type runs struct{ list []WordRun }

func (s *runs) add(op string, words ...string) {
	if len(words) == 0 {
		return
	}
	text := strings.Join(words, "")
	if n := len(s.list); n > 0 && s.list[n-1].Op == op {
		s.list[n-1].Text += text
		return
	}
	s.list = append(s.list, WordRun{op, text})
}

// middle adds the difference of two runs that share neither head nor tail.
func (s *runs) middle(a, b []string) {
	trace, ok := shortestEdit(a, b)
	if !ok {
		s.add(Removed, a...)
		s.add(Added, b...)
		return
	}
	var removed, added []string
	flush := func() {
		s.add(Removed, removed...)
		s.add(Added, added...)
		removed, added = nil, nil
	}
	i, j := 0, 0
	for _, step := range backtrack(trace, len(a), len(b)) {
		switch {
		case step.x > i && step.y > j:
			flush()
			s.add(Same, a[i])
		case step.x > i:
			removed = append(removed, a[i])
		default:
			added = append(added, b[j])
		}
		i, j = step.x, step.y
	}
	flush()
}

type point struct{ x, y int }

// shortestEdit is the greedy algorithm of Myers (An O(ND) Difference Algorithm, 1986). It returns the
// furthest reaching paths of every round, or false when diffLimit rounds were not enough.
func shortestEdit(a, b []string) ([][]int, bool) {
	n, m := len(a), len(b)
	limit := min(n+m, diffLimit)
	v := make([]int, 2*limit+2)
	var trace [][]int
	for d := 0; d <= limit; d++ {
		for k := -d; k <= d; k += 2 {
			x := v[limit+max(k-1, -limit)] + 1
			if k == -d || (k != d && v[limit+k-1] < v[limit+k+1]) {
				x = v[limit+k+1]
			}
			y := x - k
			for x < n && y < m && a[x] == b[y] {
				x, y = x+1, y+1
			}
			v[limit+k] = x
			if x >= n && y >= m {
				return append(trace, window(v, limit, d)), true
			}
		}
		trace = append(trace, window(v, limit, d))
	}
	return nil, false
}

// window copies the diagonals -d…d, which is all that a later round reads.
func window(v []int, limit, d int) []int {
	return append([]int(nil), v[limit-d:limit+d+1]...)
}

// backtrack returns the points of the path after the origin, in order, one step each.
func backtrack(trace [][]int, x, y int) []point {
	var path []point
	diagonal := func(toX int) {
		for x > toX {
			path = append(path, point{x, y})
			x, y = x-1, y-1
		}
	}
	for d := len(trace) - 1; d > 0; d-- {
		at := func(k int) int { return trace[d-1][k+d-1] }
		k := x - y
		down := k == -d || (k != d && at(k-1) < at(k+1))
		if down {
			diagonal(at(k + 1))
			path = append(path, point{x, y})
			y--
		} else {
			diagonal(at(k-1) + 1)
			path = append(path, point{x, y})
			x--
		}
	}
	diagonal(0)
	slices.Reverse(path)
	return path
}
