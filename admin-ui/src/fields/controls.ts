import type { Problem } from '@/api/types';
import type { EditorProps } from './kind';

type Labels = Pick<EditorProps, 'id' | 'field' | 'label' | 'help' | 'error'>;

/** The properties that every plain input of a field shares. */
export function inputProps({ id, field, label, help, error }: Labels) {
  return {
    id,
    label,
    description: help,
    error,
    withAsterisk: field.required ?? false,
    'aria-required': field.required ? true : undefined,
  } as const;
}

/** The words of the first problem at a pointer inside a value. */
export function errorAt(props: Pick<EditorProps, 'problems'>, pointer: string, words: (problem: Problem) => string) {
  const problem = props.problems.find((candidate) => candidate.pointer === pointer);
  return problem && words(problem);
}

/** Sets one part of an object; an object without parts is empty. */
export function withPart<T extends object>(value: T | undefined, part: keyof T, next: T[keyof T] | undefined): T | undefined {
  const copy = { ...value } as T;
  if (next === undefined || next === '') Reflect.deleteProperty(copy, part);
  else copy[part] = next;
  return Object.keys(copy).length > 0 ? copy : undefined;
}
