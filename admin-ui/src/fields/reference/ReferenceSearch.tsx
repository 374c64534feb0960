import { Loader, Select, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useReferenceSearch } from '@/api/queries';

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

/** Searches what may be referred to by its title as one types; choosing one hands over its id. */
export function ReferenceSearch({ types, exclude, onPick, ...input }: ReferenceSearchProps) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const [opened, setOpened] = useState(false);
  const [q] = useDebouncedValue(text.trim(), 250);
  const found = useReferenceSearch(types, q, opened);
  const options = (found.data ?? []).filter((one) => !exclude.includes(one.id));
  const notes = new Map(options.map((one) => [one.id, one.public ? one.organisation : `${one.organisation}, ${t('field.reference.notYet')}`]));
  return (
    <Select
      {...input}
      searchable
      value={null}
      searchValue={text}
      onSearchChange={setText}
      onDropdownOpen={() => setOpened(true)}
      data={options.map((one) => ({ value: one.id, label: one.title || t('entry.untitled') }))}
      renderOption={({ option }) => (
        <div>
          <div dir="auto">{option.label}</div>
          <Text size="xs" c="dimmed" dir="auto">{notes.get(option.value)}</Text>
        </div>
      )}
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
