import { Button, PasswordInput, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { ApiError, codeOf } from '@/api/errors';
import { setPassword } from '@/api/session';
import { flash } from '@/ui/flash';
import { Notice } from '@/ui/Notice';
import { Page } from '@/ui/Page';

/** A new password for the present one. Whoever forgot it takes a link by mail. */
export default function PasswordPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [current, setCurrent] = useState('');
  const [password, setNew] = useState('');
  const [busy, setBusy] = useState(false);
  const [code, setCode] = useState<string>();

  const submit = async () => {
    setBusy(true);
    setCode(undefined);
    try {
      await setPassword({ password, current });
      flash(t('account.passwordSaved'));
      await navigate('/account');
    } catch (error) {
      setCode(error instanceof ApiError ? (error.problems[0]?.code ?? codeOf(error)) : codeOf(error));
      setBusy(false);
    }
  };

  const toggle = { 'aria-label': t('session.showPassword'), tabIndex: 0, 'aria-hidden': false } as const;
  return (
    <Page title={t('account.changePassword')} lead={t('account.passwordRule')} width="reading">
      <form onSubmit={(event) => { event.preventDefault(); void submit(); }}>
        <Stack gap="md" maw={440}>
          {code && <Notice tone="danger" role="alert">{t(`account.passwordError.${code}`, { defaultValue: t(`problem.${code}`, { defaultValue: t('problem.internal') }) })}</Notice>}
          <PasswordInput
            label={t('account.currentPassword')} autoComplete="current-password" required withAsterisk={false} visibilityToggleButtonProps={toggle}
            value={current} onChange={(event) => setCurrent(event.currentTarget.value)}
          />
          <PasswordInput
            label={t('account.newPassword')} autoComplete="new-password" required withAsterisk={false} minLength={12} visibilityToggleButtonProps={toggle}
            value={password} onChange={(event) => setNew(event.currentTarget.value)}
          />
          <div><Button type="submit" loading={busy}>{t('account.savePassword')}</Button></div>
        </Stack>
      </form>
    </Page>
  );
}
