import { defineKind } from '../kind';
import { DateEditor } from './DateEditor';
import { DateView } from './DateView';

export const date = defineKind<string>({ Editor: DateEditor, View: DateView });
