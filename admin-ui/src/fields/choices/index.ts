import { defineKind } from '../kind';
import { ChoicesEditor } from './ChoicesEditor';
import { ChoicesView } from './ChoicesView';

export const choices = defineKind<string[]>({ Editor: ChoicesEditor, View: ChoicesView });
