import { Stack, Text } from '@mantine/core';
import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '@/api/queries';
import { sessionEnded } from '@/api/session-ended';
import { Dialog } from '@/ui/Dialog';
import { SignInForm } from './SignInForm';

/** Over whatever one is doing, when the session ended: sign in again, and everything goes on. */
export function SignInAgain() {
  const { t } = useTranslation();
  const ended = useSyncExternalStore(sessionEnded.subscribe, sessionEnded.get);
  const session = useSession();
  const email = session.data?.account.email;
  if (!ended || !email) return null;
  return (
    <Dialog required onClose={() => undefined} title={t('session.again')}>
      <Stack gap="md">
        <Text>{t('session.againLead')}</Text>
        <SignInForm email={email} />
      </Stack>
    </Dialog>
  );
}
