import { useTranslation } from 'react-i18next';
import type { Field, Problem } from '@/api/types';
import { useFormat } from '@/i18n/format';
import { useProblemText } from './problem-text';
import { kindOf } from './registry';

interface FieldEditorProps {
  field: Field;
  id: string;
  value: unknown;
  onChange: (value: unknown) => void;
  /** Problems at and inside this field, pointers relative to it. */
  problems: Problem[];
  locale: string;
  /** In a translation: what the source has. */
  source?: unknown;
}

/** The editor of one field, whatever its kind. */
export function FieldEditor({ field, id, value, onChange, problems, locale, source }: FieldEditorProps) {
  const { t } = useTranslation();
  const { label } = useFormat();
  const words = useProblemText();
  const { Editor } = kindOf(field.kind);
  const example = label(field.example);
  const help = [label(field.help), example && t('field.example', { example })].filter(Boolean).join(' ');
  const error = problems.filter((problem) => problem.pointer === '').map(words).join(' ');
  return (
    <Editor
      id={id}
      field={field}
      value={value}
      onChange={onChange}
      label={label(field.label, field.name)}
      help={help || undefined}
      error={error || undefined}
      problems={problems}
      locale={locale}
      source={source}
    />
  );
}
