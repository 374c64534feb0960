import { SegmentedControl, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TranslationRequest } from '@/api/translation-requests';
import { Dialog } from '@/ui/Dialog';
import { ExportFields } from './ExportFields';
import { RequestFields } from './RequestFields';
import type { Chosen, RequestForm } from './requestForm';

interface RequestDialogProps {
  chosen: Chosen[];
  form: RequestForm;
  onChange: (part: Partial<RequestForm>) => void;
  onClose: () => void;
  onMade: (request: TranslationRequest) => void;
}

/** Has entries translated, or takes them along as a file. */
export function RequestDialog({ chosen, onClose, ...request }: RequestDialogProps) {
  const { t } = useTranslation();
  return (
    <Dialog title={t('translations.request.do')} size="lg" onClose={onClose}>
      <Stack gap="md">
        <Text dir="auto">{t('translations.request.entries', { count: chosen.length, title: chosen[0]?.title || t('entry.untitled') })}</Text>
        <RequestWays chosen={chosen} {...request} />
      </Stack>
    </Dialog>
  );
}

/** The two ways to a translation: somebody is asked, or a file goes to an agency. */
export function RequestWays({ chosen, ...request }: Omit<RequestDialogProps, 'onClose'>) {
  const { t } = useTranslation();
  const [way, setWay] = useState('ask');
  return (
    <>
      <div>
        <SegmentedControl
          aria-label={t('translations.request.way')} value={way} onChange={setWay}
          data={['ask', 'file'].map((value) => ({ value, label: t(`translations.request.ways.${value}`) }))}
        />
      </div>
      {way === 'ask' ? <RequestFields chosen={chosen} {...request} /> : <ExportFields chosen={chosen} />}
    </>
  );
}
