import { Text } from '@mantine/core';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutdatedAge } from '@/api/translation-requests';
import { useFormat } from '@/i18n/format';
import { Bar, Swatch } from './Bar';
import { agesOf } from './coverage';
import classes from './Translations.module.css';
import { useNames } from './useNames';

const sumOf = (age: OutdatedAge) => agesOf.reduce((sum, part) => sum + age[part], 0);

/** How many public texts are outdated in each language, and for how long. */
export function OutdatedBars({ ages }: { ages: OutdatedAge[] }) {
  const { t } = useTranslation();
  const { number } = useFormat();
  const names = useNames();
  if (ages.length === 0) return <Text>{t('translations.report.noneOutdated')}</Text>;
  const most = Math.max(...ages.map(sumOf));
  const words = (age: OutdatedAge) => agesOf.filter((part) => age[part] > 0).map((part) => `${t(`translations.age.${part}`)}: ${number(age[part])}`).join(' · ');
  return (
    <>
      <ul className={classes.states} aria-label={t('translations.report.legend')}>
        {agesOf.map((part) => <li key={part}><Swatch look={part} />{t(`translations.age.${part}`)}</li>)}
      </ul>
      <dl className={classes.bars} style={{ marginBlockStart: 10 }}>
        {ages.map((age) => (
          <Fragment key={age.locale}>
            <dt>{names.locale(age.locale)}</dt>
            <dd><Bar parts={agesOf.map((look) => ({ look, value: age[look] }))} total={most} /></dd>
            <dd>{words(age)}</dd>
          </Fragment>
        ))}
      </dl>
    </>
  );
}
