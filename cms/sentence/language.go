package sentence

import "golang.org/x/text/language"

// longestLanguage bounds the part of Accept-Language that is read.
const longestLanguage = 200

var spoken = language.NewMatcher([]language.Tag{language.English, language.German})

// PrefersGerman reads Accept-Language. Whoever asks for neither German nor English gets English.
func PrefersGerman(header string) bool {
	if header == "" {
		return false
	}
	if len(header) > longestLanguage {
		header = header[:longestLanguage]
	}
	tags, _, err := language.ParseAcceptLanguage(header)
	if err != nil {
		return false
	}
	_, index, confidence := spoken.Match(tags...)
	return index == 1 && confidence >= language.Low
}
