import { Checkbox, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useTypes } from '@/api/queries';
import type { ContentType } from '@/api/types';
import { FieldGroup } from '@/fields/FieldGroup';
import { useFormat } from '@/i18n/format';
import { chosenOf, happenings, strangersOf, withChosen, type WebhookForm } from './form';
import classes from './Webhooks.module.css';

interface EventFieldsProps {
  form: WebhookForm;
  error?: string;
  onChange: (part: Partial<WebhookForm>) => void;
}

/** What the receiver is told of: everything, or what is ticked. */
export function EventFields({ form, error, onChange }: EventFieldsProps) {
  const { t } = useTranslation();
  const types = useTypes();
  const change = (events: string[]) => onChange({ events });
  return (
    <FieldGroup id="webhook-events" label={t('webhooks.events.title')} help={t('webhooks.events.help')} error={error} required>
      <div className={classes.events}>
        <Checkbox
          label={t('webhooks.events.everything')} description={t('webhooks.events.everythingHelp')} checked={form.everything}
          onChange={(event) => onChange({ everything: event.currentTarget.checked })}
        />
        {!form.everything && types.data && (
          <>
            {types.data.map((type) => <TypeEvents key={type.name} type={type} events={form.events} onChange={change} />)}
            {strangersOf(form.events, types.data).map((one) => (
              <Checkbox key={one} label={t('webhooks.events.stranger', { event: one })} checked onChange={() => change(form.events.filter((other) => other !== one))} />
            ))}
          </>
        )}
      </div>
    </FieldGroup>
  );
}

function TypeEvents({ type, events, onChange }: { type: ContentType; events: string[]; onChange: (events: string[]) => void }) {
  const { t } = useTranslation();
  const { label } = useFormat();
  const name = label(type.plural ?? type.label, type.name);
  const chosen = chosenOf(events, type);
  const whole = chosen.length === happenings.length;
  return (
    <div>
      <Checkbox
        label={name} checked={whole} indeterminate={chosen.length > 0 && !whole}
        onChange={() => onChange(withChosen(events, type, whole ? [] : [...happenings]))}
      />
      {chosen.length > 0 && (
        <div role="group" aria-label={t('webhooks.events.of', { type: name })} className={classes.happenings}>
          <Text size="sm" c="dimmed" className={classes.when} aria-hidden="true">{t('webhooks.events.when')}</Text>
          {happenings.map((one) => (
            <Checkbox
              key={one} size="sm" label={t(`webhooks.happening.${one}`)} checked={chosen.includes(one)}
              onChange={(event) => onChange(withChosen(events, type, event.currentTarget.checked ? [...chosen, one] : chosen.filter((other) => other !== one)))}
            />
          ))}
        </div>
      )}
    </div>
  );
}
