package cms

import (
	"context"
	"time"

	"lotse/auth"
	"lotse/internal/command"
)

// maxBulk is how many items one bulk action takes.
const maxBulk = 100

// Bulk takes the same step on several variants, one transaction each: the failure of one leaves the others
// alone. Results come in the order of the items.
func (s *Service) Bulk(ctx context.Context, actor auth.Actor, action, reason string, at time.Time, items []BulkItem) ([]BulkResult, error) {
	if len(items) == 0 {
		return nil, command.InvalidField("/items", "required")
	}
	if len(items) > maxBulk {
		return nil, command.InvalidFields([]command.FieldError{{Pointer: "/items", Code: "too_many", Params: map[string]any{"max": maxBulk}}})
	}
	results := make([]BulkResult, len(items))
	for i, item := range items {
		results[i].Item = item
		entry, err := s.Act(ctx, actor, Act{EntryID: item.EntryID, Locale: item.Locale, Action: action, Version: item.Version, Reason: reason, At: at})
		if err != nil {
			results[i].Err = err
			continue
		}
		results[i].Entry = &entry
	}
	return results, nil
}
