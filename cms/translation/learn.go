package translation

import (
	"context"

	"lotse/cms"
	"lotse/internal/command"
)

// Learn keeps the texts of a translation in the memory: it was published.
func (s *Service) Learn(ctx context.Context, job cms.LearnTranslation) error {
	view, err := s.cms.LiveTranslation(ctx, job.EntryID, job.Locale)
	switch command.KindOf(err) {
	case command.NotFound, command.Refused:
		return nil
	}
	if err != nil {
		return err
	}
	var list []remember
	guessed := uneven(view)
	for _, seg := range view.Segments {
		if seg.Target == nil || seg.State == cms.SegmentOutdated || view.Free || guessed[seg.Path] {
			continue
		}
		list = append(list, remember{
			sourceLocale: view.SourceLocale, locale: view.Locale, source: seg.Source, hash: memoryKey(view.SourceLocale, seg.Hash), target: fitting(seg.Target.Coded, seg.Source),
			context: view.Type + "." + seg.Field, origin: seg.Origin, provider: seg.Provider, reviewed: seg.State == cms.SegmentReviewed,
		})
	}
	return s.commands.Run(ctx, nobody, func(ctx context.Context, tx *command.Tx) error {
		tx.Unchanged() // no text of an entry
		return rememberAll(ctx, tx, list)
	})
}

// uneven are the paths whose texts do not stand one for one: where a person made one paragraph of two, or the other way
// round, nobody can say which text is a translation of which.
func uneven(view cms.Translation) map[string]bool {
	out, seen := map[string]bool{}, map[string]string{}
	for _, left := range view.Left {
		out[left.Path] = true
	}
	for _, seg := range view.Segments {
		switch {
		case seg.Target == nil:
			out[seg.Path] = true
		case seen[seg.Path+" "+seg.Target.Coded] != "" && seen[seg.Path+" "+seg.Target.Coded] != seg.Hash:
			out[seg.Path] = true // one text stands for several of the source
		default:
			seen[seg.Path+" "+seg.Target.Coded] = seg.Hash
		}
	}
	return out
}
