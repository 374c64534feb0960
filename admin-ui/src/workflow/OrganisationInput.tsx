import { NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useOrganisations } from '@/api/queries';

interface OrganisationInputProps {
  value: string;
  onChange: (value: string) => void;
  error?: string;
}

/** The organisation that an entry is handed over to. */
export function OrganisationInput({ value, onChange, error }: OrganisationInputProps) {
  const { t } = useTranslation();
  const organisations = useOrganisations(true);
  return (
    <NativeSelect
      label={t('action.organisation')} description={t('action.organisationHelp')} withAsterisk error={error} value={value}
      data={[{ value: '', label: t('field.choice.none') }, ...(organisations.data ?? []).map((one) => ({ value: one.id, label: one.name }))]}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
