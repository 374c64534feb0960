import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useOrganisations, useTypes } from '@/api/queries';
import type { Field, Problem } from '@/api/types';
import { FieldEditor } from '@/fields/FieldEditor';
import { problemsAt } from '@/fields/problems-at';
import { useFormat } from '@/i18n/format';
import { contentLocales, localeName } from '@/i18n/locales';
import type { SiteForm } from './form';

interface ScopeFieldsProps {
  form: SiteForm;
  problems: Problem[];
  onChange: (part: Partial<SiteForm>) => void;
}

type Part = 'types' | 'locales' | 'organisations' | 'categories';
type Option = { value: string; label: string };

/** What the site may read at most. Nothing chosen: everything. */
export function ScopeFields({ form, problems, onChange }: ScopeFieldsProps) {
  const { t, i18n } = useTranslation();
  const { label } = useFormat();
  const types = useTypes();
  const organisations = useOrganisations(true);
  const categoryTypes = [...new Set((types.data ?? []).flatMap((type) => type.fields.find((field) => field.name === 'categories')?.to ?? []))];

  const field = (part: Part, options?: Option[]): Field => ({
    name: part,
    kind: options ? 'choices' : 'references',
    label: { [i18n.language]: t(`sites.scope.${part}`) },
    help: { [i18n.language]: t(`sites.scope.${part}Help`) },
    // What was chosen and is not among the options (any more) stays, under its own name.
    options: options && [...options, ...form[part].filter((one) => !options.some(({ value }) => value === one)).map((value) => ({ value, label: value }))]
      .map(({ value, label: name }) => ({ value, label: { [i18n.language]: name } })),
    to: categoryTypes,
  });
  const editor = (part: Part, options?: Option[]) => (
    <FieldEditor
      field={field(part, options)} id={`site-${part}`} value={form[part].length > 0 ? form[part] : undefined} locale={i18n.language}
      problems={problemsAt(problems, `/scope/${part}`)} onChange={(value) => onChange({ [part]: (value as string[] | undefined) ?? [] })}
    />
  );
  return (
    <Stack gap="lg">
      <Text c="dimmed">{t('sites.scope.lead')}</Text>
      {editor('types', (types.data ?? []).map((type) => ({ value: type.name, label: label(type.plural ?? type.label, type.name) })))}
      {editor('locales', contentLocales.map((locale) => ({ value: locale, label: localeName(locale, i18n.language) })))}
      {editor('organisations', (organisations.data ?? []).map((one) => ({ value: one.id, label: one.name })))}
      {editor('categories')}
    </Stack>
  );
}
