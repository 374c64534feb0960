import { Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useOrganisations, useSession, useTypes } from '@/api/queries';
import { useFormat } from '@/i18n/format';
import { Icon } from '@/ui/icons';
import { autoDirection } from '@/ui/direction';
import classes from './Queue.module.css';
import type { QueueFilter } from './useQueueFilter';

const states = ['in_review', 'in_signoff', 'approved', 'changes_requested', 'draft', 'rejected', 'clean', 'archived', ''];

interface QueueFiltersProps {
  filter: QueueFilter;
  onChange: (part: Partial<QueueFilter>) => void;
}

export function QueueFilters({ filter, onChange }: QueueFiltersProps) {
  const { t } = useTranslation();
  const { label } = useFormat();
  const types = useTypes();
  const session = useSession();
  const [text, setText] = useState(filter.q);
  const search = useDebouncedCallback((q: string) => onChange({ q }), 300);
  const all = useOrganisations(session.data?.actions.any.includes('organisation.read') ?? false);
  const organisations = all.data ?? session.data?.organisations ?? [];
  return (
    <search className={classes.filters}>
      <TextInput
        size="sm" label={t('queue.search')} leftSection={<Icon name="search" size={18} />} value={text} ref={autoDirection} type="search"
        onChange={(event) => {
          setText(event.currentTarget.value);
          search(event.currentTarget.value.trim());
        }}
      />
      <NativeSelect
        size="sm" label={t('queue.state')} value={filter.editing}
        data={states.map((value) => ({ value, label: value === '' ? t('queue.anyState') : t(`queue.editing.${value}`) }))}
        onChange={(event) => onChange({ editing: event.currentTarget.value })}
      />
      <NativeSelect
        size="sm" label={t('queue.type')} value={filter.type}
        data={[{ value: '', label: t('queue.anyType') }, ...(types.data ?? []).map((type) => ({ value: type.name, label: label(type.plural ?? type.label, type.name) }))]}
        onChange={(event) => onChange({ type: event.currentTarget.value })}
      />
      {organisations.length > 1 ? (
        <NativeSelect
          size="sm" label={t('queue.organisation')} value={filter.organisation}
          data={[{ value: '', label: t('queue.anyOrganisation') }, ...organisations.map((one) => ({ value: one.slug, label: one.name }))]}
          onChange={(event) => onChange({ organisation: event.currentTarget.value })}
        />
      ) : filter.organisation && (
        <TextInput size="sm" label={t('queue.organisation')} value={filter.organisation} onChange={(event) => onChange({ organisation: event.currentTarget.value })} />
      )}
      <Checkbox
        label={t('queue.unreviewed')} checked={filter.unreviewed} className={classes.check}
        onChange={(event) => onChange({ unreviewed: event.currentTarget.checked, editing: event.currentTarget.checked ? '' : 'in_review' })}
      />
    </search>
  );
}
