import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ApiError, codeOf } from '@/api/errors';
import type { Acted } from '@/api/types';
import { Notice } from '@/ui/Notice';
import { ProblemList } from './ProblemList';

/** Why an action was refused: all reasons at once, each with the way to its field. */
export function RefusalNotice({ error, entry, onClose }: { error: unknown; entry: Pick<Acted, 'id' | 'type' | 'locale'>; onClose?: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const code = codeOf(error);
  const problems = error instanceof ApiError ? error.problems : [];
  const words = t(`problem.${code}`, { defaultValue: error instanceof ApiError ? error.message : t('problem.internal') });
  return (
    <Notice
      tone="danger"
      role="alert"
      title={problems.length > 0 ? t('problems.title', { count: problems.length }) : words}
      actions={
        <>
          {code === 'stale' && (
            <Button size="sm" variant="default" onClick={() => { void queries.invalidateQueries({ queryKey: ['entry', entry.id] }); onClose?.(); }}>
              {t('common.reload')}
            </Button>
          )}
        </>
      }
    >
      {problems.length > 0 && <ProblemList problems={problems} entry={entry} />}
    </Notice>
  );
}
