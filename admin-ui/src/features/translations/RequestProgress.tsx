import { useTranslation } from 'react-i18next';
import type { ItemState, TranslationCounts } from '@/api/translation-requests';
import { useFormat } from '@/i18n/format';
import { Bar, Swatch } from './Bar';
import { countOf, progressOf } from './states';
import classes from './Translations.module.css';

const order = ['done', 'needs_review', 'in_progress', 'requested', 'failed', 'refused', 'cancelled'] as const satisfies ItemState[];

/** How far a request is: a bar, and the same in words. */
export function RequestProgress({ counts, name }: { counts: TranslationCounts; name: string }) {
  const { t } = useTranslation();
  const { number } = useFormat();
  const { total, translated, percent } = progressOf(counts);
  const present = order.filter((state) => countOf(counts, state) > 0);
  const words = t('translations.requests.translated', { count: total, done: number(translated), number: number(total) });
  return (
    <div>
      <div role="progressbar" aria-label={t('translations.requests.progressOf', { name })} aria-valuemin={0} aria-valuemax={100} aria-valuenow={percent} aria-valuetext={words}>
        <Bar parts={order.map((look) => ({ look, value: countOf(counts, look) }))} total={total} />
      </div>
      <ul className={classes.states}>
        <li><strong>{words}</strong></li>
        {present.map((state) => <li key={state}><Swatch look={state} />{t(`translations.state.${state}`)}: {number(countOf(counts, state))}</li>)}
      </ul>
    </div>
  );
}
