package language

// Alignment says how a translation of a text hangs on its source.
type Alignment string

const (
	// Aligned locales are translated segment by segment.
	Aligned Alignment = "aligned"
	// Free locales are an own text with the same content (Leichte Sprache): never compared by segment.
	Free Alignment = "free"
)

// Source is the locale that every chain ends in.
const Source = "de"

// Locale is one language of the content.
type Locale struct {
	Tag       string    `json:"tag"`       // BCP 47, the key everywhere
	Name      string    `json:"name"`      // in the language itself
	German    string    `json:"german"`    // for the desk in German
	English   string    `json:"english"`   // for the desk in English
	Direction string    `json:"direction"` // ltr or rtl
	Alignment Alignment `json:"alignment"`
	Fallback  []string  `json:"fallback"` // what is shown instead, best first; never contains Tag
}

// All returns the locales in the order in which people are shown them. The slice is the caller's own.
func All() []Locale {
	return []Locale{
		{"de", "Deutsch", "Deutsch", "German", "ltr", Aligned, []string{}},
		{"en", "English", "Englisch", "English", "ltr", Aligned, []string{"de"}},
		{"ar", "العربية", "Arabisch", "Arabic", "rtl", Aligned, []string{"en", "de"}},
		{"fa", "فارسی", "Persisch", "Persian", "rtl", Aligned, []string{"en", "de"}},
		{"fr", "Français", "Französisch", "French", "ltr", Aligned, []string{"en", "de"}},
		{"es", "Español", "Spanisch", "Spanish", "ltr", Aligned, []string{"en", "de"}},
		{"ru", "Русский", "Russisch", "Russian", "ltr", Aligned, []string{"en", "de"}},
		{"uk", "Українська", "Ukrainisch", "Ukrainian", "ltr", Aligned, []string{"en", "de"}},
		// A reader of Leichte Sprache is helped by no other language than German.
		{"de-simple", "Leichte Sprache", "Leichte Sprache", "Easy German", "ltr", Free, []string{"de"}},
	}
}

// Tags returns the tags of All, in its order.
func Tags() []string {
	all := All()
	tags := make([]string, len(all))
	for i, l := range all {
		tags[i] = l.Tag
	}
	return tags
}

// Get returns the locale of a tag; false when there is none. Tags are compared exactly.
func Get(tag string) (Locale, bool) {
	for _, l := range All() {
		if l.Tag == tag {
			return l, true
		}
	}
	return Locale{}, false
}

// Valid reports whether content may be written in the locale.
func Valid(tag string) bool {
	_, ok := Get(tag)
	return ok
}

// Chain returns the locale and then what may be shown instead, best first: ar, en, de.
// An unknown tag has no chain.
func Chain(tag string) []string {
	l, ok := Get(tag)
	if !ok {
		return nil
	}
	return append([]string{l.Tag}, l.Fallback...)
}
