import type { Content } from '@/api/types';
import { differingFields, sameValue, withField } from './content';

export type Side = 'mine' | 'theirs';

/** One field that differs between my text and what somebody else saved meanwhile. */
export interface Conflict {
  field: string;
  mine: unknown;
  theirs: unknown;
  /** The side that is taken unless I choose otherwise: whoever changed the field. */
  suggested: Side;
  /** Both changed it: somebody has to choose. */
  both: boolean;
}

/** My text as the server stores it: fields that I left alone since the last save are as it tidied them. */
export function asStored(fields: Content, base: Content, stored: Content): Content {
  return [...new Set([...Object.keys(fields), ...Object.keys(base)])].reduce(
    (content, name) => (sameValue(fields[name], base[name]) ? withField(content, name, stored[name]) : content),
    fields,
  );
}

/** Compares my text and theirs, which both grew from one base, field by field. */
export function conflicts(base: Content, mine: Content, theirs: Content): Conflict[] {
  return differingFields(mine, theirs).map((field) => {
    const iChanged = !sameValue(base[field], mine[field]);
    const theyChanged = !sameValue(base[field], theirs[field]);
    return {
      field,
      mine: mine[field],
      theirs: theirs[field],
      suggested: iChanged ? 'mine' : 'theirs',
      both: iChanged && theyChanged,
    };
  });
}

/** The text that follows from the choices; what is in no conflict is the same on both sides. */
export function resolve(theirs: Content, all: Conflict[], choices: Record<string, Side>): Content {
  return all.reduce(
    (content, conflict) =>
      (choices[conflict.field] ?? conflict.suggested) === 'mine' ? withField(content, conflict.field, conflict.mine) : content,
    theirs,
  );
}
