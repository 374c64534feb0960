package schema

import "lotse/internal/recurrence"

// Schedule returns the first schedule of the content: its first filled field of kind recurrence. It is
// false where there is none, or none that can be read.
func (t *Type) Schedule(content Content) (*recurrence.Recurrence, bool) {
	for _, f := range t.Fields {
		if f.Kind != "recurrence" {
			continue
		}
		if r, ok := scheduleOf(content[f.Name]); ok {
			return r, true
		}
	}
	return nil, false
}
