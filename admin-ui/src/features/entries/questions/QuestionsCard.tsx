import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useQuestions } from '@/api/translation-help';
import { QuestionThread } from './QuestionThread';

/** What translators asked about an entry, where its text is written. Where nobody asked there is nothing; `except` are segments that show theirs themselves. */
export function QuestionsCard({ entry, locale, except = [] }: { entry: string; locale: string; except?: string[] }) {
  const { t } = useTranslation();
  const questions = useQuestions(entry, locale);
  const shown = (questions.data ?? []).filter((one) => !one.segment || !except.includes(one.segment));
  if (shown.length === 0) return null;
  return (
    <section className="card" style={{ padding: 18 }} aria-labelledby="questions-title">
      <Text component="h2" id="questions-title" fw={680} mb="sm">{t('questions.title')}</Text>
      <QuestionThread entry={entry} questions={shown} excerpts />
    </section>
  );
}
