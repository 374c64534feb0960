import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { client } from './client';
import { unwrap } from './request';
import type { components } from './schema.gen';
import type { Translation } from './translations';
import type { Page } from './types';

type Schemas = components['schemas'];

export type Suggestions = Schemas['Suggestions'];
export type Suggestion = Schemas['Suggestion'];
export type Issue = Schemas['Issue'];
export type Question = Schemas['Question'];

const at = (id: string, locale: string) => ({ path: { id, locale } });
const questionsKey = (id: string) => ['entry', id, 'questions'];

const fetchSuggestions = (id: string, locale: string, segment: string) =>
  unwrap<Suggestions>(client.GET('/api/v1/entries/{id}/translations/{locale}/suggestions', { params: { ...at(id, locale), query: { segment } } }));

const checkTexts = (id: string, locale: string) =>
  unwrap<Page<Schemas['CheckedSegment']>>(client.POST('/api/v1/entries/{id}/translations/{locale}/check', { params: at(id, locale), body: { segments: [] } }));

const fetchQuestions = (id: string, locale: string) =>
  unwrap<Page<Question>>(client.GET('/api/v1/entries/{id}/translations/{locale}/questions', { params: at(id, locale) }));

/** What may help with a segment: the memory, the glossary, the English text. */
export const useSuggestions = (id: string, locale: string, segment: string) =>
  useQuery({
    queryKey: ['entry', id, 'suggestions', locale, segment],
    queryFn: () => fetchSuggestions(id, locale, segment),
    staleTime: 60_000,
  });

/** What somebody should look at in the texts that are stored, by segment. */
export const useChecks = (view: Translation) =>
  useQuery({
    queryKey: ['entry', view.entryId, 'checks', view.locale, view.version],
    queryFn: () => checkTexts(view.entryId, view.locale),
    select: (page) => new Map(page.items.map((one) => [one.id, one.issues])),
    enabled: view.exists,
    staleTime: 60_000,
    placeholderData: keepPreviousData,
  });

/** What translators asked about an entry, in every language. */
export const useQuestions = (id: string, locale: string) =>
  useQuery({ queryKey: [...questionsKey(id), locale], queryFn: () => fetchQuestions(id, locale), select: (page) => page.items, staleTime: 60_000 });

export function useAsk(id: string, locale: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: { segment?: string; question: string }) =>
      unwrap<Page<Question>>(client.POST('/api/v1/entries/{id}/translations/{locale}/questions', { params: at(id, locale), body })),
    onSuccess: (page) => {
      queries.setQueryData([...questionsKey(id), locale], page);
    },
  });
}

export function useAnswer(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ question, answer }: { question: string; answer: string }) =>
      unwrap<unknown>(client.POST('/api/v1/translation-questions/{id}/answer', { params: { path: { id: question } }, body: { answer } })),
    onSettled: () => queries.invalidateQueries({ queryKey: questionsKey(id) }),
  });
}
