import { Anchor, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { TranslationRequest } from '@/api/translation-requests';
import { Tag } from '@/ui/Tag';
import { DueTag } from './DueTag';
import { FailureReasons } from './FailureReasons';
import { RequestProgress } from './RequestProgress';
import { RequestSteps } from './RequestSteps';
import classes from './Translations.module.css';
import { useRequestWords } from './useRequestWords';

/** One request in the list: who is asked for what, and how far it is. */
export function RequestCard({ request }: { request: TranslationRequest }) {
  const { t } = useTranslation();
  const { nameOf, factsOf } = useRequestWords();
  const name = nameOf(request);
  return (
    <li className={`card ${classes.item}`}>
      <div className={classes.main}>
        <Group gap="xs">
          <Anchor component={Link} to={`/translations/requests/${request.id}`} fw={650} c="var(--mantine-color-text)" underline="always" dir="auto">{name}</Anchor>
          <DueTag dueOn={request.dueOn} over={request.open === 0} />
          {request.cancelledAt && <Tag icon="pause">{t('translations.requests.cancelled')}</Tag>}
        </Group>
        <Text size="sm" c="dimmed">{factsOf(request)}</Text>
        <RequestProgress counts={request.counts} name={name} />
        {request.counts.failed + request.counts.refused > 0 && <FailureReasons request={request} name={name} />}
      </div>
      <RequestSteps request={request} name={name} />
    </li>
  );
}
