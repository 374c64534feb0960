import { Checkbox } from '@mantine/core';
import { useFormat } from '@/i18n/format';
import { FieldGroup } from '../FieldGroup';
import type { EditorProps } from '../kind';
import classes from './ChoicesEditor.module.css';

export function ChoicesEditor({ id, field, label: name, help, error, value = [], onChange }: EditorProps<string[]>) {
  const { label } = useFormat();
  const options = field.options ?? [];
  // The stored order is that of the options: choosing in another order changes nothing.
  const toggle = (option: string, checked: boolean) => {
    const next = options.map((o) => o.value).filter((o) => (o === option ? checked : value.includes(o)));
    onChange(next.length > 0 ? next : undefined);
  };
  return (
    <FieldGroup id={id} label={name} required={field.required} help={help} error={error}>
      <div className={classes.options}>
        {options.map((option) => (
          <Checkbox
            key={option.value}
            label={label(option.label, option.value)}
            checked={value.includes(option.value)}
            onChange={(event) => toggle(option.value, event.currentTarget.checked)}
          />
        ))}
      </div>
    </FieldGroup>
  );
}
