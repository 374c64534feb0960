import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTranslationProviders } from '@/api/translation-request-queries';
import { resumeProvider, type TranslationProvider } from '@/api/translation-requests';
import { useFormat } from '@/i18n/format';
import { Notice } from '@/ui/Notice';
import { useDo } from './useDo';
import { useMay } from './useMay';
import { useNames } from './useNames';

/** Says which services are left alone for now, why, and until when. */
export function PausedServices({ poll }: { poll: number | false }) {
  const providers = useTranslationProviders(poll && poll * 5);
  return (providers.data ?? []).filter((one) => one.pausedUntil).map((one) => <Paused key={one.name} provider={one} until={one.pausedUntil ?? ''} />);
}

function Paused({ provider, until }: { provider: TranslationProvider; until: string }) {
  const { t } = useTranslation();
  const { dateTime, number } = useFormat();
  const names = useNames();
  const may = useMay();
  const run = useDo('translation-requests');
  const [busy, setBusy] = useState(false);
  const resume = async () => {
    setBusy(true);
    await run(() => resumeProvider(provider.name), t('translations.paused.resumed'));
    setBusy(false);
  };
  return (
    <Notice
      tone="attention" icon="pause" title={t('translations.paused.title', { name: names.provider(provider.name), until: dateTime(until) })}
      actions={may.manage && <Button size="sm" variant="default" loading={busy} onClick={() => void resume()}>{t('translations.paused.resume')}</Button>}
    >
      {t(`translations.paused.${provider.pauseReason ?? 'down'}`)} {t('translations.paused.waiting', { count: provider.waiting, number: number(provider.waiting) })}
    </Notice>
  );
}
