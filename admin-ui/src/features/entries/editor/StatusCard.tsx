import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ContentType, Entry } from '@/api/types';
import { useFormat } from '@/i18n/format';
import { Tag } from '@/ui/Tag';
import { hasPublicText } from '@/workflow/state';
import { useStateWords } from '@/workflow/useStateWords';
import { missingCount } from './problems';

/** Where the entry stands and what comes next, in plain words. */
export function StatusCard({ entry, type }: { entry: Entry; type: ContentType }) {
  const { t } = useTranslation();
  const { date, dateTime, localDate } = useFormat();
  const words = useStateWords();
  const { line, next } = words(entry);
  const missing = missingCount(entry.problems ?? [], entry.locale);
  const facts: [string, string | undefined | null][] = [
    ['submittedBy', entry.submittedBy?.name],
    ['claimedBy', entry.claimedBy?.name],
    ['scheduledFor', entry.scheduled && dateTime(entry.scheduled.at)],
    ['publishedAt', entry.publishedAt && dateTime(entry.publishedAt)],
    ['validUntil', entry.validUntil && localDate(entry.validUntil)],
    ['verifiedAt', entry.verifiedAt && date(entry.verifiedAt)],
    ['verifyBy', entry.verifyBy && date(entry.verifyBy)],
  ];
  return (
    <aside className="card" style={{ padding: 18 }} aria-label={t('status.title')}>
      <Stack gap="sm">
        <Text fw={680}>{line}</Text>
        <Text size="sm">{next}</Text>
        {hasPublicText(entry) && <Text size="sm" c="dimmed">{t('status.oldTextPublic')}</Text>}
        {missing > 0 && entry.editing !== 'clean' && <div><Tag tone="attention" icon="edit">{t('status.missing', { count: missing })}</Tag></div>}
        <dl style={{ margin: 0, display: 'grid', gap: 6 }}>
          {facts.filter(([, value]) => value).map(([name, value]) => (
            <div key={name}>
              <Text component="dt" size="xs" c="dimmed">{t(`status.${name}`)}</Text>
              <Text component="dd" size="sm" m={0} dir="auto">{value}</Text>
            </div>
          ))}
        </dl>
        {type.help && entry.editing === 'draft' && <TypeHelp type={type} />}
      </Stack>
    </aside>
  );
}

function TypeHelp({ type }: { type: ContentType }) {
  const { label } = useFormat();
  const help = label(type.help);
  return help ? <Text size="sm" c="dimmed">{help}</Text> : null;
}
