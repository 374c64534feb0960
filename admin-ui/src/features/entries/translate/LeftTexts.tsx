import { Button, Group, Text, Title } from '@mantine/core';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Translation } from '@/api/translations';
import { useFormat } from '@/i18n/format';
import { Icon } from '@/ui/icons';
import { CodedView, GoneText } from './CodedView';
import { plainOf } from './coded';
import rows from './SegmentRow.module.css';

/** Texts of the translation whose source is no more: they stay until somebody takes them away. */
export function LeftTexts({ view, onRemove }: { view: Translation; onRemove: (id: string) => void }) {
  const { t } = useTranslation();
  const { label } = useFormat();
  const title = useRef<HTMLHeadingElement>(null);
  if (view.left.length === 0) return null;
  return (
    <section className="card" aria-labelledby="left-title">
      <div style={{ padding: '14px 18px' }}>
        <Title order={2} id="left-title" ref={title} tabIndex={-1}>{t('translate.left.title')}</Title>
        <Text size="sm" c="dimmed">{t('translate.left.lead')}</Text>
      </div>
      {view.left.map((left) => (
        <div key={left.id} className={rows.row}>
          <div className={rows.side}>
            <Text size="xs" c="dimmed">{label(left.label, left.path)}</Text>
            {left.was && <GoneText text={left.was} locale={view.sourceLocale} />}
          </div>
          <div className={rows.side}>
            <CodedView text={left.target} locale={view.locale} />
            {view.writable && (
              <Group>
                <Button
                  size="compact-sm" variant="default" leftSection={<Icon name="trash" size={15} />}
                  onClick={() => { title.current?.focus(); onRemove(left.id); }}
                >
                  {t('translate.left.remove')}<span className="visually-hidden">: {plainOf(left.target.text).slice(0, 60)}</span>
                </Button>
              </Group>
            )}
          </div>
        </div>
      ))}
    </section>
  );
}
