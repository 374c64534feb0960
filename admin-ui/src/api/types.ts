// The words of the management API as the desk uses them (DESIGN.md section 11).

export interface Named {
  id: string;
  name: string;
}

/** A label by language of the desk. */
export type Text = Record<string, string>;

export interface SessionOrganisation extends Named {
  slug: string;
  kind: string;
  roles: string[];
}

export interface Session {
  account: { id: string; name: string; email: string; locale: string };
  organisations: SessionOrganisation[];
  /** Agency-wide roles. */
  roles: string[];
  /** Locales that this account translates into. */
  locales: string[];
  /** What may be done beyond single entries, which name their actions themselves. */
  actions: { create: string[]; any: string[] };
}

export type FieldKind =
  | 'text' | 'richText' | 'number' | 'boolean' | 'date' | 'dateTime' | 'openingHours' | 'recurrence'
  | 'choice' | 'choices' | 'url' | 'email' | 'phone' | 'address' | 'geo' | 'money'
  | 'reference' | 'references' | 'list';

export interface FieldOption {
  value: string;
  label?: Text;
}

/** One field of a content type: what the form is drawn from. */
export interface Field {
  name: string;
  kind: FieldKind;
  label?: Text;
  help?: Text;
  example?: Text;
  section?: string;
  required?: boolean;
  localised?: boolean;
  personal?: boolean;
  multiline?: boolean;
  /** Never shown to the public. */
  internal?: boolean;
  integer?: boolean;
  derive?: string;
  options?: FieldOption[] | null;
  to?: string[] | null;
  fields?: Field[] | null;
  min?: number | null;
  max?: number | null;
  maxLength?: number;
  maxItems?: number;
}

export interface Section {
  name: string;
  label?: Text;
  help?: Text;
}

export interface ContentType {
  name: string;
  label?: Text;
  plural?: Text;
  help?: Text;
  title: string;
  sections?: Section[] | null;
  fields: Field[];
}

/** Content is what a variant holds: field name to value. */
export type Content = Record<string, unknown>;

export interface Problem {
  /** JSON Pointer into the content. */
  pointer: string;
  code: string;
  locale?: string;
  params?: Record<string, unknown> | null;
  detail?: string;
}

export type Editing = 'draft' | 'in_signoff' | 'in_review' | 'changes_requested' | 'rejected' | 'approved' | 'clean';
export type Visibility = 'none' | 'live' | 'withdrawn';
export type Need = 'none' | 'optional' | 'required';

/** A step that the server offers to this account now. */
export interface Action {
  name: string;
  scope: 'variant' | 'entry';
  label: Text;
  reason?: Need;
  at?: Need;
  revision?: Need;
  organisation?: Need;
  tone?: string;
  hidden?: boolean;
}

export interface Remark {
  action: string;
  text: string;
  at: string;
  author?: Named | null;
}

export interface VariantState {
  locale: string;
  editing: Editing;
  visibility: Visibility;
}

export interface Entry extends VariantState {
  id: string;
  type: string;
  sourceLocale: string;
  locales: VariantState[];
  slug?: string;
  title: string;
  version: number;
  entryVersion: number;
  published: boolean;
  unreviewed: boolean;
  organisation: { id: string; slug: string; name: string };
  createdBy?: Named | null;
  submittedBy?: Named | null;
  submittedAt?: string | null;
  claimedBy?: Named | null;
  savedAt?: string | null;
  publishedAt?: string | null;
  validUntil?: string | null;
  verifiedAt?: string | null;
  verifyBy?: string | null;
  expiresAt?: string | null;
  expired: boolean;
  archived: boolean;
  scheduled?: { releaseId: string; at: string; revision: string } | null;
  lastRemark?: Remark | null;
  fields: Content;
  sourceFields?: Content | null;
  problems?: Problem[] | null;
  actions: Action[];
  pendingRevision?: string | null;
  liveRevision?: string | null;
  correctedBy?: Named[] | null;
}

export interface EntrySummary extends VariantState {
  id: string;
  type: string;
  title: string;
  slug?: string;
  organisation: { id: string; slug?: string; name: string };
  updatedAt: string;
  submittedAt?: string | null;
  submittedBy?: Named | null;
  claimedBy?: Named | null;
  expiresAt?: string | null;
  expired?: boolean;
  unreviewed?: boolean;
  scheduledAt?: string | null;
  archived?: boolean;
  version: number;
  entryVersion: number;
  sourceLocale?: string;
  locales?: VariantState[] | null;
  createdBy?: Named | null;
  /** The reason of the last decision, while changes are requested or it is rejected. */
  remark?: string;
}

export interface Page<T> {
  items: T[];
  next?: string | null;
  total?: number | null;
}

export interface Revision {
  id: string;
  number: number;
  reason: string;
  origin: string;
  authors: Named[];
  createdAt: string;
  live?: boolean;
  pending?: boolean;
  fields?: Content;
}

/** A run of words in a word-level difference. */
export interface WordRun {
  op: 'same' | 'added' | 'removed';
  text: string;
}

export interface Change {
  /** `contacts`, or `contacts.role` inside its items. */
  field: string;
  label?: Text;
  kind: FieldKind;
  op: 'added' | 'removed' | 'changed' | 'moved';
  pointer: string;
  itemId?: string;
  from?: unknown;
  to?: unknown;
  words?: WordRun[] | null;
}

export interface Comparison {
  from: Partial<Revision> | null;
  to: Partial<Revision> | null;
  changes: Change[];
}

export interface Activity {
  id: string;
  at: string;
  action: string;
  actorKind: string;
  actor?: Named | null;
  locale?: string;
  changes?: Record<string, unknown> | null;
  revision?: string | null;
  remark?: string;
}

export interface Organisation extends Named {
  slug: string;
  kind: string;
}

export interface AccountSession {
  id: string;
  userAgent: string;
  address: string;
  createdAt: string;
  lastSeenAt: string;
  current: boolean;
}

/** RFC 9457, as Lotse fills it. */
export interface ProblemDetails {
  status: number;
  code: string;
  title?: string;
  detail?: string;
  requestId?: string;
  errors?: Problem[] | null;
  current?: { version: number; entryVersion: number; fields?: Content };
  diff?: Change[];
}
