import { ActionIcon } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Icon } from '@/ui/icons';
import { FieldGroup } from '../FieldGroup';
import type { EditorProps } from '../kind';
import { ReferenceSearch } from '../reference/ReferenceSearch';
import { ReferenceTitle } from '../reference/ReferenceTitle';
import classes from '../reference/Reference.module.css';

export function ReferencesEditor({ id, field, label, help, error, value = [], onChange }: EditorProps<string[]>) {
  const { t } = useTranslation();
  const remove = (gone: string) => {
    const rest = value.filter((chosen) => chosen !== gone);
    onChange(rest.length > 0 ? rest : undefined);
  };
  return (
    <FieldGroup id={`${id}-group`} label={label} required={field.required} help={help} error={error}>
      {value.length > 0 && (
        <ul className={classes.list}>
          {value.map((chosen) => (
            <li key={chosen} className={classes.chosen}>
              <ReferenceTitle id={chosen} types={field.to} />
              <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('field.reference.remove')} onClick={() => remove(chosen)}>
                <Icon name="close" size={18} />
              </ActionIcon>
            </li>
          ))}
        </ul>
      )}
      <ReferenceSearch
        id={id} label={t('field.reference.add', { field: label })} types={field.to ?? []} exclude={value}
        onPick={(picked) => onChange([...value, picked])}
      />
    </FieldGroup>
  );
}
