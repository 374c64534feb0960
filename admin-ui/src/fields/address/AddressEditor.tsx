import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { errorAt, withPart } from '../controls';
import { FieldGroup } from '../FieldGroup';
import type { EditorProps } from '../kind';
import { useProblemText } from '../problem-text';
import type { Address } from './address';
import classes from './AddressEditor.module.css';

const parts = ['street', 'extra', 'postcode', 'city', 'district'] as const;

export function AddressEditor(props: EditorProps<Address>) {
  const { id, field, label, help, error, value, onChange } = props;
  const { t } = useTranslation();
  const words = useProblemText();
  const set = (part: keyof Address, next: string) => {
    const changed = withPart(value, part, next);
    // A country alone is no address.
    const { country, ...rest } = changed ?? {};
    onChange(Object.keys(rest).length > 0 ? { ...rest, country: country ?? 'DE' } : undefined);
  };
  return (
    <FieldGroup id={id} label={label} required={field.required} help={help} error={error}>
      <div className={classes.parts}>
        {parts.map((part) => (
          <TextInput
            key={part}
            id={`${id}-${part}`}
            className={classes[part]}
            label={t(`field.address.${part}`)}
            inputMode={part === 'postcode' ? 'numeric' : undefined}
            value={value?.[part] ?? ''}
            error={errorAt(props, `/${part}`, words)}
            onChange={(event) => set(part, event.currentTarget.value)}
          />
        ))}
      </div>
    </FieldGroup>
  );
}
