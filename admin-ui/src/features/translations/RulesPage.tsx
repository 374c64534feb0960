import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { codeOf } from '@/api/errors';
import { useTranslationRules } from '@/api/translation-request-queries';
import { Icon } from '@/ui/icons';
import { Empty, Failed, Loading } from '@/ui/States';
import { RuleCard } from './RuleCard';
import { RuleDialog } from './RuleDialog';
import { TranslationsPage } from './TranslationsPage';
import classes from './Translations.module.css';
import { useMay } from './useMay';

/** What is translated without being asked for each time. */
export default function RulesPage() {
  const { t } = useTranslation();
  const may = useMay();
  const rules = useTranslationRules();
  const [adding, setAdding] = useState(false);
  return (
    <TranslationsPage
      title={t('translations.rules.title')} lead={t('translations.rules.lead')}
      actions={may.manage && <Button leftSection={<Icon name="plus" size={18} />} onClick={() => setAdding(true)}>{t('translations.rules.add')}</Button>}
    >
      {rules.error && !rules.data && <Failed code={codeOf(rules.error)} onRetry={() => void rules.refetch()} />}
      {!rules.data && !rules.error && <Loading />}
      {rules.data?.length === 0 && <div className="card"><Empty title={t('translations.rules.empty')}>{t('translations.rules.emptyLead')}</Empty></div>}
      {rules.data && rules.data.length > 0 && <ul className={classes.list} aria-label={t('translations.rules.title')}>{rules.data.map((rule) => <RuleCard key={rule.id} rule={rule} />)}</ul>}
      {adding && <RuleDialog onClose={() => setAdding(false)} />}
    </TranslationsPage>
  );
}
