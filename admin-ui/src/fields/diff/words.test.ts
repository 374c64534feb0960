import { describe, expect, it } from 'vitest';
import { diffWords, tokens } from './words';

const side = (runs: ReturnType<typeof diffWords>, gone: 'added' | 'removed') =>
  (runs ?? []).filter((run) => run.op !== gone).map((run) => run.text).join('');

describe('diffWords', () => {
  it.each([
    ['Die Beratung ist kostenlos.', 'Die Asylverfahrensberatung ist immer kostenlos.'],
    ['', 'neu'],
    ['alt', ''],
    ['gleich', 'gleich'],
    ['دورة اللغة الألمانية', 'دورة اللغة للمبتدئين'],
    ['a b c d', 'd c b a'],
  ])('gives both texts back: %s → %s', (from, to) => {
    const runs = diffWords(from, to);
    expect(side(runs, 'added')).toBe(from);
    expect(side(runs, 'removed')).toBe(to);
  });

  it('keeps compounds whole', () => {
    expect(tokens('Aufenthaltserlaubnis, jetzt')).toEqual(['Aufenthaltserlaubnis', ',', ' ', 'jetzt']);
  });

  it('gives up on very long texts', () => {
    expect(diffWords('x '.repeat(2000), 'y '.repeat(2000))).toBeNull();
  });
});
