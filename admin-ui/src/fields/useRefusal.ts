import { useState } from 'react';
import { ApiError, codeOf } from '@/api/errors';
import type { Problem } from '@/api/types';
import { useProblemText } from './problem-text';
import { problemsAt } from './problems-at';

export interface Refusal {
  code: string;
  problems: Problem[];
  /** Which refusal in a row it is: each one takes the focus anew. */
  count: number;
}

/** Sends a form. What the server has against it is told at its places, all at once; what is typed stays. */
export function useRefusal() {
  const words = useProblemText();
  const [refusal, setRefusal] = useState<Refusal>();
  const [busy, setBusy] = useState(false);
  const problems = refusal?.problems ?? [];

  const send = async (submit: () => Promise<void>) => {
    setBusy(true);
    try {
      await submit();
      setRefusal(undefined);
    } catch (error) {
      setRefusal((before) => ({ code: codeOf(error), problems: error instanceof ApiError ? error.problems : [], count: (before?.count ?? 0) + 1 }));
    }
    setBusy(false);
  };
  const errorOf = (pointer: string) => problemsAt(problems, pointer).map(words).join(' ') || undefined;
  return { refusal, problems, busy, send, errorOf };
}
