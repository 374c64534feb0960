import { Loader, Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fetchEntries } from '@/api/entries';

interface ReferenceSearchProps {
  id: string;
  label: string;
  description?: string;
  error?: string;
  withAsterisk?: boolean;
  /** The types that may be referred to. */
  types: string[];
  /** Entries that are chosen already. */
  exclude: string[];
  onPick: (id: string) => void;
}

/** Searches entries by their title as one types; choosing one hands over its id. */
export function ReferenceSearch({ types, exclude, onPick, ...input }: ReferenceSearchProps) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const [opened, setOpened] = useState(false);
  const [q] = useDebouncedValue(text.trim(), 250);
  const found = useQuery({
    queryKey: ['entries', 'reference', types, q],
    queryFn: async () => {
      const pages = await Promise.all(types.map((type) => fetchEntries({ type, q: q || undefined, sort: 'title', limit: 20 })));
      return pages.flatMap((page) => page.items);
    },
    enabled: opened,
    staleTime: 30_000,
  });
  // One entry may answer in several locales; it is one choice.
  const options = new Map<string, string>();
  for (const entry of found.data ?? []) {
    if (!exclude.includes(entry.id) && !options.has(entry.id)) options.set(entry.id, entry.title || t('entry.untitled'));
  }
  return (
    <Select
      {...input}
      searchable
      value={null}
      searchValue={text}
      onSearchChange={setText}
      onDropdownOpen={() => setOpened(true)}
      data={[...options].map(([value, label]) => ({ value, label }))}
      filter={({ options: all }) => all}
      placeholder={t('field.reference.search')}
      nothingFoundMessage={found.isFetching ? t('common.loading') : t('field.reference.nothing')}
      rightSection={found.isFetching ? <Loader size="xs" aria-hidden="true" /> : undefined}
      maxDropdownHeight={260}
      comboboxProps={{ shadow: 'md' }}
      onChange={(id) => {
        if (!id) return;
        onPick(id);
        setText('');
      }}
    />
  );
}
