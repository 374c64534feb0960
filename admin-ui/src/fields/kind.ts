import type { ComponentType } from 'react';
import type { Field, Problem } from '@/api/types';

/** What the editor of a field kind is given. Values are as the server stores them; undefined is empty. */
export interface EditorProps<T = unknown> {
  /** The DOM id of the control that takes the focus. */
  id: string;
  field: Field;
  value: T | undefined;
  onChange: (value: T | undefined) => void;
  label: string;
  help?: string;
  /** What is wrong with the value as a whole, in words. */
  error?: string;
  /** What is wrong inside the value; pointers are relative to it (`/email`). */
  problems: Problem[];
  /** The locale of the content. */
  locale: string;
  /** In a translation: what the source has. The value then holds only what is translated. */
  source?: unknown;
}

export interface ViewProps<T = unknown> {
  field: Field;
  value: T;
  locale: string;
}

/** A field kind of the desk: how it is edited, how it is read, and when it counts as empty. */
export interface FieldKindDefinition {
  Editor: ComponentType<EditorProps>;
  View: ComponentType<ViewProps>;
  /** The value as plain words, for word-level comparison; only kinds made of running text have it. */
  toText?: (value: unknown) => string;
}

/** Registers components that know the type of their value. */
export function defineKind<T>(kind: {
  Editor: ComponentType<EditorProps<T>>;
  View: ComponentType<ViewProps<T>>;
  toText?: (value: T) => string;
}): FieldKindDefinition {
  return kind as unknown as FieldKindDefinition;
}

export function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return true;
  if (Array.isArray(value)) return value.length === 0;
  return false;
}
