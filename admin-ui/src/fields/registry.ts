import type { FieldKind } from '@/api/types';
import { address } from './address';
import { boolean } from './boolean';
import { choice } from './choice';
import { choices } from './choices';
import { date } from './date';
import { dateTime } from './dateTime';
import { email } from './email';
import { geo } from './geo';
import type { FieldKindDefinition } from './kind';
import { list } from './list';
import { money } from './money';
import { number } from './number';
import { openingHours } from './openingHours';
import { phone } from './phone';
import { recurrence } from './recurrence';
import { reference } from './reference';
import { references } from './references';
import { richText } from './richText';
import { text } from './text';
import { url } from './url';

/** Every field kind. The server's list stands in schema/; a test holds the two together. */
export const registry: Record<FieldKind, FieldKindDefinition> = {
  address, boolean, choice, choices, date, dateTime, email, geo, list, money, number, openingHours,
  phone, recurrence, reference, references, richText, text, url,
};

/** A kind that this desk does not know yet is shown as plain text rather than not at all. */
export const kindOf = (kind: string): FieldKindDefinition => registry[kind as FieldKind] ?? registry.text;
