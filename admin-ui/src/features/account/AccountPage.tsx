import { Button, Group, SegmentedControl, Stack, Text, useMantineColorScheme } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { changeAccount } from '@/api/session';
import { useSession } from '@/api/queries';
import { languages, setLanguage, type Language } from '@/i18n';
import { flash } from '@/ui/flash';
import { Page } from '@/ui/Page';
import { SessionList } from './SessionList';

const schemes = ['auto', 'light', 'dark'] as const;

/** What concerns me: language, look, password, where I am signed in. */
export default function AccountPage() {
  const { t, i18n } = useTranslation();
  const session = useSession();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const account = session.data?.account;

  const choose = async (language: Language) => {
    await setLanguage(language);
    try {
      await changeAccount({ locale: language });
      flash(i18n.t('account.languageSaved'));
    } catch {
      flash(i18n.t('account.languageHere'));
    }
  };

  return (
    <Page title={t('account.title')} width="reading" lead={account && `${account.name} · ${account.email}`}>
      <Section title={t('account.language')} lead={t('account.languageLead')}>
        <SegmentedControl
          aria-label={t('account.language')} value={i18n.language} onChange={(language) => void choose(language as Language)}
          data={languages.map((language) => ({ value: language, label: t(`language.${language}`) }))}
        />
      </Section>
      <Section title={t('account.scheme')} lead={t('account.schemeLead')}>
        <SegmentedControl
          aria-label={t('account.scheme')} value={colorScheme} onChange={(scheme) => setColorScheme(scheme as (typeof schemes)[number])}
          data={schemes.map((scheme) => ({ value: scheme, label: t(`account.schemes.${scheme}`) }))}
        />
      </Section>
      <Section title={t('account.password')} lead={t('account.passwordLead')}>
        <Button component={Link} to="/account/password" variant="default">{t('account.changePassword')}</Button>
      </Section>
      <Section title={t('account.sessions')} lead={t('account.sessionsLead')}><SessionList /></Section>
      <Section title={t('account.organisations')}>
        <Stack gap={4}>
          {(session.data?.organisations ?? []).map((one) => (
            <Text key={one.id}><span dir="auto">{one.name}</span>: {one.roles.map((role) => t(`role.${role}`, { defaultValue: role })).join(', ')}</Text>
          ))}
          {(session.data?.roles ?? []).length > 0 && (
            <Text>{t('account.everywhere')}: {session.data?.roles.map((role) => t(`role.${role}`, { defaultValue: role })).join(', ')}</Text>
          )}
        </Stack>
      </Section>
    </Page>
  );
}

function Section({ title, lead, children }: { title: string; lead?: string; children: React.ReactNode }) {
  return (
    <section className="card" style={{ padding: 20 }}>
      <Text component="h2" fw={680} fz="lg">{title}</Text>
      {lead && <Text size="sm" c="dimmed" mb="sm">{lead}</Text>}
      <Group>{children}</Group>
    </section>
  );
}
