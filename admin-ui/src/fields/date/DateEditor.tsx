import { TextInput } from '@mantine/core';
import { inputProps } from '../controls';
import type { EditorProps } from '../kind';

// The browser's own date field: known to its user, in their language, and usable with the keyboard.
export function DateEditor(props: EditorProps<string>) {
  return (
    <TextInput
      {...inputProps(props)}
      type="date"
      maw={240}
      value={props.value ?? ''}
      onChange={(event) => props.onChange(event.currentTarget.value || undefined)}
    />
  );
}
