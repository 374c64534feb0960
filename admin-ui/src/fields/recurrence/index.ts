import { defineKind } from '../kind';
import type { Recurrence } from './recurrence';
import { RecurrenceEditor } from './RecurrenceEditor';
import { RecurrenceView } from './RecurrenceView';

export const recurrence = defineKind<Recurrence>({ Editor: RecurrenceEditor, View: RecurrenceView });
