import { Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Change, Field } from '@/api/types';
import { useFormat } from '@/i18n/format';
import { Tag } from '@/ui/Tag';
import { FieldView } from '../FieldView';
import { isEmpty } from '../kind';
import { kindOf } from '../registry';
import classes from './Diff.module.css';
import { diffWords } from './words';
import { WordDiff } from './WordDiff';

interface FieldComparisonProps {
  field: Field;
  from: unknown;
  to: unknown;
  changes: Change[];
  locale: string;
  /** What the two sides are called. */
  sides: { from: string; to: string };
}

/** One changed field, old and new beside each other. */
export function FieldComparison({ field, from, to, changes, locale, sides }: FieldComparisonProps) {
  const { t } = useTranslation();
  const { label } = useFormat();
  const runs = runsOf(field, from, to, changes);
  const name = label(field.label, field.name);
  const ops = [...new Set(changes.map((change) => change.op))];
  const side = (which: 'from' | 'to', value: unknown) => (
    <div className={classes.side}>
      <span className={classes.sideLabel}>{sides[which]}</span>
      {runs ? <WordDiff runs={runs} side={which} locale={locale} /> : <FieldView field={field} value={value} locale={locale} />}
    </div>
  );
  return (
    <section className={`${classes.row} ${classes.changed}`} aria-label={name}>
      <Group gap="xs" mb={6}>
        <Text fw={650} component="h3" size="sm">{name}</Text>
        {ops.map((op) => <Tag key={op} tone="attention">{t(`diff.op.${op}`)}</Tag>)}
      </Group>
      <div className={classes.sides}>
        {side('from', from)}
        {side('to', to)}
      </div>
    </section>
  );
}

/** Word runs, when both sides are running text: the server's, else our own. */
function runsOf(field: Field, from: unknown, to: unknown, changes: Change[]) {
  const { toText } = kindOf(field.kind);
  if (!toText || isEmpty(from) || isEmpty(to)) return null;
  const given = changes.length === 1 ? changes[0]?.words : undefined;
  return given ?? diffWords(toText(from), toText(to));
}
