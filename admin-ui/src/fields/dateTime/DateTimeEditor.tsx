import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toInstant, toLocal } from '@/i18n/zone';
import { inputProps } from '../controls';
import type { EditorProps } from '../kind';

/** A moment, entered in German time and kept in UTC. */
export function DateTimeEditor(props: EditorProps<string>) {
  const { t } = useTranslation();
  const [impossible, setImpossible] = useState<string>();
  return (
    <TextInput
      {...inputProps(props)}
      error={impossible ? t('problem.time_does_not_exist') : props.error}
      type="datetime-local"
      maw={280}
      value={impossible ?? (props.value ? toLocal(props.value) : '')}
      onChange={(event) => {
        const local = event.currentTarget.value;
        const instant = local === '' ? undefined : toInstant(local);
        setImpossible(instant === null ? local : undefined);
        if (instant !== null) props.onChange(instant);
      }}
    />
  );
}
