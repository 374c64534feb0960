import { Anchor, Button, PasswordInput, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation, useNavigate } from 'react-router';
import { ApiError, codeOf } from '@/api/errors';
import { redeemLink } from '@/api/session';
import { Notice } from '@/ui/Notice';
import { Page } from '@/ui/Page';
import { linkOf } from './token';

/**
 * Where a link from a mail leads: the token stands behind #, so no server logs it. It is used by a
 * button, not on opening, because mail programs open links to check them.
 */
export default function UseLinkPage({ resets }: { resets: boolean }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { hash } = useLocation();
  const [link] = useState(() => linkOf(hash));
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [code, setCode] = useState<string>();
  const forPassword = resets || link.purpose === 'reset_password';

  // The token leaves the address bar and the history at once.
  useEffect(() => {
    if (hash) window.history.replaceState(window.history.state, '', window.location.pathname);
  }, [hash]);

  const use = async () => {
    setBusy(true);
    setCode(undefined);
    try {
      const session = await redeemLink(link.token ?? '', forPassword ? password : undefined);
      queries.setQueryData(['session'], session);
      await navigate('/', { replace: true });
    } catch (error) {
      setCode((error instanceof ApiError && error.problems[0]?.code) || codeOf(error));
      setBusy(false);
    }
  };

  const dead = link.token === undefined || code === 'link_invalid';
  return (
    <Page title={t(forPassword ? 'link.reset.title' : 'link.use.title')} lead={dead ? undefined : t(forPassword ? 'link.reset.lead' : 'link.use.lead')} width="reading">
      {dead ? (
        <Notice tone="danger" role="alert" actions={<Anchor component={Link} to="/sign-in" underline="always">{t('link.back')}</Anchor>}>
          {t('link.use.failed')}
        </Notice>
      ) : (
        <form onSubmit={(event) => { event.preventDefault(); void use(); }}>
          <Stack gap="md" maw={440}>
            {code && <Notice tone="danger" role="alert">{t(`account.passwordError.${code}`, { defaultValue: t(`problem.${code}`, { defaultValue: t('problem.internal') }) })}</Notice>}
            {forPassword && (
              <>
                <Text size="sm" c="dimmed">{t('account.passwordRule')}</Text>
                <PasswordInput
                  label={t('account.newPassword')} autoComplete="new-password" required withAsterisk={false} minLength={12}
                  visibilityToggleButtonProps={{ 'aria-label': t('session.showPassword'), tabIndex: 0, 'aria-hidden': false }}
                  value={password} onChange={(event) => setPassword(event.currentTarget.value)}
                />
              </>
            )}
            <div><Button type="submit" loading={busy}>{t(forPassword ? 'account.savePassword' : 'session.signIn')}</Button></div>
          </Stack>
        </form>
      )}
    </Page>
  );
}
