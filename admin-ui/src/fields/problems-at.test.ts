import { describe, expect, it } from 'vitest';
import { problemsAt } from './problems-at';

describe('the problems of a place', () => {
  it('are those at it and inside of it, each once', () => {
    const problems = [
      { pointer: '/origins/0', code: 'bad_origin' }, { pointer: '/origins/2', code: 'bad_origin' }, { pointer: '/name', code: 'required' },
      { pointer: '/scope/types/0', code: 'unknown_type' }, { pointer: '/originsX', code: 'other' }, { pointer: '/body/url', code: 'too_long' },
    ];
    expect(problemsAt(problems, '/origins')).toEqual([{ pointer: '', code: 'bad_origin' }]);
    expect(problemsAt(problems, '/scope/types').map((one) => one.code)).toEqual(['unknown_type']);
    expect(problemsAt(problems, '/url').map((one) => one.code)).toEqual(['too_long']);
    expect(problemsAt(problems, '/preview')).toEqual([]);
  });
});
