package language

import (
	"strings"

	"golang.org/x/text/unicode/norm"
)

// SlugLength is the longest slug, in characters (all of them ASCII).
const SlugLength = 80

// Slug returns the part of an address that stands for a title: lower case ASCII letters, digits and
// single hyphens, the German way (Bürgerbüro Gera → buergerbuero-gera). Nothing is transliterated from
// other scripts, because every way to do so is somebody's wrong way: a title without a Latin letter or
// digit gives the first fallback that is not empty, or "".
func Slug(title string, fallback ...string) string {
	if slug := latinSlug(title); slug != "" {
		return slug
	}
	for _, f := range fallback {
		if slug := latinSlug(f); slug != "" {
			return slug
		}
	}
	return ""
}

func latinSlug(s string) string {
	// Umlauts first, composed, because folding would make ü a plain u.
	german := strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue", "ß", "ss", "’", "", "'", "")
	folded := Normalise(german.Replace(strings.ToLower(norm.NFC.String(s))))
	var b strings.Builder
	hyphen := false
	for _, r := range folded {
		if !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9') {
			hyphen = true
			continue
		}
		if hyphen && b.Len() > 0 {
			b.WriteByte('-')
		}
		hyphen = false
		b.WriteRune(r)
	}
	return shortSlug(b.String())
}

// shortSlug cuts at the last hyphen that fits, or in the middle of a word that alone is too long.
func shortSlug(s string) string {
	if len(s) <= SlugLength {
		return s
	}
	cut := s[:SlugLength]
	if s[SlugLength] == '-' {
		return cut
	}
	if i := strings.LastIndexByte(cut, '-'); i > SlugLength/2 {
		return cut[:i]
	}
	return strings.TrimRight(cut, "-")
}
