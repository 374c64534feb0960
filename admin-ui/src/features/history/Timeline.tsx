import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { codeOf } from '@/api/errors';
import { useActivity } from '@/api/queries';
import type { Activity } from '@/api/types';
import { useFormat } from '@/i18n/format';
import { localeName } from '@/i18n/locales';
import { LoadMore } from '@/ui/LoadMore';
import { Failed, Loading } from '@/ui/States';
import classes from './History.module.css';

/** The audit trail of an entry in words. */
export function Timeline({ id }: { id: string }) {
  const { t } = useTranslation();
  const activity = useActivity(id);
  const items = activity.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section aria-labelledby="timeline-title">
      <Text component="h2" id="timeline-title" fw={680} fz="lg" mb="md">{t('history.timeline')}</Text>
      {activity.isPending && <Loading />}
      {activity.error && <Failed code={codeOf(activity.error)} />}
      <ol className={classes.list}>{items.map((event) => <Event key={event.id} event={event} />)}</ol>
      <LoadMore query={activity} />
    </section>
  );
}

function Event({ event }: { event: Activity }) {
  const { t } = useTranslation();
  const { dateTime, language } = useFormat();
  const who = event.actor.name || t(`history.actor.${event.actor.kind}`);
  return (
    <li className={classes.event}>
      <Text fw={600}>{activityWords(t, event.action)}</Text>
      <Text size="sm" c="dimmed">
        {[who, dateTime(event.at), event.locale && localeName(event.locale, language)].filter(Boolean).join(' · ')}
      </Text>
      {event.remark && <blockquote className={classes.remark} dir="auto">{event.remark}</blockquote>}
    </li>
  );
}

/** „entry.request_changes“ and „request_changes“ have the same words. */
function activityWords(t: ReturnType<typeof useTranslation>['t'], action: string): string {
  const name = action.slice(action.lastIndexOf('.') + 1);
  return t(`activity.${name}`, { defaultValue: action });
}
