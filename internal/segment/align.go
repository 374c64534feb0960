package segment

import "slices"

// Source is a segment of a source text, as Align needs it.
type Source struct {
	Hash string
	// Words are its plain text, by which a changed segment is known again among several; empty where it is not known.
	Words string
	// Missing, of the source: it was there before and had no text; no text that is left is taken for its.
	Missing bool
	// Stands, of a translation: hashes of sources in whose place the text stands though it was not made of them.
	Stands []string
}

// Match says which segment of a translation belongs to one of the source.
type Match struct {
	// Target is its place in the translation; -1 where there is none: the segment is missing.
	Target int
	// Exact says that it was made of this very text. Else the source has changed since: it is outdated.
	Exact bool
}

// least is how alike two texts must be to be one that was changed, where the numbers of segments differ.
const least = 0.2

// maxPairs bounds the comparison of texts within one gap.
const maxPairs = 10_000

// Align tells for every segment of the source which segment of a translation belongs to it. made says of every
// segment of the translation, in its order, which source text it was made of.
//
// The same text belongs together wherever it stands: to move a paragraph changes nothing. What is left lies between
// what belongs together, and is paired there: one by one where there are as many on both sides, else by likeness.
// What was found before holds: Missing and Stands say it.
//
// left are the segments of the translation that belong to nothing any more.
func Align(source, made []Source) (matches []Match, left []int) {
	matches = make([]Match, len(source))
	used := make([]bool, len(made))
	byHash := map[string][]int{}
	for i, m := range made {
		if m.Hash != "" {
			byHash[m.Hash] = append(byHash[m.Hash], i)
		}
	}
	for i, s := range source {
		matches[i].Target = -1
		if places := byHash[s.Hash]; len(places) > 0 {
			matches[i], byHash[s.Hash] = Match{Target: places[0], Exact: true}, places[1:]
			used[places[0]] = true
		}
	}
	for i, s := range source {
		if matches[i].Target >= 0 {
			continue
		}
		if at := slices.IndexFunc(made, func(m Source) bool { return slices.Contains(m.Stands, s.Hash) }); at >= 0 && !used[at] {
			matches[i].Target, used[at] = at, true
		}
	}
	for _, g := range gaps(source, matches, used) {
		pair(g, source, made, matches, used)
	}
	for i, u := range used {
		if !u {
			left = append(left, i)
		}
	}
	return matches, left
}

// gap is what is left on both sides between two segments that belong together.
type gap struct{ source, target []int }

// gaps finds what is left. Segments that were moved part nothing: the longest run that kept its order does.
func gaps(source []Source, matches []Match, used []bool) []gap {
	places := make([]int, len(matches))
	for i, m := range matches {
		places[i] = m.Target
	}
	stays := InOrder(places)
	var out []gap
	open, next := gap{}, 0
	take := func(until int) {
		for ; next < until; next++ {
			if !used[next] {
				open.target = append(open.target, next)
			}
		}
		if len(open.source) > 0 && len(open.target) > 0 {
			out = append(out, open)
		}
		open = gap{}
	}
	for i, m := range matches {
		switch {
		case m.Target < 0 && source[i].Missing:
		case m.Target < 0:
			open.source = append(open.source, i)
		case stays[i]:
			take(m.Target)
		}
	}
	take(len(used))
	return out
}

// InOrder marks a longest run of places that ascend, which need not stand side by side. A place below 0 is none, and
// belongs to no run.
func InOrder(places []int) []bool {
	best, previous, last := make([]int, len(places)), make([]int, len(places)), -1
	for i, place := range places {
		if place < 0 {
			continue
		}
		best[i], previous[i] = 1, -1
		for j := range i {
			if places[j] >= 0 && places[j] < place && best[j]+1 > best[i] {
				best[i], previous[i] = best[j]+1, j
			}
		}
		if last < 0 || best[i] > best[last] {
			last = i
		}
	}
	stays := make([]bool, len(places))
	for i := last; i >= 0; i = previous[i] {
		stays[i] = true
	}
	return stays
}

// pair pairs what is left within one gap.
func pair(g gap, source, made []Source, matches []Match, used []bool) {
	join := func(s, t int) {
		matches[g.source[s]].Target = g.target[t]
		used[g.target[t]] = true
	}
	rows, columns := len(g.source), len(g.target)
	if rows == columns || rows*columns > maxPairs {
		for i := range min(rows, columns) {
			join(i, i)
		}
		return
	}
	// The pairing in order with the highest sum of likeness.
	score := make([][]float64, rows+1)
	for i := range score {
		score[i] = make([]float64, columns+1)
	}
	like := func(i, j int) float64 {
		a, b := source[g.source[i]].Words, made[g.target[j]].Words
		if a == "" || b == "" {
			return 0
		}
		return Similarity(a, b)
	}
	alike := make([][]float64, rows)
	for i := rows - 1; i >= 0; i-- {
		alike[i] = make([]float64, columns)
		for j := columns - 1; j >= 0; j-- {
			alike[i][j] = like(i, j)
			score[i][j] = max(score[i+1][j], score[i][j+1])
			if alike[i][j] >= least {
				score[i][j] = max(score[i][j], score[i+1][j+1]+alike[i][j])
			}
		}
	}
	for i, j := 0, 0; i < rows && j < columns; {
		switch {
		case alike[i][j] >= least && score[i][j] == score[i+1][j+1]+alike[i][j]:
			join(i, j)
			i, j = i+1, j+1
		case score[i][j] == score[i+1][j]:
			i++
		default:
			j++
		}
	}
}
