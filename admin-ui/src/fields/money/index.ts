import { defineKind } from '../kind';
import type { Money } from './money';
import { MoneyEditor } from './MoneyEditor';
import { MoneyView } from './MoneyView';

export const money = defineKind<Money>({ Editor: MoneyEditor, View: MoneyView });
