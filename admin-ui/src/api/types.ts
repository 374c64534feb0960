import type { components } from './schema.gen';

// The words of the management API as the desk uses them: what openapi-typescript made of the server's
// document, with the words that it leaves open (states, kinds) filled in.

type Schemas = components['schemas'];

/** T without some of its parts, and with better known ones instead. */
type With<T, Parts> = Omit<T, keyof Parts> & Parts;

export type Named = Schemas['Person'];
export type Session = Schemas['Session'];
export type Organisation = Schemas['Organisation'];
export type AccountSession = Schemas['OpenSession'];
export type Referable = Schemas['Referable'];

/** A label by language of the desk. */
export type Text = Record<string, string>;

export type FieldKind =
  | 'text' | 'richText' | 'number' | 'boolean' | 'date' | 'dateTime' | 'openingHours' | 'recurrence'
  | 'choice' | 'choices' | 'url' | 'email' | 'phone' | 'address' | 'geo' | 'money'
  | 'reference' | 'references' | 'list';

/** One field of a content type: what the form is drawn from. */
export type Field = With<Schemas['Field'], { kind: FieldKind; fields?: Field[] | null }>;

export type ContentType = With<Schemas['Type'], { fields: Field[] }>;

/** Content is what a variant holds: field name to value. */
export type Content = Record<string, unknown>;

/** What is wrong with the content; the pointer is a JSON Pointer into it. */
export type Problem = Schemas['ContentProblem'] & { detail?: string };

export type Editing = 'draft' | 'in_signoff' | 'in_review' | 'changes_requested' | 'rejected' | 'approved' | 'clean';
export type Visibility = 'none' | 'live' | 'withdrawn';

/** A step that the server offers to this account now. */
export type Action = Schemas['Offered'];

export interface VariantState {
  locale: string;
  editing: Editing;
  visibility: Visibility;
}

export type Entry = With<
  Schemas['Entry'],
  VariantState & { locales: VariantState[]; actions: Action[]; problems: Problem[]; correctedBy: Named[]; fields: Content }
>;

/** What a step of the workflow is taken on: a text of an entry, with what is offered for it now. */
export type Acted = Pick<Entry, 'id' | 'type' | 'locale' | 'title' | 'version' | 'entryVersion' | 'actions'>;

export type EntrySummary = With<Schemas['EntrySummary'], VariantState & { locales: VariantState[] }>;

export interface Page<T> {
  items: T[];
  next?: string | null;
  total?: number;
}

export type Revision = With<Schemas['RevisionView'], { authors: Named[] | null }>;

/** A run of words in a word-level difference. */
export type WordRun = With<Schemas['WordRun'], { op: 'same' | 'added' | 'removed' }>;

export type Change = With<
  Schemas['Change'],
  { kind: FieldKind; op: 'added' | 'removed' | 'changed' | 'moved'; words?: WordRun[] | null }
>;

export interface Comparison {
  /** Null for the empty text before the first. */
  from: Revision | null;
  to: Revision | null;
  changes: Change[] | null;
}

export type Activity = Schemas['Activity'];

/** RFC 9457, as Lotse fills it. */
export interface ProblemDetails {
  status: number;
  code: string;
  title?: string;
  detail?: string;
  requestId?: string;
  errors?: Problem[] | null;
}
