import { Button, Group, Stack, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { codeOf } from '@/api/errors';
import { useAsk } from '@/api/translation-help';
import { autoDirection } from '@/ui/direction';
import { flash } from '@/ui/flash';
import { Icon } from '@/ui/icons';

/** Asks whoever wrote the text, about a segment. */
export function AskForm({ entry, locale, segment }: { entry: string; locale: string; segment: string }) {
  const { t } = useTranslation();
  const ask = useAsk(entry, locale);
  const [opened, setOpened] = useState(false);
  const [text, setText] = useState('');
  const send = async () => {
    try {
      await ask.mutateAsync({ segment, question: text.trim() });
      flash(t('questions.asked'));
      setText('');
      setOpened(false);
    } catch {
      // What was refused is said at the box.
    }
  };
  if (!opened) {
    return (
      <Group>
        <Button size="compact-sm" variant="default" leftSection={<Icon name="question" size={15} />} onClick={() => setOpened(true)}>{t('questions.ask')}</Button>
      </Group>
    );
  }
  return (
    <form noValidate onSubmit={(event) => { event.preventDefault(); if (text.trim() !== '') void send(); }}>
      <Stack gap="xs">
        <Textarea
          label={t('questions.yours')} description={t('questions.help')} autosize minRows={2} maxLength={2000}
          ref={focused} value={text}
          error={ask.error ? t(`problem.${codeOf(ask.error)}`, { defaultValue: t('problem.internal') }) : undefined}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Group gap="sm">
          <Button type="submit" size="sm" disabled={text.trim() === ''} loading={ask.isPending}>{t('questions.sendQuestion')}</Button>
          <Button size="sm" variant="default" onClick={() => setOpened(false)}>{t('common.cancel')}</Button>
        </Group>
      </Stack>
    </form>
  );
}

/** The box has the focus when it comes: somebody asked for it. */
const focused = (input: HTMLTextAreaElement | null) => {
  autoDirection(input);
  input?.focus();
};
