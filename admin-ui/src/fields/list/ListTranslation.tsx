import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { FieldEditor } from '../FieldEditor';
import { FieldGroup } from '../FieldGroup';
import { FieldView } from '../FieldView';
import { isEmpty, type EditorProps } from '../kind';
import { problemsBelow } from '../pointer';
import { translateItem, type Item } from './items';
import classes from './List.module.css';

type ListTranslationProps = EditorProps<Item[]> & { source: Item[] };

/** The translated parts of the source's items, matched by their ids. */
export function ListTranslation({ id, field, label, help, error, problems, value = [], onChange, locale, source }: ListTranslationProps) {
  const { t } = useTranslation();
  const parts = field.fields ?? [];
  return (
    <FieldGroup id={id} label={label} help={help} error={error}>
      <Stack gap="sm">
        {source.map((item, number) => {
          const index = value.findIndex((own) => own.id === item.id);
          return (
            <div key={item.id} className={classes.item} role="group" aria-label={t('field.list.item', { field: label, number: number + 1 })}>
              {parts.filter((part) => !isEmpty(item[part.name])).map((part) => (
                <Text key={part.name} component="div" size="sm" c="dimmed"><FieldView field={part} value={item[part.name]} locale="" /></Text>
              ))}
              <Stack gap="md" mt="sm">
                {parts.filter((part) => part.localised).map((part) => (
                  <FieldEditor
                    key={part.name}
                    field={part}
                    id={`${id}-${number}-${part.name}`}
                    value={value[index]?.[part.name]}
                    problems={index < 0 ? [] : problemsBelow(problems, `/${index}/${part.name}`)}
                    locale={locale}
                    onChange={(next) => {
                      const changed = translateItem(source, value, item.id, part.name, next);
                      onChange(changed.length > 0 ? changed : undefined);
                    }}
                  />
                ))}
              </Stack>
            </div>
          );
        })}
      </Stack>
    </FieldGroup>
  );
}
