import { defineKind } from '../kind';
import { DateTimeEditor } from './DateTimeEditor';
import { DateTimeView } from './DateTimeView';

export const dateTime = defineKind<string>({ Editor: DateTimeEditor, View: DateTimeView });
