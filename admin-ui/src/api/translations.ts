import { etag } from './entries';
import { client } from './client';
import { unwrap } from './request';
import type { components } from './schema.gen';
import type { Action, Editing, Problem, Visibility, WordRun } from './types';

type Schemas = components['schemas'];

export type CodeKind = 'bold' | 'italic' | 'link' | 'keep' | 'break';

/** An inline element of a text; its id is unique within the segment. */
export interface Code {
  id: number;
  kind: CodeKind;
  href?: string;
}

/** A coded text and what its codes mean. */
export interface CodedText {
  text: string;
  codes?: Code[] | null;
}

export type SegmentState = Schemas['SegmentView']['state'];

/** A segment of the source with its translation. */
export type Segment = Omit<Schemas['SegmentView'], 'source' | 'target' | 'was' | 'changes'> & {
  source: CodedText;
  target: CodedText | null;
  was?: CodedText;
  changes?: WordRun[] | null;
};

/** A text of a translation whose source is no more. */
export type LeftText = Omit<Schemas['LeftView'], 'target' | 'was'> & { target: CodedText; was?: CodedText };

/** An entry in one locale beside its source. */
export type Translation = Omit<
  Schemas['Translation'],
  'segments' | 'left' | 'removed' | 'actions' | 'problems' | 'editing' | 'visibility'
> & {
  segments: Segment[];
  left: LeftText[];
  removed: { text: CodedText }[];
  actions: Action[];
  problems: Problem[];
  editing: Editing;
  visibility: Visibility;
};

export type SegmentText = Schemas['SegmentText'];

/** What is sent of a translation; everything else stays. */
export interface TranslationChange {
  segments: SegmentText[];
  remove?: string[];
}

const where = (id: string, locale: string) => ({ path: { id, locale } });
const guarded = (view: Translation) => ({ ...where(view.entryId, view.locale), header: { 'If-Match': etag(view) } });

export const fetchTranslation = (id: string, locale: string) =>
  unwrap<Translation>(client.GET('/api/v1/entries/{id}/translations/{locale}', { params: where(id, locale) }));

export const saveTranslation = (view: Translation, body: TranslationChange) =>
  unwrap<Translation>(client.PUT('/api/v1/entries/{id}/translations/{locale}', { params: guarded(view), body }));

export const matchSource = (view: Translation) =>
  unwrap<Translation>(client.POST('/api/v1/entries/{id}/translations/{locale}/match', { params: guarded(view) }));

export const markChecked = (view: Translation, checked: boolean) =>
  unwrap<Translation>(
    client.POST('/api/v1/entries/{id}/translations/{locale}/checked', { params: guarded(view), body: { checked } }),
  );
