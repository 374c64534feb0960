import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Issue } from '@/api/translation-help';
import { Icon } from '@/ui/icons';
import classes from './Issues.module.css';

// What the desk says in its own way, or what the state says already.
const unsaid = new Set(['missing_code', 'empty_text']);

/** Which sentence an issue gets: what is there instead, what is missing, or what should not be there. */
export function issueKey({ code, expected, found }: Issue): string {
  if (!code.startsWith('changed_') || code === 'changed_keep' || code === 'changed_date') return code;
  return expected && found ? `${code}_both` : expected ? `${code}_expected` : `${code}_found`;
}

/** What somebody should look at in a translation, in plain sentences. None says that it is wrong. */
export function Issues({ issues }: { issues: Issue[] }) {
  const { t } = useTranslation();
  const shown = issues.filter((issue) => !unsaid.has(issue.code));
  if (shown.length === 0) return null;
  return (
    <ul className={classes.list} aria-label={t('translate.issue.title')}>
      {shown.map((issue, index) => (
        <li key={index}>
          <Icon name="alert" size={16} />
          <Text size="sm">{t(`translate.issue.${issueKey(issue)}`, { expected: issue.expected, found: issue.found, defaultValue: t('translate.issue.other') })}</Text>
        </li>
      ))}
    </ul>
  );
}
