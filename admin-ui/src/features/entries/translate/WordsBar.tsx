import { useTranslation } from 'react-i18next';
import type { Translation } from '@/api/translations';
import { useFormat } from '@/i18n/format';
import { Icon } from '@/ui/icons';
import { looks, states } from './looks';
import classes from './WordsBar.module.css';

/** How many words are in which state: a bar to look at, and the same in words. */
export function WordsBar({ words }: { words: Translation['words'] }) {
  const { t } = useTranslation();
  const { number } = useFormat();
  const shown = states.filter((state) => words[state] > 0);
  if (words.total === 0) return null;
  return (
    <div>
      <div className={classes.bar} aria-hidden="true">
        {shown.map((state) => <span key={state} data-state={state} style={{ flexGrow: words[state] }} />)}
      </div>
      <ul className={classes.legend} aria-label={t('translate.words.title', { count: words.total })}>
        {shown.map((state) => (
          <li key={state}>
            <span className={classes.swatch} data-state={state} aria-hidden="true" />
            <Icon name={looks[state].icon} size={15} />
            {t('translate.words.in', { state: t(`translate.state.${state}`), words: number(words[state]), count: words[state] })}
          </li>
        ))}
      </ul>
    </div>
  );
}
