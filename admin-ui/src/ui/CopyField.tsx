import { Button, Group, TextInput } from '@mantine/core';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { flash } from './flash';

/** Something to be copied: read only, marked as a whole, with a button. */
export function CopyField({ label, value }: { label: string; value: string }) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const copy = async () => {
    input.current?.select();
    try {
      await navigator.clipboard.writeText(value);
      flash(t('copy.done'));
    } catch {
      flash(t('copy.byHand')); // browsers allow it only over https; the text is marked
    }
  };
  return (
    <Group align="flex-end" gap="sm" w="100%">
      <TextInput
        ref={input} label={label} value={value} readOnly dir="ltr" style={{ flex: '1 1 240px' }} styles={{ input: { fontFamily: 'monospace' } }}
        onFocus={(event) => event.currentTarget.select()}
      />
      <Button variant="default" onClick={() => void copy()}>{t('copy.do')}</Button>
    </Group>
  );
}
