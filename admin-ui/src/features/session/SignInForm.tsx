import { Anchor, Button, Group, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { codeOf } from '@/api/errors';
import { signIn } from '@/api/session';
import { sessionEnded } from '@/api/session-ended';
import { Notice } from '@/ui/Notice';
import { leftToRight } from '@/ui/direction';

interface SignInFormProps {
  /** The account whose session ended; then only the password is asked for. */
  email?: string;
}

export function SignInForm({ email: known }: SignInFormProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [email, setEmail] = useState(known ?? '');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState<string>();
  const [busy, setBusy] = useState(false);

  const submit = async () => {
    setBusy(true);
    setCode(undefined);
    try {
      const session = await signIn({ email: email.trim(), password });
      queries.setQueryData(['session'], session);
      sessionEnded.set(false);
    } catch (error) {
      setCode(codeOf(error));
      setBusy(false);
    }
  };

  return (
    <form onSubmit={(event) => { event.preventDefault(); void submit(); }}>
      <Stack gap="md" maw={440}>
        {code && (
          <Notice tone="danger" role="alert">
            {t(`session.error.${code}`, { defaultValue: t(`problem.${code}`, { defaultValue: t('session.error.unauthenticated') }) })}
          </Notice>
        )}
        <TextInput
          label={t('session.email')} type="email" name="email" autoComplete="username" required withAsterisk={false} ref={leftToRight}
          readOnly={known !== undefined} value={email} onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <PasswordInput
          label={t('session.password')} name="password" autoComplete="current-password" required withAsterisk={false}
          visibilityToggleButtonProps={{ 'aria-label': t('session.showPassword'), tabIndex: 0, 'aria-hidden': false }}
          data-autofocus value={password} onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <Group justify="space-between" gap="md">
          <Button type="submit" loading={busy}>{t('session.signIn')}</Button>
          {known === undefined && (
            <Group gap="md">
              <Anchor component={Link} to="/link/request" underline="always">{t('session.byLink')}</Anchor>
              <Anchor component={Link} to="/password/forgotten" underline="always">{t('session.forgotten')}</Anchor>
            </Group>
          )}
        </Group>
      </Stack>
    </form>
  );
}
