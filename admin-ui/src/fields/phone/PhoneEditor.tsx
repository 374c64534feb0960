import { TextInput } from '@mantine/core';
import { leftToRight } from '@/ui/direction';
import { inputProps } from '../controls';
import type { EditorProps } from '../kind';

export function PhoneEditor(props: EditorProps<string>) {
  return (
    <TextInput
      {...inputProps(props)}
      type="tel"
      inputMode="tel"
      autoComplete="off"
      ref={leftToRight}
      value={props.value ?? ''}
      onChange={(event) => props.onChange(event.currentTarget.value || undefined)}
    />
  );
}
