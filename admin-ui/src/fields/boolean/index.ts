import { defineKind } from '../kind';
import { BooleanEditor } from './BooleanEditor';
import { BooleanView } from './BooleanView';

export const boolean = defineKind<boolean>({ Editor: BooleanEditor, View: BooleanView });
