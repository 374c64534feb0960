import { Stack, Text, Title } from '@mantine/core';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Content, ContentType, Field, Problem } from '@/api/types';
import { FieldEditor } from '@/fields/FieldEditor';
import { FieldView } from '@/fields/FieldView';
import { isEmpty } from '@/fields/kind';
import { idOf, problemsBelow } from '@/fields/pointer';
import { useFormat } from '@/i18n/format';
import { localeName } from '@/i18n/locales';
import classes from './EntryForm.module.css';
import { sectionsOf } from './sections';

interface EntryFormProps {
  type: ContentType;
  fields: Content;
  problems: Problem[];
  locale: string;
  sourceLocale: string;
  /** In a translation: the source's text, to translate from. */
  source?: Content | null;
  onEdit: (field: string, value: unknown) => void;
}

/** The form of a content type, section by section. A translation shows only what is translated. */
export function EntryForm({ type, fields, problems, locale, sourceLocale, source, onEdit }: EntryFormProps) {
  const { t, i18n } = useTranslation();
  const { label } = useFormat();
  const translation = locale !== sourceLocale;
  const sections = sectionsOf(type, translation);
  return (
    <Stack gap="lg">
      <Text size="sm" c="dimmed">{t('entry.requiredHint')}</Text>
      {sections.map(({ name, label: text, help, fields: members }) => {
        const title = label(text, name ? t(`section.${name}`, { defaultValue: name }) : '');
        return (
          <section key={name || 'main'} className={`card ${classes.section}`} aria-label={title || t('section.main')}>
            {title && <Title order={2} mb={help ? 4 : 'md'}>{title}</Title>}
            {help && <Text size="sm" c="dimmed" mb="md">{label(help)}</Text>}
            <Stack gap="lg">
              {members.map((field) => (
                <div key={field.name}>
                  {translation && field.localised && !isEmpty(source?.[field.name]) && (
                    <div className={classes.source}>
                      <Text size="xs" c="dimmed" mb={4}>
                        {t('entry.sourceText', { field: label(field.label, field.name), locale: localeName(sourceLocale, i18n.language) })}
                      </Text>
                      <FieldView field={field} value={source?.[field.name]} locale={sourceLocale} />
                    </div>
                  )}
                  <FormField
                    field={field} value={fields[field.name]} problems={problems} locale={locale} onEdit={onEdit}
                    source={translation ? source?.[field.name] : undefined}
                  />
                </div>
              ))}
            </Stack>
          </section>
        );
      })}
    </Stack>
  );
}

interface FormFieldProps {
  field: Field;
  value: unknown;
  problems: Problem[];
  locale: string;
  source?: unknown;
  onEdit: (field: string, value: unknown) => void;
}

const FormField = memo(function FormField({ field, value, problems, locale, source, onEdit }: FormFieldProps) {
  const pointer = `/${field.name}`;
  return (
    <FieldEditor
      id={idOf(pointer)}
      field={field}
      value={value}
      problems={problemsBelow(problems, pointer)}
      locale={locale}
      source={source}
      onChange={(next) => onEdit(field.name, next)}
    />
  );
});
