import { defineKind } from '../kind';
import { TextEditor } from './TextEditor';
import { TextView } from './TextView';

export const text = defineKind<string>({ Editor: TextEditor, View: TextView, toText: (value) => value });
