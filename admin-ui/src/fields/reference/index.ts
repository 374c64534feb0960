import { defineKind } from '../kind';
import { ReferenceEditor } from './ReferenceEditor';
import { ReferenceView } from './ReferenceView';

export const reference = defineKind<string>({ Editor: ReferenceEditor, View: ReferenceView });
