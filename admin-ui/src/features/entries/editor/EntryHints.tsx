import { Anchor, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useRevisions } from '@/api/queries';
import type { Entry } from '@/api/types';
import { useFormat } from '@/i18n/format';
import { Notice } from '@/ui/Notice';

/** What the writer should know before anything else: the reason of a decision, and what was corrected. */
export function EntryHints({ entry, editable }: { entry: Entry; editable: boolean }) {
  const { t } = useTranslation();
  return (
    <>
      <RemarkNotice of={entry} />
      {(entry.correctedBy?.length ?? 0) > 0 && <CorrectedNotice entry={entry} />}
      {editable && entry.editing === 'in_review' && <Notice>{t('hint.correcting')}</Notice>}
      {editable && entry.visibility === 'live' && !entry.expired && <Notice>{t('hint.livePublic')}</Notice>}
      {entry.unreviewed && <Notice tone="attention">{t('hint.unreviewed')}</Notice>}
      {entry.expired && <Notice tone="attention">{t('hint.expired')}</Notice>}
    </>
  );
}

/** The reason of a decision that leaves the text with its writer. */
export function RemarkNotice({ of }: { of: Pick<Entry, 'editing' | 'lastRemark'> }) {
  const { t } = useTranslation();
  const { dateTime } = useFormat();
  const remark = of.lastRemark;
  if (!remark || (of.editing !== 'changes_requested' && of.editing !== 'rejected')) return null;
  return (
    <Notice tone={of.editing === 'rejected' ? 'danger' : 'attention'} title={t(`hint.${of.editing}`)}>
      <Text dir="auto" style={{ whiteSpace: 'pre-wrap' }}>{remark.text}</Text>
      <Text size="sm" c="dimmed">{[remark.author?.name, dateTime(remark.at)].filter(Boolean).join(', ')}</Text>
    </Notice>
  );
}

/** An editor changed the text after it was submitted: the way to what exactly. */
function CorrectedNotice({ entry }: { entry: Entry }) {
  const { t } = useTranslation();
  const revisions = useRevisions(entry.id, entry.locale);
  const submitted = revisions.data?.pages.flatMap((page) => page.items).find((revision) => revision.reason === 'submit');
  return (
    <Notice icon="edit" title={t('hint.corrected', { names: (entry.correctedBy ?? []).map((person) => person.name).join(', ') })}>
      {submitted && (
        <Anchor component={Link} underline="always" to={`/entries/${entry.id}/compare?locale=${entry.locale}&from=${submitted.id}&to=working`}>
          {t('hint.seeCorrections')}
        </Anchor>
      )}
    </Notice>
  );
}
