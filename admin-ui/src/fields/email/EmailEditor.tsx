import { TextInput } from '@mantine/core';
import { leftToRight } from '@/ui/direction';
import { inputProps } from '../controls';
import type { EditorProps } from '../kind';

export function EmailEditor(props: EditorProps<string>) {
  return (
    <TextInput
      {...inputProps(props)}
      type="email"
      inputMode="email"
      autoComplete="off"
      ref={leftToRight}
      value={props.value ?? ''}
      onChange={(event) => props.onChange(event.currentTarget.value.trim() || undefined)}
    />
  );
}
