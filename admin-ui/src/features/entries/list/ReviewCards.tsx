import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useEntries } from '@/api/queries';
import type { EntryFilter } from '@/api/entries';
import { Icon, type IconName } from '@/ui/icons';
import classes from './ReviewCards.module.css';

/** What waits for the editors: each number leads to its list. */
export function ReviewCards() {
  return (
    <div className={classes.cards}>
      <ReviewCard name="in_review" icon="inbox" to="/review" filter={{ editing: ['in_review'] }} />
      <ReviewCard name="approved" icon="send" to="/review?editing=approved" filter={{ editing: ['approved'] }} />
      <ReviewCard name="unreviewed" icon="alert" to="/review?editing=&unreviewed=true" filter={{ unreviewed: true }} />
    </div>
  );
}

function ReviewCard({ name, icon, to, filter }: { name: string; icon: IconName; to: string; filter: EntryFilter }) {
  const { t } = useTranslation();
  const entries = useEntries({ ...filter, limit: 1, total: true });
  const page = entries.data?.pages[0];
  const count = page ? (page.total ?? (page.next ? `${page.items.length}+` : page.items.length)) : '…';
  return (
    <Link to={to} className={`card ${classes.card}`}>
      <span className={classes.icon}><Icon name={icon} size={22} /></span>
      <Text component="span" fz={26} fw={700} lh={1}>{count}</Text>
      <Text component="span" size="sm">{t(`home.review.${name}`)}</Text>
    </Link>
  );
}
