package segment

// Recode gives the codes of a translation the ids that they have in the source: the first bold of the one is that of
// the other, a link the one with the same address. Codes that the source does not have get further ids, and their
// meaning stands beside the text that is returned, behind that of the source's.
func Recode(target, source Text) Text {
	taken := map[int]bool{}
	next := 0
	for _, c := range source.Codes {
		next = max(next, c.ID)
	}
	ids := map[int]int{}
	out := Text{Codes: append([]Code(nil), source.Codes...)}
	for _, c := range target.Codes {
		id := 0
		for _, s := range source.Codes {
			if !taken[s.ID] && s.Kind == c.Kind && s.Href == c.Href {
				id = s.ID
				break
			}
		}
		if id == 0 {
			next++
			id = next
			out.Codes = append(out.Codes, Code{ID: id, Kind: c.Kind, Href: c.Href})
		}
		taken[id], ids[c.ID] = true, id
	}
	tokens, err := Tokens(target.Coded)
	if err != nil {
		out.Coded = Escape(target.Coded)
		return out
	}
	for i, t := range tokens {
		if t.Kind != Words {
			tokens[i].ID = ids[t.ID]
		}
	}
	out.Coded = Join(tokens)
	return out
}
