import { Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Translation } from '@/api/translations';
import { useFormat } from '@/i18n/format';
import { localeName } from '@/i18n/locales';
import { Tag } from '@/ui/Tag';
import { CodedView, GoneText } from './CodedView';
import classes from './FreeDesk.module.css';
import { groupsOf } from './order';

/** The source, paragraph by paragraph: what is new since the text was written, and what it does not say any more. */
export function FreeSource({ view }: { view: Translation }) {
  const { t, i18n } = useTranslation();
  const { label } = useFormat();
  const changed = (state: string) => view.exists && (state === 'outdated' || state === 'missing');
  return (
    <section className={`card ${classes.side}`} aria-labelledby="free-source">
      <Title order={2} id="free-source">{t('translate.free.source', { locale: localeName(view.sourceLocale, i18n.language) })}</Title>
      {groupsOf(view.segments).map((group) => (
        <div key={group.path} style={{ display: 'grid', gap: 10 }}>
          <Title order={3} fz="sm">{label(group.label, group.path)}{group.index > 0 && ` (${group.index})`}</Title>
          {group.segments.map((segment) => (
            <div key={segment.id} className={classes.paragraph} data-state={changed(segment.state) ? 'changed' : undefined}>
              {changed(segment.state) && <div><Tag tone="attention" icon="alert">{t('translate.free.new')}</Tag></div>}
              <CodedView text={segment.source} locale={view.sourceLocale} />
            </div>
          ))}
        </div>
      ))}
      {view.removed.length > 0 && (
        <section aria-labelledby="free-removed" style={{ display: 'grid', gap: 10 }}>
          <Title order={3} fz="sm" id="free-removed">{t('translate.free.removed')}</Title>
          {view.removed.map(({ text }, index) => (
            <GoneText key={index} text={text} locale={view.sourceLocale} />
          ))}
        </section>
      )}
    </section>
  );
}
