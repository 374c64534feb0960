import { Anchor, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { TranslationItem } from '@/api/translation-requests';
import { useFormat } from '@/i18n/format';
import { Tag } from '@/ui/Tag';
import { DueTag } from './DueTag';
import { ItemSteps } from './ItemSteps';
import { isOpen, itemLooks } from './states';
import classes from './Translations.module.css';
import { useMay } from './useMay';
import { useNames } from './useNames';

/** One text to translate: which, until when, how long, and what can be done. */
export function ItemCard({ item, inRequest = false }: { item: TranslationItem; inRequest?: boolean }) {
  const { t } = useTranslation();
  const { number } = useFormat();
  const names = useNames();
  const may = useMay();
  const over = !isOpen(item.state) && item.state !== 'needs_review';
  const who = item.assignee && (item.assignee.id === may.account ? t('translations.you') : item.assignee.name);
  const facts = [names.type(item.type), names.locale(item.locale), t('translations.words', { count: item.words, number: number(item.words) }), who];
  return (
    <li className={`card ${classes.item}`}>
      <div className={classes.main}>
        <Anchor component={Link} to={`/entries/${item.entry}/translate/${item.locale}`} fw={650} c="var(--mantine-color-text)" underline="always" dir="auto">
          {item.title || t('entry.untitled')}
        </Anchor>
        <Text size="sm" c="dimmed">{facts.filter(Boolean).join(' · ')}</Text>
        {!inRequest && item.requestTitle && <Text size="sm" dir="auto">{t('translations.ofRequest', { title: item.requestTitle })}</Text>}
        {!inRequest && item.note && <Text size="sm" className={classes.note} dir="auto">{item.note}</Text>}
        {item.error && <Text size="sm">{names.reason(item.error)}</Text>}
        {item.remark && <Text size="sm" dir="auto">{t('translations.refusedBecause', { reason: item.remark })}</Text>}
      </div>
      <div className={classes.side}>
        <span className={classes.tags}>
          <Tag {...itemLooks[item.state]}>{t(`translations.state.${item.state}`)}</Tag>
          <DueTag dueOn={item.dueOn} over={over} />
        </span>
        <ItemSteps item={item} />
      </div>
    </li>
  );
}
