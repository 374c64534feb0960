import { Group, NumberInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { leftToRight } from '@/ui/direction';
import { errorAt, withPart } from '../controls';
import { FieldGroup } from '../FieldGroup';
import type { EditorProps } from '../kind';
import { useProblemText } from '../problem-text';
import { parseGeo, type Geo } from './geo';

export function GeoEditor(props: EditorProps<Geo>) {
  const { id, field, label, help, error, value, onChange } = props;
  const { t } = useTranslation();
  const words = useProblemText();
  const hint = [help, t('field.geo.hint'), field.derive && t('field.geo.derived')].filter(Boolean).join(' ');
  return (
    <FieldGroup id={id} label={label} required={field.required} help={hint} error={error}>
      <Group gap="md" align="flex-start">
        {(['lat', 'lng'] as const).map((part) => (
          <NumberInput
            key={part}
            id={`${id}-${part}`}
            label={t(`field.geo.${part}`)}
            w={160}
            ref={leftToRight}
            value={value?.[part] ?? ''}
            decimalScale={6}
            allowedDecimalSeparators={['.', ',']}
            error={errorAt(props, `/${part}`, words)}
            onChange={(next) => onChange(withPart(value, part, typeof next === 'number' ? next : undefined))}
            onPaste={(event) => {
              const pasted = parseGeo(event.clipboardData.getData('text'));
              if (!pasted) return;
              event.preventDefault();
              onChange(pasted);
            }}
          />
        ))}
      </Group>
    </FieldGroup>
  );
}
