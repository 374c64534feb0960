import { Chip } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { FieldGroup } from '@/fields/FieldGroup';
import classes from './Translations.module.css';
import { useNames } from './useNames';

interface LocaleChipsProps {
  id: string;
  locales: string[];
  value: string[];
  error?: string;
  onChange: (value: string[]) => void;
}

/** Languages to choose from, several of them. */
export function LocaleChips({ id, locales, value, error, onChange }: LocaleChipsProps) {
  const { t } = useTranslation();
  const names = useNames();
  return (
    <FieldGroup id={id} label={t('translations.languages')} error={error} required>
      <div className={classes.chips}>
        <Chip.Group multiple value={value} onChange={onChange}>
          {locales.map((locale) => <Chip key={locale} value={locale} variant="outline" size="md">{names.locale(locale)}</Chip>)}
        </Chip.Group>
      </div>
    </FieldGroup>
  );
}
