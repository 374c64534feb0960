import { Button, Group, SegmentedControl, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { codeOf } from '@/api/errors';
import { useEntries, useSession } from '@/api/queries';
import type { EntrySummary } from '@/api/types';
import { Icon } from '@/ui/icons';
import { LoadMore } from '@/ui/LoadMore';
import { Page } from '@/ui/Page';
import { Empty, Failed, Loading } from '@/ui/States';
import { stateOf, turnOf, type Turn } from '@/workflow/state';
import { EntryCard } from './EntryCard';
import { ReviewCards } from './ReviewCards';
import { SelectionBar } from './SelectionBar';
import { keyOf, useSelection } from './useSelection';

const turns: Turn[] = ['yours', 'others', 'public', 'gone'];

/** My entries, in the order of what they want from me. */
export default function HomePage({ bulk }: { bulk?: (chosen: EntrySummary[]) => ReactNode }) {
  const { t } = useTranslation();
  const session = useSession();
  const [search, setSearch] = useSearchParams();
  const who = search.get('who') ?? 'mine';
  const entries = useEntries({ mine: who === 'mine' || undefined, archived: who === 'archive' || undefined, limit: 100 });
  const items = entries.data?.pages.flatMap((page) => page.items) ?? [];
  const selection = useSelection(items);
  const mayCreate = (session.data?.actions.create.length ?? 0) > 0;
  const isReviewer = session.data?.actions.any.includes('approve') ?? false;
  const createButton = (
    <Button component={Link} to="/entries/new" leftSection={<Icon name="plus" size={18} />}>{t('entry.new')}</Button>
  );
  return (
    <Page title={t('home.title', { name: session.data?.account.name ?? '' })} lead={t('home.lead')} actions={mayCreate && createButton}>
      {isReviewer && <ReviewCards />}
      <Group justify="space-between" gap="sm">
        <SegmentedControl
          aria-label={t('home.whose')}
          value={who}
          onChange={(next) => setSearch(next === 'mine' ? {} : { who: next })}
          data={['mine', 'all', 'archive'].map((value) => ({ value, label: t(`home.who.${value}`) }))}
        />
        {bulk && items.length > 0 && (
          <Button size="sm" variant="default" onClick={selection.toggle}>{t(selection.on ? 'home.select.end' : 'home.select.start')}</Button>
        )}
      </Group>
      {bulk && selection.on && <SelectionBar selection={selection} shown={items.length}>{bulk(selection.chosen)}</SelectionBar>}
      {entries.isPending && <Loading />}
      {entries.error && <Failed code={codeOf(entries.error)} onRetry={() => void entries.refetch()} />}
      {entries.data && items.length === 0 && (
        <div className="card">
          <Empty icon="anchor" title={t('home.empty')}>{mayCreate && <Stack align="center" gap="md"><Text>{t('home.emptyLead')}</Text></Stack>}</Empty>
        </div>
      )}
      {turns.map((turn) => {
        const group = items.filter((entry) => turnOf(stateOf(entry)) === turn);
        if (group.length === 0) return null;
        return (
          <section key={turn} aria-labelledby={`turn-${turn}`}>
            <Text component="h2" id={`turn-${turn}`} fw={680} fz="lg" mb="xs">{t(`home.turn.${turn}`)}</Text>
            <ul style={{ listStyle: 'none', margin: 0, padding: 0, display: 'grid', gap: 10 }}>
              {group.map((entry) => (
                <EntryCard
                  key={keyOf(entry)} entry={entry} chosen={bulk && selection.on ? selection.has(entry) : undefined} onChoose={(on) => selection.choose(entry, on)}
                />
              ))}
            </ul>
          </section>
        );
      })}
      <LoadMore query={entries} />
    </Page>
  );
}
