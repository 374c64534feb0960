import { Button, Group, Radio, Stack, Text } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Content, ContentType } from '@/api/types';
import { FieldView } from '@/fields/FieldView';
import { useFormat } from '@/i18n/format';
import { Dialog } from '@/ui/Dialog';
import { Notice } from '@/ui/Notice';
import type { DraftState } from './draft';
import classes from './ConflictDialog.module.css';
import { asStored, conflicts, resolve, type Side } from './merge';

interface ConflictDialogProps {
  state: DraftState & { conflict: NonNullable<DraftState['conflict']> };
  type: ContentType;
  onSettle: (fields: Content) => void;
  onClose: () => void;
}

/** Somebody else saved the same text: each field that differs, mine and theirs, and which one is to stay. */
export function ConflictDialog({ state, type, onSettle, onClose }: ConflictDialogProps) {
  const { t } = useTranslation();
  const { label } = useFormat();
  const [choices, setChoices] = useState<Record<string, Side>>({});
  const { theirs, base } = state.conflict;
  const all = useMemo(() => {
    const mine = asStored(state.fields, state.base, state.entry.fields);
    const place = (name: string) => type.fields.findIndex((field) => field.name === name);
    return conflicts(base, mine, theirs.fields).sort((a, b) => place(a.field) - place(b.field));
  }, [type, base, state.base, state.entry.fields, state.fields, theirs.fields]);
  return (
    <Dialog onClose={onClose} size="xl" title={t('conflict.title')}>
      <Stack gap="md">
        <Notice tone="attention">{t('conflict.lead')}</Notice>
        {all.map((conflict) => {
          const field = type.fields.find((candidate) => candidate.name === conflict.field);
          if (!field) return null;
          const name = label(field.label, field.name);
          return (
            <Radio.Group
              key={conflict.field}
              label={name}
              description={t(conflict.both ? 'conflict.both' : `conflict.${conflict.suggested}Changed`)}
              value={choices[conflict.field] ?? conflict.suggested}
              onChange={(side) => setChoices({ ...choices, [conflict.field]: side as Side })}
            >
              <div className={classes.sides}>
                {(['mine', 'theirs'] as const).map((side) => (
                  <div key={side} className={classes.side}>
                    <Radio value={side} label={t(`conflict.${side}`)} />
                    <div className={classes.value}><FieldView field={field} value={conflict[side]} locale={state.entry.locale} /></div>
                  </div>
                ))}
              </div>
            </Radio.Group>
          );
        })}
        {all.length === 0 && <Text c="dimmed">{t('conflict.none')}</Text>}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>{t('conflict.later')}</Button>
          <Button onClick={() => onSettle(resolve(theirs.fields, all, choices))}>{t('conflict.settle')}</Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
