import { useTranslation } from 'react-i18next';
import { Tag } from '@/ui/Tag';
import { hasPublicText, looks, stateOf } from './state';

export function StateTags({ entry }: { entry: Parameters<typeof stateOf>[0] & { unreviewed?: boolean } }) {
  const { t } = useTranslation();
  const state = stateOf(entry);
  return (
    <span style={{ display: 'inline-flex', flexWrap: 'wrap', gap: 6 }}>
      <Tag {...looks[state]}>{t(`state.${state}`)}</Tag>
      {hasPublicText(entry) && <Tag tone="good" icon="globe">{t('state.oldTextPublic')}</Tag>}
      {entry.unreviewed && <Tag tone="danger" icon="alert">{t('state.unreviewed')}</Tag>}
    </span>
  );
}
