import { Text } from '@mantine/core';
import { useId, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { codeOf } from '@/api/errors';
import { useTranslationReport } from '@/api/translation-request-queries';
import { Notice } from '@/ui/Notice';
import { Failed, Loading } from '@/ui/States';
import { Budgets } from './Budgets';
import { CoverageMatrix } from './CoverageMatrix';
import { OutdatedBars } from './OutdatedBars';
import { TranslationsPage } from './TranslationsPage';
import { WordsByMonth } from './WordsByMonth';

/** How far translations are, how old what is outdated is, and what went to services. */
export default function ReportPage() {
  const { t } = useTranslation();
  const { data: report, error, refetch } = useTranslationReport();
  return (
    <TranslationsPage title={t('translations.report.title')} lead={t('translations.report.lead')}>
      {error && !report && <Failed code={codeOf(error)} onRetry={() => void refetch()} />}
      {!report && !error && <Loading />}
      {report && (
        <>
          {report.questions > 0 && <Notice tone="attention" icon="inbox">{t('translations.report.questions', { count: report.questions })}</Notice>}
          <Part title={t('translations.report.coverage')} lead={t('translations.report.coverageLead')}><CoverageMatrix cells={report.coverage} /></Part>
          <Part title={t('translations.report.outdated')} lead={t('translations.report.outdatedLead')}><OutdatedBars ages={report.outdated} /></Part>
          <Part title={t('translations.report.months')} lead={t('translations.report.monthsLead')}><WordsByMonth usage={report.months} /></Part>
          <Part title={t('translations.budget.title')} lead={t('translations.budget.lead')}><Budgets /></Part>
        </>
      )}
    </TranslationsPage>
  );
}

function Part({ title, lead, children }: { title: string; lead: string; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <Text component="h2" id={id} fw={680} fz="lg">{title}</Text>
      <Text c="dimmed" size="sm" mb="sm">{lead}</Text>
      {children}
    </section>
  );
}
