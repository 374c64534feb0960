import { describe, expect, it } from 'vitest';
import { fieldOf, idOf, problemsBelow } from './pointer';

describe('pointers', () => {
  it('name their field', () => {
    expect(fieldOf('/contacts/0/email')).toBe('contacts');
    expect(fieldOf('/a~1b')).toBe('a/b');
    expect(fieldOf('')).toBe('');
  });

  it('have the id of their control', () => {
    expect(idOf('/contacts/0/email')).toBe('field-contacts-0-email');
  });

  it('find the problems at and below a field, not those of a field with a longer name', () => {
    const problems = ['/title', '/titles', '/contacts/0/email', '/contacts/1'].map((pointer) => ({ pointer, code: 'required' }));
    expect(problemsBelow(problems, '/title').map((problem) => problem.pointer)).toEqual(['']);
    expect(problemsBelow(problems, '/contacts').map((problem) => problem.pointer)).toEqual(['/0/email', '/1']);
  });
});
