package api

import (
	"context"

	"github.com/google/uuid"

	"lotse/cms"
	"lotse/cms/web"
	"lotse/internal/command"
)

type referencesIn struct {
	Type  []string `query:"type" required:"true" minItems:"1" maxItems:"10" doc:"One or several types, separated by commas." example:"place"`
	Q     string   `query:"q" maxLength:"200" doc:"Words of the title."`
	IDs   []string `query:"ids" maxItems:"100" doc:"Only these, separated by commas."`
	Limit int      `query:"limit" minimum:"1" maximum:"100" default:"25"`
}

// references lists what a text may refer to.
func (d *door) references(ctx context.Context, in *referencesIn) (*listOut[cms.Referable], error) {
	f := cms.ReferableFilter{Types: in.Type, Query: in.Q, Limit: in.Limit}
	for _, text := range in.IDs {
		id, err := uuid.Parse(text)
		if err != nil {
			return nil, badQuery(command.InvalidField("/ids", "bad_format"))
		}
		f.IDs = append(f.IDs, id)
	}
	list, err := d.cms.Referables(ctx, web.Actor(ctx), f)
	if err != nil {
		return nil, badQuery(err)
	}
	return items(list), nil
}
