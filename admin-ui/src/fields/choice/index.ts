import { defineKind } from '../kind';
import { ChoiceEditor } from './ChoiceEditor';
import { ChoiceView } from './ChoiceView';

export const choice = defineKind<string>({ Editor: ChoiceEditor, View: ChoiceView });
