import { Button, NativeSelect, Radio, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { createEntry } from '@/api/entries';
import { codeOf } from '@/api/errors';
import { useKeepEntry, useSession, useTypes } from '@/api/queries';
import { useFormat } from '@/i18n/format';
import { contentLocales, localeName } from '@/i18n/locales';
import { Page } from '@/ui/Page';
import { Failed, Loading } from '@/ui/States';
import classes from './NewEntryPage.module.css';

/** What shall it be, and for whom? Everything else is written in the editor. */
export default function NewEntryPage() {
  const { t, i18n } = useTranslation();
  const navigate = useNavigate();
  const keepEntry = useKeepEntry();
  const session = useSession();
  const types = useTypes();
  const { label } = useFormat();
  const organisations = session.data?.organisations ?? [];
  const offered = (types.data ?? []).filter((type) => session.data?.actions.create.includes(type.name));
  const [type, setType] = useState<string>();
  const [organisation, setOrganisation] = useState('');
  const [locale, setLocale] = useState('de');
  const [state, setState] = useState<'idle' | 'tried' | 'busy'>('idle');
  const [code, setCode] = useState<string>();
  const chosen = type ?? (offered.length === 1 ? offered[0]?.name : undefined);
  const owner = organisation || organisations[0]?.id || '';

  const create = async () => {
    setState('tried');
    if (!chosen) return document.getElementById('new-entry-type')?.focus();
    setState('busy');
    try {
      const entry = await createEntry({ type: chosen, organisation: owner, locale, fields: {} });
      keepEntry(entry, locale);
      await navigate(`/entries/${entry.id}?locale=${locale}`, { replace: true });
    } catch (error) {
      setCode(codeOf(error));
      setState('tried');
    }
  };

  if (!types.data || !session.data) return <Loading />;
  return (
    <Page title={t('entry.new')} lead={t('create.lead')} width="reading">
      {code && <Failed code={code} />}
      <form noValidate onSubmit={(event) => { event.preventDefault(); void create(); }}>
        <Stack gap="lg">
          <Radio.Group
            label={t('create.type')} value={chosen ?? ''} onChange={setType}
            error={state === 'tried' && !chosen ? t('create.typeMissing') : undefined}
          >
            <div className={classes.types}>
              {offered.map((one, index) => (
                <Radio
                  key={one.name} id={index === 0 ? 'new-entry-type' : undefined} value={one.name} className={`card ${classes.type}`}
                  label={<Text component="span" fw={650}>{label(one.label, one.name)}</Text>} description={label(one.help)}
                />
              ))}
            </div>
          </Radio.Group>
          {offered.length === 0 && <Text>{t('create.nothing')}</Text>}
          {organisations.length > 1 && (
            <NativeSelect
              label={t('create.organisation')} description={t('create.organisationHelp')} value={owner}
              data={organisations.map((one) => ({ value: one.id, label: one.name }))}
              onChange={(event) => setOrganisation(event.currentTarget.value)}
            />
          )}
          <NativeSelect
            label={t('create.locale')} description={t('create.localeHelp')} value={locale}
            data={contentLocales.map((one) => ({ value: one, label: localeName(one, i18n.language) }))}
            onChange={(event) => setLocale(event.currentTarget.value)}
          />
          <div><Button type="submit" loading={state === 'busy'} disabled={offered.length === 0}>{t('create.start')}</Button></div>
        </Stack>
      </form>
    </Page>
  );
}
