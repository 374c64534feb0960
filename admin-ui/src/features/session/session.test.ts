import { describe, expect, it } from 'vitest';
import { safeTarget } from './SignInPage';
import { linkOf } from './token';

describe('safeTarget', () => {
  it('leads only to pages of the desk', () => {
    expect(safeTarget('/entries/1?locale=ar')).toBe('/entries/1?locale=ar');
    for (const target of [null, '', 'https://evil.example', '//evil.example', '/\\evil.example', 'javascript:alert(1)']) {
      expect(safeTarget(target)).toBe('/');
    }
  });
});

describe('linkOf', () => {
  it('reads token and purpose behind the hash', () => {
    expect(linkOf('#token=a-b_c')).toEqual({ token: 'a-b_c', purpose: undefined });
    expect(linkOf('#token=x&purpose=reset_password')).toEqual({ token: 'x', purpose: 'reset_password' });
    expect(linkOf('')).toEqual({ token: undefined, purpose: undefined });
  });
});
