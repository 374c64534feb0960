import { defineKind } from '../kind';
import type { OpeningHours } from './hours';
import { OpeningHoursEditor } from './OpeningHoursEditor';
import { OpeningHoursView } from './OpeningHoursView';

export const openingHours = defineKind<OpeningHours>({ Editor: OpeningHoursEditor, View: OpeningHoursView });
