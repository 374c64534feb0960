import { defineKind } from '../kind';
import { ReferencesEditor } from './ReferencesEditor';
import { ReferencesView } from './ReferencesView';

export const references = defineKind<string[]>({ Editor: ReferencesEditor, View: ReferencesView });
