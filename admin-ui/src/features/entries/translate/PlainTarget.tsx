import { Text, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Segment } from '@/api/translations';
import { directionOf, langTag } from '@/i18n/locales';
import { autoDirection, rightToLeft } from '@/ui/direction';
import { escapeWords, plainOf } from './coded';

export interface TargetProps {
  segment: Segment;
  locale: string;
  /** The coded text on the screen. */
  text: string;
  label: string;
  id: string;
  describedBy: string;
  readOnly: boolean;
  invalid: boolean;
  onEdit: (text: string) => void;
}

/** A segment without codes: a box for its words. Only where the source has lines may it have some. */
export function PlainTarget({ segment, locale, text, label, id, describedBy, readOnly, invalid, onEdit }: TargetProps) {
  const words = plainOf(text);
  const lines = segment.kind === 'lines';
  return (
    <div>
      <Textarea
        id={id} aria-label={label} aria-invalid={invalid || undefined}
        autosize minRows={segment.source.text.length > 70 ? 2 : 1} lang={langTag(locale)} readOnly={readOnly}
        ref={(input) => {
          (directionOf(locale) === 'rtl' ? rightToLeft : autoDirection)(input);
          // Mantine keeps this attribute for descriptions of its own.
          input?.setAttribute('aria-describedby', describedBy);
        }}
        value={words}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !lines) event.preventDefault();
        }}
        onChange={(event) => onEdit(escapeWords(lines ? event.currentTarget.value : event.currentTarget.value.replace(/\s*\n\s*/g, ' ')))}
      />
      <Length used={[...words].length} limit={segment.maxLength} />
    </div>
  );
}

/** How much room is left. */
export function Length({ used, limit }: { used: number; limit?: number }) {
  const { t } = useTranslation();
  if (!limit) return null;
  const over = used > limit;
  return (
    <Text size="xs" c={over ? 'var(--mantine-color-error)' : 'dimmed'} fw={over ? 650 : undefined} mt={2} ta="end">
      {t(over ? 'translate.tooLong' : 'field.text.used', { length: used, limit, over: used - limit })}
    </Text>
  );
}
