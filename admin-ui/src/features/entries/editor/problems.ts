import type { Content, Problem } from '@/api/types';
import { fieldOf } from '@/fields/pointer';
import { sameValue } from './content';

interface VisibleProblems {
  /** What publishing would refuse, of the text that the server has. */
  ofEntry: Problem[];
  /** What kept the text from being saved or submitted. */
  refused: Problem[];
  /** Whether somebody has tried to submit: then what is missing is named too. */
  complete: boolean;
  locale: string;
  /** The text on the screen and the one that the problems were found in. */
  fields: Content;
  judged: Content;
}

/**
 * The problems that stand at their fields now. What is merely missing is not held against somebody who
 * is still writing; a field that was changed since it was judged is given the benefit of the doubt.
 */
export function visibleProblems({ ofEntry, refused, complete, locale, fields, judged }: VisibleProblems): Problem[] {
  const shown = complete ? ofEntry : ofEntry.filter((problem) => problem.code !== 'required');
  const seen = new Set<string>();
  return [...refused, ...shown].filter((problem) => {
    const key = `${problem.pointer} ${problem.code}`;
    if (seen.has(key) || (problem.locale && problem.locale !== locale)) return false;
    seen.add(key);
    const field = fieldOf(problem.pointer);
    return refused.includes(problem) || sameValue(fields[field], judged[field]);
  });
}

/** How many required fields are still empty. */
export const missingCount = (problems: Problem[], locale: string) =>
  problems.filter((problem) => problem.code === 'required' && (!problem.locale || problem.locale === locale)).length;
