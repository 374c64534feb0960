import { Button, Group, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ActParameters } from '@/api/entries';
import type { Acted, Action } from '@/api/types';
import { useFormat } from '@/i18n/format';
import { toInstant, toLocal } from '@/i18n/zone';
import { Dialog } from '@/ui/Dialog';
import { autoDirection } from '@/ui/direction';
import { OrganisationInput } from './OrganisationInput';
import { RefusalNotice } from './RefusalNotice';

interface ActionDialogProps {
  action: Action;
  entry: Acted;
  refusal: unknown;
  running: boolean;
  onClose: () => void;
  onRun: (parameters: ActParameters) => void;
}

/** Asks for what an action needs: a reason, a time, an organisation, or only a second thought. */
export function ActionDialog({ action, entry, refusal, running, onClose, onRun }: ActionDialogProps) {
  const { t } = useTranslation();
  const { label } = useFormat();
  const [reason, setReason] = useState('');
  const [at, setAt] = useState('');
  const [organisation, setOrganisation] = useState('');
  const [tried, setTried] = useState(false);
  const asks = (need: string | undefined) => need === 'required' || need === 'optional';
  const missing = {
    reason: action.reason === 'required' && reason.trim() === '',
    at: action.at === 'required' && toInstant(at) === null,
    organisation: action.organisation === 'required' && organisation.trim() === '',
  };
  const submit = () => {
    setTried(true);
    if (missing.reason || missing.at || missing.organisation) return;
    onRun({
      reason: reason.trim() || undefined,
      at: at ? (toInstant(at) ?? undefined) : undefined,
      organisation: organisation.trim() || undefined,
    });
  };
  return (
    <Dialog onClose={onClose} title={label(action.label, action.name)}>
      <form noValidate onSubmit={(event) => { event.preventDefault(); submit(); }}>
        <Stack gap="md">
          <Text>{t(`ask.${action.name}`, { title: entry.title, defaultValue: t('ask.other') })}</Text>
          {asks(action.reason) && (
            <Textarea
              label={t('action.reason')}
              description={t(action.reason === 'required' ? 'action.reasonHelp' : 'action.reasonOptional')}
              error={tried && missing.reason ? t('problem.reason_required') : undefined}
              withAsterisk={action.reason === 'required'}
              autosize minRows={3} ref={autoDirection} data-autofocus
              value={reason} onChange={(event) => setReason(event.currentTarget.value)}
            />
          )}
          {asks(action.at) && (
            <TextInput
              type="datetime-local" label={t('action.at')} description={t('action.atHelp')} withAsterisk
              min={toLocal(new Date())}
              error={tried && missing.at ? t(at ? 'problem.time_does_not_exist' : 'problem.required') : undefined}
              value={at} onChange={(event) => setAt(event.currentTarget.value)}
            />
          )}
          {asks(action.organisation) && (
            <OrganisationInput
              value={organisation} onChange={setOrganisation}
              error={tried && missing.organisation ? t('problem.required') : undefined}
            />
          )}
          {refusal !== undefined && <RefusalNotice error={refusal} entry={entry} />}
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>{t('common.cancel')}</Button>
            <Button type="submit" loading={running} color={action.tone === 'danger' ? 'flag' : undefined}>
              {label(action.label, action.name)}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
