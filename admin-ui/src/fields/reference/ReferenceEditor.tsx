import { ActionIcon, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Icon } from '@/ui/icons';
import { FieldGroup } from '../FieldGroup';
import type { EditorProps } from '../kind';
import { ReferenceSearch } from './ReferenceSearch';
import { ReferenceTitle } from './ReferenceTitle';
import classes from './Reference.module.css';

export function ReferenceEditor({ id, field, label, help, error, value, onChange }: EditorProps<string>) {
  const { t } = useTranslation();
  if (value) {
    return (
      <FieldGroup id={id} label={label} required={field.required} help={help} error={error}>
        <Group className={classes.chosen} wrap="nowrap">
          <ReferenceTitle id={value} types={field.to} />
          <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('field.reference.remove')} onClick={() => onChange(undefined)}>
            <Icon name="close" size={18} />
          </ActionIcon>
        </Group>
      </FieldGroup>
    );
  }
  return (
    <ReferenceSearch
      id={id} label={label} description={help} error={error} withAsterisk={field.required}
      types={field.to ?? []} exclude={[]} onPick={onChange}
    />
  );
}
