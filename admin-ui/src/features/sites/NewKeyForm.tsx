import { Button, Group, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { createSiteKey, type Site } from '@/api/sites';
import { useRefusal } from '@/fields/useRefusal';
import { toInstant } from '@/i18n/zone';
import { autoDirection } from '@/ui/direction';
import { Notice } from '@/ui/Notice';

interface NewKeyFormProps {
  site: Site;
  onMade: (secret: string) => Promise<void>;
}

export function NewKeyForm({ site, onMade }: NewKeyFormProps) {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  const [day, setDay] = useState('');
  const { refusal, problems, busy, send, errorOf } = useRefusal();
  const submit = async () => {
    const made = await createSiteKey(site.id, { name, expiresAt: day ? (toInstant(`${day}T23:59`) ?? undefined) : undefined });
    setName('');
    setDay('');
    await onMade(made.secret);
  };
  return (
    <form noValidate onSubmit={(event) => { event.preventDefault(); void send(submit); }}>
      {refusal && problems.length === 0 && <Notice tone="danger" role="alert">{t(`problem.${refusal.code}`, { defaultValue: t('problem.internal') })}</Notice>}
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
