import type { CodedText, Segment, Translation } from '@/api/translations';

// What becomes of texts that are being written when the translation was read anew: somebody else may have
// written in it, or the source may say something else now. Nothing that was typed is dropped here.

/** The text of a segment on the screen, and what it was when the server last confirmed it. */
export interface TypedText {
  text: string;
  base: string;
}

/** Why a typed text waits for a decision and is not saved by itself. */
export type Note =
  | { kind: 'elsewhere'; theirs: CodedText | null }
  | { kind: 'source'; was: CodedText }
  | { kind: 'refused'; code: string; params?: Record<string, unknown> };

/** A typed text whose segment is gone. */
export interface LostText {
  id: string;
  text: string;
  source?: CodedText;
}

export interface Typed {
  texts: Record<string, TypedText>;
  notes: Record<string, Note>;
  lost: LostText[];
}

export const targetOf = (segment: Segment | undefined) => segment?.target?.text ?? '';
export const isDirty = (typed: TypedText | undefined) => typed !== undefined && typed.text !== typed.base;
const pathOf = (id: string) => id.split('#', 1)[0] ?? '';

/** The segment that stands where another was: the one that says it was that, else the one in its place. */
export function successor(id: string, before: Translation, now: Translation): Segment | undefined {
  const old = before.segments.find((one) => one.id === id);
  const known = new Set(before.segments.map((one) => one.id));
  const still = new Set(now.segments.map((one) => one.id));
  const fresh = now.segments.filter((one) => pathOf(one.id) === pathOf(id) && !known.has(one.id));
  const gone = before.segments.filter((one) => pathOf(one.id) === pathOf(id) && !still.has(one.id));
  return fresh.find((one) => one.was?.text !== undefined && one.was.text === old?.source.text) ?? fresh[gone.findIndex((one) => one.id === id)];
}

/** Carries typed texts over to a newer state of the translation. */
export function meet(typed: Typed, before: Translation, now: Translation): Typed {
  const out: Typed = { texts: {}, notes: {}, lost: [...typed.lost] };
  const find = (view: Translation, id: string) => view.segments.find((one) => one.id === id);
  for (const [id, one] of Object.entries(typed.texts)) {
    const old = find(before, id);
    const here = find(now, id);
    const theirs = targetOf(here);
    if (here && theirs === one.text) {
      out.texts[id] = { text: one.text, base: one.text };
    } else if (!isDirty(one)) {
      // What is only shown gives way to what somebody else wrote; the server's own tidying does not.
      if (here && theirs === targetOf(old)) out.texts[id] = one;
    } else if (here) {
      out.texts[id] = one;
      if (theirs !== targetOf(old)) out.notes[id] = { kind: 'elsewhere', theirs: here.target };
      else if (typed.notes[id]) out.notes[id] = typed.notes[id];
    } else {
      const next = old && successor(id, before, now);
      if (next && !typed.texts[next.id]) {
        out.texts[next.id] = { text: one.text, base: targetOf(next) };
        out.notes[next.id] = { kind: 'source', was: old.source };
      } else {
        out.lost.push({ id, text: one.text, source: old?.source });
      }
    }
  }
  return out;
}

/** What was typed last time and not saved, in the translation as it is now. */
export function restored(kept: Record<string, unknown>, bases: Record<string, unknown>, now: Translation): Typed {
  const out: Typed = { texts: {}, notes: {}, lost: [] };
  for (const [id, text] of Object.entries(kept)) {
    if (typeof text !== 'string') continue;
    const here = now.segments.find((one) => one.id === id);
    if (!here) {
      if (text.trim() !== '') out.lost.push({ id, text });
    } else if (targetOf(here) !== text) {
      out.texts[id] = { text, base: targetOf(here) };
      if (targetOf(here) !== bases[id]) out.notes[id] = { kind: 'elsewhere', theirs: here.target };
    }
  }
  return out;
}
