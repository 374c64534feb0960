import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CoverageCell } from '@/api/translation-requests';
import { useFormat } from '@/i18n/format';
import { Swatch } from './Bar';
import { coverageParts, percentOf, wordsOf } from './coverage';
import classes from './CoverageMatrix.module.css';
import { useNames } from './useNames';

/** The numbers behind a cell: words by state, and how many entries are public. */
export function CoverageNumbers({ cell }: { cell: CoverageCell }) {
  const { t } = useTranslation();
  const { number } = useFormat();
  const names = useNames();
  const whole = wordsOf(cell);
  return (
    <div>
      <Text fw={650} size="sm">{t('translations.report.cell', { type: names.types(cell.type), language: names.locale(cell.locale) })}</Text>
      <ul className={classes.numbers}>
        {coverageParts.map((part) => (
          <li key={part}>
            <Swatch look={part} />
            {t(`translations.coverage.${part}`)}: {t('translations.words', { count: cell[part], number: number(cell[part]) })} ({t('translations.percent', { percent: percentOf(cell[part], whole) })})
          </li>
        ))}
      </ul>
      <Text size="sm">{t('translations.report.entries', { count: cell.entries, entries: number(cell.entries), live: number(cell.live), outdated: number(cell.outdated) })}</Text>
    </div>
  );
}
