import { Anchor, Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { changeRule, removeRule, type TranslationRule } from '@/api/translation-requests';
import { AskFirst } from '@/ui/AskFirst';
import { Tag } from '@/ui/Tag';
import classes from './Translations.module.css';
import { useDo } from './useDo';
import { useMay } from './useMay';
import { useNames } from './useNames';

/** One standing rule, to be switched off and on, and to be deleted. */
export function RuleCard({ rule }: { rule: TranslationRule }) {
  const { t } = useTranslation();
  const names = useNames();
  const may = useMay();
  const run = useDo('translation-rules');
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const name = t('translations.rules.name', { type: names.types(rule.type), locales: names.locales(rule.locales) });
  const hint = <span className="visually-hidden">: {name}</span>;
  const toggle = async () => {
    setBusy(true);
    await run(() => changeRule(rule, { locales: rule.locales, active: !rule.active }), t(rule.active ? 'translations.rules.nowOff' : 'translations.rules.nowOn'));
    setBusy(false);
  };
  return (
    <li className={`card ${classes.item}`}>
      <div className={classes.main}>
        <Group gap="xs">
          <Text fw={650}>{name}</Text>
          {rule.active ? <Tag tone="good" icon="check">{t('translations.rules.on')}</Tag> : <Tag icon="pause">{t('translations.rules.off')}</Tag>}
        </Group>
        <Text size="sm" c="dimmed">
          {names.provider(rule.provider)} · <Anchor component={Link} to={`/translations/requests/${rule.request}`} inherit underline="always">{t('translations.rules.request')}<span className="visually-hidden">: {name}</span></Anchor>
        </Text>
      </div>
      {may.manage && (
        <Group gap="xs" align="flex-start">
          <Button size="xs" variant="default" loading={busy} onClick={() => void toggle()}>{t(rule.active ? 'translations.rules.switchOff' : 'translations.rules.switchOn')}{hint}</Button>
          <Button size="xs" variant="outline" color="flag" onClick={() => setAsking(true)}>{t('translations.rules.remove')}{hint}</Button>
        </Group>
      )}
      {asking && (
        <AskFirst
          title={t('translations.rules.removeTitle')} doIt={t('translations.rules.remove')} onClose={() => setAsking(false)}
          onYes={async () => {
            await run(() => removeRule(rule.id), t('translations.rules.removed'));
            setAsking(false);
          }}
        >
          {t('translations.rules.removeLead')}
        </AskFirst>
      )}
    </li>
  );
}
