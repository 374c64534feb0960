import { Text } from '@mantine/core';
import { useFormat } from '@/i18n/format';
import { FieldView } from '../FieldView';
import { isEmpty, type ViewProps } from '../kind';
import type { Item } from './items';
import classes from './List.module.css';

export function ListView({ field, value, locale }: ViewProps<Item[]>) {
  const { label } = useFormat();
  return (
    <ol className={classes.items}>
      {value.map((item, index) => (
        <li key={item.id ?? index}>
          {(field.fields ?? []).filter((part) => !isEmpty(item[part.name])).map((part) => (
            <div key={part.name}>
              <Text span size="sm" c="dimmed">{label(part.label, part.name)}: </Text>
              <FieldView field={part} value={item[part.name]} locale={locale} />
            </div>
          ))}
        </li>
      ))}
    </ol>
  );
}
