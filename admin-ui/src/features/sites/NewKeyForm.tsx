import { Button, Group, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError, codeOf } from '@/api/errors';
import { createSiteKey, type Site } from '@/api/sites';
import type { Problem } from '@/api/types';
import { useProblemText } from '@/fields/problem-text';
import { toInstant } from '@/i18n/zone';
import { autoDirection } from '@/ui/direction';
import { Notice } from '@/ui/Notice';
import { problemsAt } from './form';

interface NewKeyFormProps {
  site: Site;
  onMade: (secret: string) => Promise<void>;
}

export function NewKeyForm({ site, onMade }: NewKeyFormProps) {
  const { t } = useTranslation();
  const words = useProblemText();
  const [name, setName] = useState('');
  const [day, setDay] = useState('');
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<{ code: string; problems: Problem[] }>();
  const errorOf = (pointer: string) => problemsAt(refusal?.problems ?? [], pointer).map(words).join(' ') || undefined;
  const submit = async () => {
    setBusy(true);
    try {
      const made = await createSiteKey(site.id, { name, expiresAt: day ? (toInstant(`${day}T23:59`) ?? undefined) : undefined });
      setName('');
      setDay('');
      setRefusal(undefined);
      await onMade(made.secret);
    } catch (error) {
      setRefusal({ code: codeOf(error), problems: error instanceof ApiError ? error.problems : [] });
    }
    setBusy(false);
  };
  return (
    <form noValidate onSubmit={(event) => { event.preventDefault(); void submit(); }}>
      {refusal && refusal.problems.length === 0 && <Notice tone="danger" role="alert">{t(`problem.${refusal.code}`, { defaultValue: t('problem.internal') })}</Notice>}
      <Group align="flex-end" gap="sm">
        <TextInput
          label={t('sites.keys.name')} description={t('sites.keys.nameHelp')} withAsterisk aria-required ref={autoDirection} error={errorOf('/name')}
          style={{ flex: '2 1 220px' }} value={name} onChange={(event) => setName(event.currentTarget.value)}
        />
        <TextInput
          type="date" label={t('sites.keys.end')} description={t('sites.keys.endHelp')} error={errorOf('/expiresAt')}
          style={{ flex: '1 1 180px' }} value={day} onChange={(event) => setDay(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" loading={busy}>{t('sites.keys.make')}</Button>
      </Group>
    </form>
  );
}
