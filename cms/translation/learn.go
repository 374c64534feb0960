package translation

import (
	"context"

	"lotse/auth"
	"lotse/cms"
	"lotse/internal/command"
)

// Learn keeps the texts of a translation in the memory: it was published.
func (s *Service) Learn(ctx context.Context, job cms.LearnTranslation) error {
	view, err := s.cms.Translation(ctx, auth.System(), job.EntryID, job.Locale)
	switch command.KindOf(err) {
	case command.NotFound, command.Refused:
		return nil
	}
	if err != nil {
		return err
	}
	var list []remember
	for _, seg := range view.Segments {
		if seg.Target == nil || seg.State == cms.SegmentOutdated || view.Free {
			continue
		}
		list = append(list, remember{
			sourceLocale: view.SourceLocale, locale: view.Locale, source: seg.Source, hash: seg.Hash, target: fitting(seg.Target.Coded, seg.Source),
			context: view.Type + "." + seg.Field, origin: seg.Origin, provider: seg.Provider, reviewed: seg.State == cms.SegmentReviewed,
		})
	}
	return s.commands.Run(ctx, nobody, func(ctx context.Context, tx *command.Tx) error {
		tx.Unchanged() // no text of an entry
		return rememberAll(ctx, tx, list)
	})
}
