package translation

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"lotse/internal/command"
	"lotse/internal/language"
	"lotse/internal/machine"
	"lotse/internal/segment"
)

// send has the service translate what the memory does not know, each text once, and adds the answers to known. refused
// are the codes of texts that it would not translate, by hash.
func (s *Service) send(ctx context.Context, provider machine.Provider, locale string, texts []wanted, known map[string]memoryText) (wait time.Duration, refused map[string]string, err error) {
	refused = map[string]string{}
	byLanguage := map[string][]wanted{}
	asked := map[string]bool{}
	for _, t := range texts {
		if _, has := known[t.hash]; !has && !asked[t.hash] {
			asked[t.hash] = true
			byLanguage[t.from] = append(byLanguage[t.from], t)
		}
	}
	for from, list := range byLanguage {
		terms, err := s.terms(ctx, locale)
		if err != nil {
			return 0, nil, err
		}
		if from != language.Source {
			terms = nil // they are German
		}
		for len(list) > 0 {
			n := len(machine.Batches(textsOf(list), provider.Limits())[0])
			wait, err := s.sendBatch(ctx, provider, from, locale, list[:n], terms, known, refused)
			if err != nil || wait > 0 {
				return wait, nil, err
			}
			list = list[n:]
		}
	}
	return 0, refused, nil
}

func textsOf(list []wanted) []segment.Text {
	out := make([]segment.Text, len(list))
	for i, t := range list {
		out[i] = t.text
	}
	return out
}

// sendBatch makes one call. Texts that the service refuses together are sent in halves, until the one is found that it
// does not take.
func (s *Service) sendBatch(ctx context.Context, provider machine.Provider, from, locale string, batch []wanted, terms []segment.Term, known map[string]memoryText, refused map[string]string) (time.Duration, error) {
	if until, bounded := ctx.Deadline(); bounded && time.Until(until) < callFor+callFor/4 {
		return time.Millisecond, nil // what was answered is kept; the rest begins anew
	}
	budget, err := s.spend(ctx, provider.Name(), locale, batch)
	if err != nil {
		return 0, err
	}
	if !budget {
		for _, t := range batch {
			refused[t.hash] = "budget_exceeded"
		}
		return 0, nil
	}
	called, cancel := context.WithTimeout(ctx, callFor)
	results, err := provider.Translate(called, machine.Request{Source: from, Target: locale, Texts: textsOf(batch), Terms: terms, Formality: machine.Formal})
	cancel()
	if err == nil {
		return 0, s.keep(ctx, provider.Name(), locale, batch, results, known)
	}
	cause := machineError(err)
	switch {
	case cause == nil:
		return 0, fmt.Errorf("ask %s: %w", provider.Name(), err)
	case cause.Kind.Pauses():
		return s.pause(ctx, provider.Name(), cause)
	case cause.Kind == machine.Unsupported:
		for _, t := range batch {
			refused[t.hash] = "unsupported_locale"
		}
		return 0, nil
	case len(batch) == 1:
		refused[batch[0].hash] = "service_refused"
		if cause.Kind == machine.BadAnswer {
			refused[batch[0].hash] = "service_answer"
		}
		return 0, nil
	}
	half := len(batch) / 2
	for _, part := range [][]wanted{batch[:half], batch[half:]} {
		if wait, err := s.sendBatch(ctx, provider, from, locale, part, terms, known, refused); err != nil || wait > 0 {
			return wait, err
		}
	}
	return 0, nil
}

// spend checks that the budget allows a batch.
func (s *Service) spend(ctx context.Context, provider, locale string, batch []wanted) (bool, error) {
	noted, err := s.noted(ctx, s.db, provider)
	if err != nil || noted[provider].Budget == nil {
		return err == nil, err
	}
	used, err := counts(ctx, s.db, sqlWordsOfYear)
	if err != nil {
		return false, err
	}
	words := 0
	for _, t := range batch {
		words += t.words
	}
	return used[provider]+words <= *noted[provider].Budget, nil
}

const sqlCountUsage = `
insert into translation_usage (provider, locale, month, words, characters, segments)
values (@provider, @locale, date_trunc('month', @now::timestamptz at time zone 'UTC')::date, @words, @characters, @segments)
on conflict (provider, month, locale) do update
set words = translation_usage.words + excluded.words,
    characters = translation_usage.characters + excluded.characters,
    segments = translation_usage.segments + excluded.segments`

// keep stores what a service answered, in the memory and in the books, before anything is done with it.
func (s *Service) keep(ctx context.Context, provider, locale string, batch []wanted, results []machine.Result, known map[string]memoryText) error {
	list, words, characters := make([]remember, len(batch)), 0, 0
	for i, t := range batch {
		list[i] = remember{sourceLocale: t.locale, locale: locale, source: t.source, hash: t.hash, target: results[i].Coded, context: t.context, origin: "machine", provider: provider}
		words, characters = words+t.words, characters+results[i].Billed
	}
	err := s.commands.Run(ctx, nobody, func(ctx context.Context, tx *command.Tx) error {
		tx.Unchanged() // no text of an entry
		if err := rememberAll(ctx, tx, list); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, sqlCountUsage, pgx.StrictNamedArgs{
			"provider": provider, "locale": locale, "words": words, "characters": characters, "segments": len(batch), "now": tx.Now,
		})
		if err != nil {
			return fmt.Errorf("count what was sent: %w", err)
		}
		return nil
	})
	if err != nil {
		return err
	}
	for i, t := range batch {
		known[t.hash] = memoryText{SourceHash: t.hash, Target: results[i].Coded, Context: t.context, Origin: "machine", Provider: provider}
	}
	return s.answers(ctx, provider)
}
