import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cancelRequest, retryRequest, type TranslationRequest } from '@/api/translation-requests';
import { AskFirst } from '@/ui/AskFirst';
import { useDo } from './useDo';

const calls = { cancel: cancelRequest, retry: retryRequest };

/** Calls a request off or asks again for what failed, each after a second thought. */
export function RequestSteps({ request, name }: { request: TranslationRequest; name: string }) {
  const { t } = useTranslation();
  const run = useDo('translation-requests');
  const [asking, setAsking] = useState<keyof typeof calls>();
  const undone = request.counts.failed + request.counts.refused;
  const hint = <span className="visually-hidden">: {name}</span>;
  if (undone === 0 && request.open === 0) return null;
  return (
    <Group gap="xs" align="flex-start">
      {undone > 0 && <Button size="xs" variant="default" onClick={() => setAsking('retry')}>{t('translations.retry.do')}{hint}</Button>}
      {request.open > 0 && <Button size="xs" variant="default" onClick={() => setAsking('cancel')}>{t('translations.cancel.do')}{hint}</Button>}
      {asking && (
        <AskFirst
          title={t(`translations.${asking}.title`)} doIt={t(`translations.${asking}.do`)} onClose={() => setAsking(undefined)}
          onYes={async () => {
            await run(() => calls[asking](request.id), t(`translations.${asking}.done`));
            setAsking(undefined);
          }}
        >
          {t(`translations.${asking}.lead`, { count: asking === 'retry' ? undone : request.open })}
        </AskFirst>
      )}
    </Group>
  );
}
