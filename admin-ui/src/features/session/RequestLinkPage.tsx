import { Anchor, Button, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { codeOf } from '@/api/errors';
import { requestLink } from '@/api/session';
import { Notice } from '@/ui/Notice';
import { Page } from '@/ui/Page';
import { Failed } from '@/ui/States';
import { leftToRight } from '@/ui/direction';

/** Asks for a link by mail. The answer is the same whether the address is known or not. */
export default function RequestLinkPage({ purpose }: { purpose: 'sign_in' | 'reset_password' }) {
  const { t } = useTranslation();
  const [email, setEmail] = useState('');
  const [state, setState] = useState<'idle' | 'busy' | 'sent'>('idle');
  const [code, setCode] = useState<string>();

  const submit = async () => {
    setState('busy');
    setCode(undefined);
    try {
      await requestLink(email.trim(), purpose);
      setState('sent');
    } catch (error) {
      setCode(codeOf(error));
      setState('idle');
    }
  };

  return (
    <Page title={t(`link.${purpose}.title`)} lead={t(`link.${purpose}.lead`)} width="reading">
      {state === 'sent' ? (
        <Notice tone="good" role="status" title={t('link.sent')}>{t('link.sentLead', { email })}</Notice>
      ) : (
        <form onSubmit={(event) => { event.preventDefault(); void submit(); }}>
          <Stack gap="md" maw={440}>
            {code && <Failed code={code} />}
            <TextInput
              label={t('session.email')} type="email" autoComplete="email" required withAsterisk={false} ref={leftToRight}
              value={email} onChange={(event) => setEmail(event.currentTarget.value)}
            />
            <div><Button type="submit" loading={state === 'busy'}>{t('link.send')}</Button></div>
          </Stack>
        </form>
      )}
      <div><Anchor component={Link} to="/sign-in" underline="always">{t('link.back')}</Anchor></div>
    </Page>
  );
}
