import { Button, Collapse, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Change, Content, ContentType, Field } from '@/api/types';
import { useFormat } from '@/i18n/format';
import { Icon } from '@/ui/icons';
import { FieldView } from '../FieldView';
import { isEmpty } from '../kind';
import classes from './Diff.module.css';
import { FieldComparison } from './FieldComparison';

interface ContentComparisonProps {
  type: ContentType;
  from: Content;
  to: Content;
  changes: Change[];
  locale: string;
  sides: { from: string; to: string };
}

/** Two texts of one entry beside each other: what changed is shown, what did not is folded away. */
export function ContentComparison({ type, from, to, changes, locale, sides }: ContentComparisonProps) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const changesOf = (field: Field) => changes.filter((change) => change.field.split('.')[0] === field.name);
  const changed = type.fields.filter((field) => changesOf(field).length > 0);
  const same = type.fields.filter((field) => changesOf(field).length === 0 && !isEmpty(to[field.name]));
  return (
    <div className="card" style={{ overflow: 'hidden' }}>
      <div className={`${classes.row} ${classes.sides}`} aria-hidden="true">
        <Text fw={650}>{sides.from}</Text>
        <Text fw={650} visibleFrom="sm">{sides.to}</Text>
      </div>
      {changed.length === 0 && <div className={classes.row}><Text c="dimmed">{t('diff.none')}</Text></div>}
      {changed.map((field) => (
        <FieldComparison
          key={field.name} field={field} from={from[field.name]} to={to[field.name]}
          changes={changesOf(field)} locale={locale} sides={sides}
        />
      ))}
      {same.length > 0 && (
        <div className={classes.row}>
          <Button
            variant="subtle" size="compact-md" aria-expanded={open} onClick={() => setOpen(!open)}
            leftSection={<span style={{ display: 'grid', transform: open ? 'rotate(90deg)' : undefined }}><Icon name="chevron" size={16} /></span>}
          >
            {t('diff.same', { count: same.length })}
          </Button>
        </div>
      )}
      <Collapse expanded={open}>
        {open && same.map((field) => <Unchanged key={field.name} field={field} value={to[field.name]} locale={locale} />)}
      </Collapse>
    </div>
  );
}

function Unchanged({ field, value, locale }: { field: Field; value: unknown; locale: string }) {
  const { label } = useFormat();
  return (
    <section className={classes.row} aria-label={label(field.label, field.name)}>
      <Text fw={650} size="sm" component="h3" mb={4}>{label(field.label, field.name)}</Text>
      <FieldView field={field} value={value} locale={locale} />
    </section>
  );
}
