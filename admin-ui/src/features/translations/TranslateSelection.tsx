import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { Icon } from '@/ui/icons';
import { RequestDialog } from './RequestDialog';
import { distinct, emptyForm, type Chosen } from './requestForm';

/** Has chosen entries translated. What was typed stays while the dialog is closed. */
export function TranslateSelection({ chosen }: { chosen: Chosen[] }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [opened, setOpened] = useState(false);
  const [form, setForm] = useState(emptyForm);
  return (
    <>
      <Button disabled={chosen.length === 0} leftSection={<Icon name="languages" size={18} />} onClick={() => setOpened(true)}>
        {t('translations.request.do')}
      </Button>
      {opened && (
        <RequestDialog
          chosen={distinct(chosen)} form={form} onChange={(part) => setForm((before) => ({ ...before, ...part }))} onClose={() => setOpened(false)}
          onMade={(request) => void navigate(`/translations/requests/${request.id}`)}
        />
      )}
    </>
  );
}
