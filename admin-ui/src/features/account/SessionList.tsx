import { Button, Group, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { codeOf } from '@/api/errors';
import { useAccountSessions } from '@/api/queries';
import { revokeSession } from '@/api/session';
import { useFormat } from '@/i18n/format';
import { flash } from '@/ui/flash';
import { Failed, Loading } from '@/ui/States';
import { Tag } from '@/ui/Tag';
import { deviceOf } from './device';

/** Where this account is signed in; any other session can be ended from here. */
export function SessionList() {
  const { t } = useTranslation();
  const { dateTime } = useFormat();
  const queries = useQueryClient();
  const sessions = useAccountSessions();
  const end = async (id: string) => {
    try {
      await revokeSession(id);
      flash(t('account.sessionEnded'));
    } catch (error) {
      flash(t(`problem.${codeOf(error)}`, { defaultValue: t('problem.internal') }));
    }
    await queries.invalidateQueries({ queryKey: ['account-sessions'] });
  };
  if (sessions.error) return <Failed code={codeOf(sessions.error)} />;
  if (!sessions.data) return <Loading />;
  return (
    <Stack gap="sm" component="ul" m={0} p={0} w="100%" style={{ listStyle: 'none' }}>
      {sessions.data.map((session) => {
        const device = deviceOf(session.userAgent) || t('account.unknownDevice');
        return (
          <Group key={session.id} component="li" justify="space-between" gap="sm">
            <div>
              <Group gap="xs"><Text fw={600}>{device}</Text>{session.current && <Tag tone="good" icon="check">{t('account.thisSession')}</Tag>}</Group>
              <Text size="sm" c="dimmed">{[session.address, t('account.lastSeen', { at: dateTime(session.lastSeenAt) })].filter(Boolean).join(' · ')}</Text>
            </div>
            {!session.current && (
              <Button size="sm" variant="default" onClick={() => void end(session.id)}>
                {t('account.endSession')}<span className="visually-hidden">: {device}</span>
              </Button>
            )}
          </Group>
        );
      })}
    </Stack>
  );
}
