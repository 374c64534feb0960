import { Checkbox } from '@mantine/core';
import type { EditorProps } from '../kind';

export function BooleanEditor({ id, label, help, error, value, onChange }: EditorProps<boolean>) {
  return (
    <Checkbox
      id={id}
      label={label}
      description={help}
      error={error}
      checked={value ?? false}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  );
}
