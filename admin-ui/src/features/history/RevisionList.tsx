import { Button, Group, Radio, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { codeOf } from '@/api/errors';
import { useRevisions } from '@/api/queries';
import type { Entry, Revision } from '@/api/types';
import { useFormat } from '@/i18n/format';
import { LoadMore } from '@/ui/LoadMore';
import { Empty, Failed, Loading } from '@/ui/States';
import { Tag } from '@/ui/Tag';
import classes from './History.module.css';

/** The texts of a variant, newest first; any two can be compared. */
export function RevisionList({ entry }: { entry: Entry }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const revisions = useRevisions(entry.id, entry.locale);
  const items = revisions.data?.pages.flatMap((page) => page.items) ?? [];
  const [from, setFrom] = useState<string>();
  const [to, setTo] = useState<string>('working');
  const older = from ?? items[0]?.id;
  const pick = (which: 'from' | 'to', id: string, number: string) => (
    <Radio
      name={`compare-${which}`} size="sm" value={id} label={t(`history.${which}`)} aria-label={t(`history.pick.${which}`, { number })}
      checked={(which === 'from' ? older : to) === id} onChange={() => (which === 'from' ? setFrom(id) : setTo(id))}
    />
  );
  return (
    <section aria-labelledby="revisions-title">
      <Group justify="space-between" mb="xs">
        <Text component="h2" id="revisions-title" fw={680} fz="lg">{t('history.revisions')}</Text>
        <Button
          size="sm" variant="default" disabled={!older || older === to}
          onClick={() => void navigate(`/entries/${entry.id}/compare?locale=${entry.locale}&from=${older}&to=${to}`)}
        >
          {t('history.compare')}
        </Button>
      </Group>
      {revisions.isPending && <Loading />}
      {revisions.error && <Failed code={codeOf(revisions.error)} />}
      {revisions.data && (
        <ul className={`card ${classes.list}`}>
          <li className={classes.revision}>
            <div>
              <Text fw={600}>{t('history.working')}</Text>
              <Text size="sm" c="dimmed">{t('history.workingLead')}</Text>
            </div>
            <div className={classes.picks}>{pick('to', 'working', t('history.working'))}</div>
          </li>
          {items.map((revision) => (
            <RevisionRow key={revision.id} revision={revision}>
              {pick('from', revision.id, String(revision.number))}
              {pick('to', revision.id, String(revision.number))}
            </RevisionRow>
          ))}
          {items.length === 0 && <li><Empty title={t('history.noRevisions')}>{t('history.noRevisionsLead')}</Empty></li>}
        </ul>
      )}
      <LoadMore query={revisions} />
    </section>
  );
}

function RevisionRow({ revision, children }: { revision: Revision; children: React.ReactNode }) {
  const { t } = useTranslation();
  const { dateTime } = useFormat();
  const authors = revision.authors ?? [];
  return (
    <li className={classes.revision}>
      <div>
        <Group gap="xs">
          <Text fw={600}>{t('history.number', { number: revision.number })}</Text>
          {revision.live && <Tag tone="good" icon="globe">{t('history.live')}</Tag>}
          {revision.pending && <Tag tone="waiting" icon="clock">{t('history.pending')}</Tag>}
          {revision.origin !== 'human' && <Tag>{t(`history.origin.${revision.origin}`)}</Tag>}
        </Group>
        <Text size="sm" c="dimmed">
          {t(`history.reason.${revision.reason}`, { defaultValue: revision.reason })} · {dateTime(revision.createdAt)}
          {authors.length > 0 && ` · ${authors.map((author) => author.name || t('history.erased')).join(', ')}`}
        </Text>
      </div>
      <div className={classes.picks}>{children}</div>
    </li>
  );
}
