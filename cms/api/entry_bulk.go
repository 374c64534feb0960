package api

import (
	"context"
	"time"

	"github.com/google/uuid"

	"lotse/cms"
	"lotse/cms/web"
)

type bulkIn struct {
	Action string `path:"action" maxLength:"40"`
	Body   struct {
		Items  []bulkItem `json:"items" minItems:"1" maxItems:"100" nullable:"false"`
		Reason string     `json:"reason,omitempty" maxLength:"5000"`
		At     *time.Time `json:"at,omitempty"`
	}
}

type bulkItem struct {
	ID      uuid.UUID `json:"id" format:"uuid"`
	Locale  string    `json:"locale,omitempty" maxLength:"35"`
	Version int       `json:"version" minimum:"1" doc:"The version that the action checks."`
}

// bulkResult is what became of one item.
type bulkResult struct {
	ID           uuid.UUID    `json:"id"`
	Locale       string       `json:"locale,omitempty"`
	OK           bool         `json:"ok"`
	Version      int          `json:"version,omitempty"`
	EntryVersion int          `json:"entryVersion,omitempty"`
	Editing      string       `json:"editing,omitempty"`
	Visibility   string       `json:"visibility,omitempty"`
	Problem      *web.Problem `json:"problem,omitempty"`
}

type bulkOut struct {
	Body struct {
		Items []bulkResult `json:"items" nullable:"false"`
		Done  int          `json:"done"`
	}
}

// bulk takes one action on many variants, each in a transaction of its own.
func (d *door) bulk(ctx context.Context, in *bulkIn) (*bulkOut, error) {
	var wanted []cms.BulkItem
	for _, i := range in.Body.Items {
		wanted = append(wanted, cms.BulkItem{EntryID: i.ID, Locale: i.Locale, Version: i.Version})
	}
	results, err := d.cms.Bulk(ctx, web.Actor(ctx), in.Action, in.Body.Reason, timeOf(in.Body.At), wanted)
	if err != nil {
		return nil, err
	}
	out := &bulkOut{}
	out.Body.Items = make([]bulkResult, 0, len(results))
	for _, r := range results {
		one := bulkResult{ID: r.Item.EntryID, Locale: r.Item.Locale, OK: r.Err == nil}
		if r.Err != nil {
			one.Problem = web.ProblemOf(ctx, r.Err)
		} else {
			out.Body.Done++
		}
		if e := r.Entry; e != nil && r.Err == nil {
			one.Locale, one.Version, one.EntryVersion = e.Locale, e.Version, e.EntryVersion
			one.Editing, one.Visibility = e.Editing, e.Visibility
		}
		out.Body.Items = append(out.Body.Items, one)
	}
	return out, nil
}
