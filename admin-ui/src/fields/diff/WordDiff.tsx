import { useTranslation } from 'react-i18next';
import type { WordRun } from '@/api/types';
import { written } from '@/i18n/locales';
import classes from './Diff.module.css';

/** One side of a word-level difference: what was taken out, or what was put in, is marked. */
export function WordDiff({ runs, side, locale }: { runs: WordRun[]; side: 'from' | 'to'; locale: string }) {
  const { t } = useTranslation();
  const mark = side === 'from' ? 'removed' : 'added';
  return (
    <div className={classes.words} {...written(locale)}>
      {runs.map((run, index) => {
        if (run.op === 'same') return <span key={index}>{run.text}</span>;
        if (run.op !== mark) return null;
        const Element = side === 'from' ? 'del' : 'ins';
        return (
          <Element key={index} className={classes[mark]}>
            <span className="visually-hidden">[{t(`diff.${mark}`)}: </span>
            {run.text}
            <span className="visually-hidden">]</span>
          </Element>
        );
      })}
    </div>
  );
}
