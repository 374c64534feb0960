import { TextInput } from '@mantine/core';
import { leftToRight } from '@/ui/direction';
import { inputProps } from '../controls';
import type { EditorProps } from '../kind';

export function UrlEditor(props: EditorProps<string>) {
  return (
    <TextInput
      {...inputProps(props)}
      type="url"
      inputMode="url"
      autoComplete="off"
      ref={leftToRight}
      placeholder="https://"
      value={props.value ?? ''}
      onChange={(event) => props.onChange(event.currentTarget.value.trim() || undefined)}
    />
  );
}
