import { Button, Group, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { codeOf } from '@/api/errors';
import { useSiteKeys } from '@/api/site-queries';
import { revokeSiteKey, type Site, type SiteKey } from '@/api/sites';
import { useFormat } from '@/i18n/format';
import { CopyField } from '@/ui/CopyField';
import { flash } from '@/ui/flash';
import { FocusWhenShown } from '@/ui/FocusWhenShown';
import { Notice } from '@/ui/Notice';
import { Failed, Loading } from '@/ui/States';
import { Tag } from '@/ui/Tag';
import { AskFirst } from '@/ui/AskFirst';
import { keyState } from './form';
import { NewKeyForm } from './NewKeyForm';

/** The keys of a site: a new one is shown once, an old one is revoked after it was exchanged. */
export function SiteKeys({ site }: { site: Site }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const keys = useSiteKeys(site.id);
  const [secret, setSecret] = useState<string>();
  const [revoking, setRevoking] = useState<SiteKey>();
  const refresh = () => queries.invalidateQueries({ queryKey: ['sites', site.id, 'keys'] });
  const revoke = async (key: SiteKey) => {
    try {
      await revokeSiteKey(site.id, key.id);
      flash(t('sites.keys.revoked'));
    } catch (error) {
      flash(t(`problem.${codeOf(error)}`, { defaultValue: t('problem.internal') }));
    }
    setRevoking(undefined);
    await refresh();
  };
  if (keys.error) return <Failed code={codeOf(keys.error)} onRetry={() => void keys.refetch()} />;
  if (!keys.data) return <Loading />;
  return (
    <Stack gap="md">
      {secret && (
        <FocusWhenShown key={secret}>
          <Notice tone="attention" icon="alert" role="status" title={t('sites.keys.once')}>
            <CopyField label={t('sites.keys.secret')} value={secret} />
          </Notice>
        </FocusWhenShown>
      )}
      {keys.data.length === 0 && <Text>{t('sites.keys.none')}</Text>}
      <Stack component="ul" gap="sm" m={0} p={0} style={{ listStyle: 'none' }}>
        {keys.data.map((key) => <Key key={key.id} one={key} onRevoke={() => setRevoking(key)} />)}
      </Stack>
      <NewKeyForm site={site} onMade={async (made) => { setSecret(made); await refresh(); }} />
      {revoking && (
        <AskFirst title={t('sites.keys.revokeTitle', { name: revoking.name })} doIt={t('sites.keys.revoke')} onClose={() => setRevoking(undefined)} onYes={() => revoke(revoking)}>
          {t('sites.keys.revokeLead')}
        </AskFirst>
      )}
    </Stack>
  );
}

function Key({ one, onRevoke }: { one: SiteKey; onRevoke: () => void }) {
  const { t } = useTranslation();
  const { date, dateTime } = useFormat();
  const state = keyState(one);
  const facts = [
    `${one.prefix}…`,
    one.lastUsedAt ? t('sites.keys.lastUsed', { at: dateTime(one.lastUsedAt) }) : t('sites.keys.neverUsed'),
    one.expiresAt && t('sites.keys.until', { date: date(one.expiresAt) }),
  ];
  return (
    <Group component="li" justify="space-between" gap="sm">
      <div style={{ minWidth: 0 }}>
        <Group gap="xs">
          <Text fw={600} dir="auto">{one.name}</Text>
          {state === 'revoked' && <Tag tone="danger" icon="close">{t('sites.keys.isRevoked')}</Tag>}
          {state === 'expired' && <Tag tone="danger" icon="clock">{t('sites.keys.isExpired')}</Tag>}
          {state === 'good' && <Tag tone="good" icon="check">{t('sites.keys.isGood')}</Tag>}
        </Group>
        <Text size="sm" c="dimmed">{facts.filter(Boolean).join(' · ')}</Text>
      </div>
      {state === 'good' && (
        <Button size="sm" variant="default" onClick={onRevoke}>{t('sites.keys.revoke')}<span className="visually-hidden">: {one.name}</span></Button>
      )}
    </Group>
  );
}
