import { Anchor, Button, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation, useNavigate, useParams, useSearchParams } from 'react-router';
import { codeOf } from '@/api/errors';
import { useEntry, useSession, useType } from '@/api/queries';
import { useFormat } from '@/i18n/format';
import { localeName } from '@/i18n/locales';
import { FocusWhenShown } from '@/ui/FocusWhenShown';
import { Icon } from '@/ui/icons';
import { Page } from '@/ui/Page';
import { Failed, Loading } from '@/ui/States';
import { ActionBar } from '@/workflow/ActionBar';
import { offers } from '@/workflow/actions';
import { RefusalNotice } from '@/workflow/RefusalNotice';
import { StateTags } from '@/workflow/StateTag';
import { ReviewFacts } from './ReviewFacts';
import { ReviewText } from './ReviewText';
import classes from './Review.module.css';

/** One submission: what is public beside what is new, and every step that is offered. */
export default function ReviewPage() {
  const { t } = useTranslation();
  const { label, language } = useFormat();
  const navigate = useNavigate();
  const { id = '' } = useParams();
  const [search] = useSearchParams();
  const from = useLocation().state as { queue?: string } | null;
  const queue = `/review${from?.queue ?? ''}`;
  const [refusal, setRefusal] = useState<{ error: unknown; count: number }>();
  const session = useSession();
  const entry = useEntry(id, search.get('locale') ?? undefined);
  const type = useType(entry.data?.type);
  const error = entry.error ?? type.error;
  if (error) return <Page title={t('review.title')}><Failed code={codeOf(error)} onRetry={() => void entry.refetch()} /></Page>;
  if (!entry.data || !type.data) return <Loading />;
  const current = entry.data;
  return (
    <Page
      title={current.title || t('entry.untitled')}
      titleLocale={current.locale}
      eyebrow={
        <>
          <Anchor component={Link} to={queue} inherit underline="always">{t('queue.title')}</Anchor>
          {' · '}{label(type.data.label, type.data.name)}{' · '}{localeName(current.locale, language)}{' · '}
          <span dir="auto">{current.organisation.name}</span>
        </>
      }
      lead={<StateTags entry={current} />}
      actions={
        <>
          {offers(current, 'save') && (
            <Button component={Link} to={`/entries/${id}?locale=${current.locale}`} variant="default" leftSection={<Icon name="edit" size={18} />}>
              {t(current.editing === 'in_review' ? 'review.correct' : 'review.edit')}
            </Button>
          )}
          {session.data?.actions.any.includes('translation.request') && (
            <Button component={Link} to={`/translations/new?entry=${id}`} variant="subtle" leftSection={<Icon name="languages" size={18} />}>
              {t('translations.request.do')}
            </Button>
          )}
          <Button component={Link} to={`/entries/${id}/history?locale=${current.locale}`} variant="subtle" leftSection={<Icon name="history" size={18} />}>
            {t('history.title')}
          </Button>
        </>
      }
    >
      {refusal && (
        <FocusWhenShown key={refusal.count}><RefusalNotice error={refusal.error} entry={current} onClose={() => setRefusal(undefined)} /></FocusWhenShown>
      )}
      <ReviewFacts entry={current} />
      <ReviewText entry={current} type={type.data} />
      <div className={classes.dock}>
        {current.actions.some((action) => !action.hidden) ? (
          <ActionBar
            entry={current}
            textOnly
            onRefused={(error) => setRefusal((before) => ({ error, count: (before?.count ?? 0) + 1 }))}
            onDone={(action) => {
              setRefusal(undefined);
              if (action === 'delete') void navigate(queue);
            }}
          />
        ) : (
          <Text size="sm" c="dimmed">{t('review.nothingToDo')}</Text>
        )}
      </div>
    </Page>
  );
}
