import { Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { codeOf } from '@/api/errors';
import { useSession } from '@/api/queries';
import { useAnswer, type Question } from '@/api/translation-help';
import { useFormat } from '@/i18n/format';
import { localeName } from '@/i18n/locales';
import { autoDirection } from '@/ui/direction';
import { flash } from '@/ui/flash';
import classes from './QuestionThread.module.css';

interface QuestionThreadProps {
  entry: string;
  questions: Question[];
  /** Says what words of the source each is about. */
  excerpts?: boolean;
}

/** Questions of translators with their answers. Who may say what the text means can answer here. */
export function QuestionThread({ entry, questions, excerpts = false }: QuestionThreadProps) {
  const { t, i18n } = useTranslation();
  const { dateTime } = useFormat();
  const answers = useSession().data?.actions.any.includes('confirm') ?? false;
  const by = (name: string | undefined, at: string | null) => [name, at && dateTime(at)].filter(Boolean).join(', ');
  if (questions.length === 0) return null;
  return (
    <ul className={classes.list}>
      {questions.map((one) => (
        <li key={one.id} className={classes.question}>
          {excerpts && one.excerpt && <Text size="sm" c="dimmed" component="blockquote" m={0} dir="auto">{one.excerpt}</Text>}
          <Text dir="auto" className={classes.words}>{one.question}</Text>
          <Text size="xs" c="dimmed">{t('questions.by', { who: by(one.askedBy?.name, one.askedAt), locale: localeName(one.locale, i18n.language) })}</Text>
          {one.answer !== '' && (
            <div className={classes.answer}>
              <Text size="sm" fw={650}>{t('questions.answer')}</Text>
              <Text dir="auto" className={classes.words}>{one.answer}</Text>
              <Text size="xs" c="dimmed">{by(one.answeredBy?.name, one.answeredAt)}</Text>
            </div>
          )}
          {one.answer === '' && (answers ? <AnswerForm entry={entry} question={one} /> : <Text size="sm" c="dimmed">{t('questions.open')}</Text>)}
        </li>
      ))}
    </ul>
  );
}

function AnswerForm({ entry, question }: { entry: string; question: Question }) {
  const { t } = useTranslation();
  const answer = useAnswer(entry);
  const [text, setText] = useState('');
  const send = async () => {
    try {
      await answer.mutateAsync({ question: question.id, answer: text.trim() });
      flash(t('questions.answered'));
    } catch {
      // What was refused is said at the box.
    }
  };
  return (
    <form noValidate onSubmit={(event) => { event.preventDefault(); if (text.trim() !== '') void send(); }}>
      <Stack gap="xs">
        <Textarea
          label={t('questions.yourAnswer')} autosize minRows={2} maxLength={2000} ref={autoDirection} value={text}
          error={answer.error ? t(`problem.${codeOf(answer.error)}`, { defaultValue: t('problem.internal') }) : undefined}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Group><Button type="submit" size="sm" variant="default" disabled={text.trim() === ''} loading={answer.isPending}>{t('questions.send')}</Button></Group>
      </Stack>
    </form>
  );
}
