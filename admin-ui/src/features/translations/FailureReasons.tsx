import { Button, Text } from '@mantine/core';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { codeOf } from '@/api/errors';
import { useTranslationItems } from '@/api/translation-request-queries';
import type { TranslationRequest } from '@/api/translation-requests';
import { useFormat } from '@/i18n/format';
import { Failed, Loading } from '@/ui/States';
import { reasonsOf } from './states';
import { useNames } from './useNames';

/** Why texts of a request failed or were refused, when one wants to know. */
export function FailureReasons({ request, name }: { request: TranslationRequest; name: string }) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  const list = useId();
  return (
    <div>
      <Button size="xs" variant="default" aria-expanded={opened} aria-controls={opened ? list : undefined} onClick={() => setOpened(!opened)}>
        {t('translations.requests.why')}<span className="visually-hidden">: {name}</span>
      </Button>
      {opened && <div id={list}><Reasons request={request} /></div>}
    </div>
  );
}

function Reasons({ request }: { request: TranslationRequest }) {
  const { t } = useTranslation();
  const { number } = useFormat();
  const names = useNames();
  const items = useTranslationItems({ request: request.id, state: ['failed', 'refused'], limit: 100 });
  if (items.error) return <Failed code={codeOf(items.error)} onRetry={() => void items.refetch()} />;
  if (!items.data) return <Loading />;
  const list = items.data.pages.flatMap((page) => page.items);
  const reasons = reasonsOf(list, (item) => (item.state === 'refused' ? t('translations.refusedBecause', { reason: item.remark }) : names.reason(item.error ?? 'internal')));
  return (
    <>
      <ul style={{ margin: '8px 0 0', paddingInlineStart: 20 }}>
        {reasons.map(([reason, count]) => <li key={reason}><Text size="sm" span dir="auto">{number(count)} × {reason}</Text></li>)}
      </ul>
      {items.hasNextPage && <Text size="sm" c="dimmed">{t('translations.requests.firstReasons', { count: list.length })}</Text>}
    </>
  );
}
