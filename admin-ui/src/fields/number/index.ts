import { defineKind } from '../kind';
import { NumberEditor } from './NumberEditor';
import { NumberView } from './NumberView';

export const number = defineKind<number>({ Editor: NumberEditor, View: NumberView });
