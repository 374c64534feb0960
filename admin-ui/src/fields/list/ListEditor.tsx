import { ActionIcon, Button, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Icon } from '@/ui/icons';
import { FieldEditor } from '../FieldEditor';
import { FieldGroup } from '../FieldGroup';
import type { EditorProps } from '../kind';
import { problemsBelow } from '../pointer';
import { addItem, moveItem, removeItem, setItem, type Item } from './items';
import classes from './List.module.css';

/** A list of groups of fields, such as contacts. Items keep their id, so that a moved one is known as moved. */
export function ListEditor({ id, field, label, help, error, problems, value = [], onChange, locale }: EditorProps<Item[]>) {
  const { t } = useTranslation();
  const set = (items: Item[]) => onChange(items.length > 0 ? items : undefined);
  const full = field.maxItems !== undefined && field.maxItems > 0 && value.length >= field.maxItems;
  return (
    <FieldGroup id={id} label={label} required={field.required} help={help} error={error}>
      <Stack gap="sm">
        {value.map((item, index) => (
          <div key={item.id} className={classes.item} role="group" aria-label={t('field.list.item', { field: label, number: index + 1 })}>
            <Group justify="space-between" mb="xs">
              <Text fw={600} size="sm">{t('field.list.number', { number: index + 1 })}</Text>
              <Group gap={4}>
                {index > 0 && (
                  <Button size="compact-sm" variant="subtle" color="gray" onClick={() => set(moveItem(value, index, index - 1))}>
                    {t('field.list.up')}
                  </Button>
                )}
                <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('field.list.remove', { number: index + 1 })} onClick={() => set(removeItem(value, index))}>
                  <Icon name="trash" size={18} />
                </ActionIcon>
              </Group>
            </Group>
            <Stack gap="md">
              {(field.fields ?? []).map((part) => (
                <FieldEditor
                  key={part.name}
                  field={part}
                  id={`${id}-${index}-${part.name}`}
                  value={item[part.name]}
                  problems={problemsBelow(problems, `/${index}/${part.name}`)}
                  locale={locale}
                  onChange={(next) => set(setItem(value, index, part.name, next))}
                />
              ))}
            </Stack>
          </div>
        ))}
        {!full && (
          <Button variant="default" size="sm" leftSection={<Icon name="plus" size={18} />} style={{ alignSelf: 'flex-start' }} onClick={() => set(addItem(value))}>
            {t('field.list.add')}
            <span className="visually-hidden">: {label}</span>
          </Button>
        )}
      </Stack>
    </FieldGroup>
  );
}
