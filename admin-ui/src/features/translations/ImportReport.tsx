import { Anchor, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { FileImport, SkippedSegment } from '@/api/xliff';
import { useFormat } from '@/i18n/format';
import { FocusWhenShown } from '@/ui/FocusWhenShown';
import { Notice } from '@/ui/Notice';
import { reasonsOf } from './states';
import { useNames } from './useNames';

const indent = { margin: 0, paddingInlineStart: 20 };

/** What became of a file: written, unchanged, and what was left out and why. */
export function ImportReport({ report }: { report: FileImport }) {
  const { t } = useTranslation();
  const { number } = useFormat();
  const names = useNames();
  return (
    <Stack gap="md">
      <FocusWhenShown>
        <Notice tone={report.skipped.length > 0 ? 'attention' : 'good'} role="status" title={t('translations.files.imported', { count: report.saved, number: number(report.saved) })}>
          {t('translations.files.unchanged', { count: report.unchanged, number: number(report.unchanged) })} {t('translations.files.skipped', { count: report.skipped.length, number: number(report.skipped.length) })}
        </Notice>
      </FocusWhenShown>
      {report.entries.length > 0 && (
        <section aria-labelledby="imported-entries">
          <Text component="h2" id="imported-entries" fw={680} fz="lg" mb="xs">{t('translations.files.entries')}</Text>
          <ul style={indent}>
            {report.entries.map((one) => (
              <li key={`${one.entry} ${one.locale}`}>
                <Anchor component={Link} to={`/entries/${one.entry}/translate/${one.locale}`} underline="always" dir="auto">{one.title || t('entry.untitled')}</Anchor>
                {' · '}{names.locale(one.locale)}{' · '}{t('translations.files.segments', { count: one.saved, number: number(one.saved) })}
              </li>
            ))}
          </ul>
        </section>
      )}
      {report.skipped.length > 0 && <Skipped skipped={report.skipped} />}
    </Stack>
  );
}

/** How many places of one kind are named; the others are counted. */
const named = 20;

function Skipped({ skipped }: { skipped: SkippedSegment[] }) {
  const { t } = useTranslation();
  const { number } = useFormat();
  const placeOf = (one: SkippedSegment) => [one.entry, one.segment, one.line && t('translations.files.line', { line: one.line })].filter(Boolean).join(' · ');
  return (
    <section aria-labelledby="skipped-segments">
      <Text component="h2" id="skipped-segments" fw={680} fz="lg" mb="xs">{t('translations.files.skippedTitle')}</Text>
      {reasonsOf(skipped, ({ code }) => code).map(([code, count]) => (
        <div key={code}>
          <Text fw={600}>{number(count)} × {t(`translations.skipped.${code}`)}</Text>
          <ul style={{ ...indent, overflowWrap: 'anywhere', fontSize: '0.875rem' }}>
            {skipped.filter((one) => one.code === code).slice(0, named).map((one, index) => <li key={index}>{placeOf(one)}</li>)}
          </ul>
          {count > named && <Text size="sm" c="dimmed">{t('translations.files.andMore', { count: count - named })}</Text>}
        </div>
      ))}
    </section>
  );
}
