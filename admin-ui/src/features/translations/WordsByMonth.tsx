import { Text } from '@mantine/core';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import type { UsageMonth } from '@/api/translation-requests';
import { useFormat } from '@/i18n/format';
import { Bar } from './Bar';
import { monthsOf } from './coverage';
import classes from './Translations.module.css';
import { useNames } from './useNames';

/** Words that went to services, month by month. */
export function WordsByMonth({ usage }: { usage: UsageMonth[] }) {
  const { t } = useTranslation();
  const { number, language } = useFormat();
  const names = useNames();
  const months = monthsOf(usage);
  if (months.length === 0) return <Text>{t('translations.report.noWords')}</Text>;
  const most = Math.max(...months.flatMap(({ services }) => services.map(([, words]) => words)));
  const nameOf = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { month: 'long', year: 'numeric', timeZone: 'UTC' });
  return (
    <dl className={classes.bars}>
      {months.map(({ month, services }) => services.map(([service, words]) => (
        <Fragment key={`${month} ${service}`}>
          <dt>{t('translations.report.monthOf', { month: nameOf.format(new Date(month)), service: names.provider(service) })}</dt>
          <dd><Bar thin parts={[{ look: 'words', value: words }]} total={most} /></dd>
          <dd>{t('translations.words', { count: words, number: number(words) })}</dd>
        </Fragment>
      )))}
    </dl>
  );
}
