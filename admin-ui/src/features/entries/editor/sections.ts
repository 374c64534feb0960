import type { ContentType, Field, Text } from '@/api/types';

export interface FormSection {
  name: string;
  label?: Text;
  help?: Text;
  fields: Field[];
}

/** Whether a translation has its own text for a field, or for a part of its items. */
export const isTranslated = (field: Field): boolean =>
  Boolean(field.localised) || (field.fields ?? []).some(isTranslated);

/** The fields in their sections, in the order of the type; without section they come first. */
export function sectionsOf(type: ContentType, translation: boolean): FormSection[] {
  const sections = new Map<string, FormSection>();
  for (const field of type.fields) {
    if (translation && !isTranslated(field)) continue;
    const name = field.section ?? '';
    const section = sections.get(name) ?? { ...type.sections?.find((one) => one.name === name), name, fields: [] as Field[] };
    section.fields.push(field);
    sections.set(name, section);
  }
  return [...sections.values()];
}
