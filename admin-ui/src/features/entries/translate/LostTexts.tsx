import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { CopyField } from '@/ui/CopyField';
import { Notice } from '@/ui/Notice';
import { CodedView } from './CodedView';
import { plainOf } from './coded';
import type { LostText } from './meet';

/** What was typed for a paragraph that is gone from the source: to copy it, or to let it go. */
export function LostTexts({ lost, sourceLocale, onForget }: { lost: LostText[]; sourceLocale: string; onForget: (id: string) => void }) {
  const { t } = useTranslation();
  return lost.map((one) => (
    <Notice
      key={one.id} tone="attention" role="alert" title={t('translate.lost.title')}
      actions={<Button size="sm" variant="default" onClick={() => onForget(one.id)}>{t('translate.lost.forget')}</Button>}
    >
      {one.source && <CodedView text={one.source} locale={sourceLocale} />}
      <CopyField label={t('translate.lost.yours')} value={plainOf(one.text)} />
    </Notice>
  ));
}
