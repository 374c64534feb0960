import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './CodedTarget.module.css';
import { CodedView } from './CodedView';
import type { TargetProps } from './PlainTarget';

const load = () => import('./CodedEditor');
const LazyEditor = lazy(load);

/** Fetches the editor before it is needed. */
export const preloadEditor = () => void load();

/** A segment with codes: an editor while it is the one that is written, else its text, which opens it. */
export function CodedTarget({ active, ...props }: TargetProps & { active: boolean }) {
  if (active && !props.readOnly) {
    return <Suspense fallback={<Still {...props} />}><LazyEditor {...props} /></Suspense>;
  }
  return <Still {...props} />;
}

function Still({ segment, locale, text, label, id, describedBy, readOnly }: TargetProps) {
  const { t } = useTranslation();
  const coded = { text, codes: segment.target?.codes ?? segment.source.codes };
  const words = text.trim() === '' ? <span className={classes.empty}>{t('translate.none')}</span> : <CodedView text={coded} locale={locale} flat />;
  if (readOnly) return <div className={classes.still}>{words}</div>;
  return (
    <button type="button" id={id} className={classes.still} aria-describedby={describedBy}>
      <span className="visually-hidden">{label}: </span>
      {words}
    </button>
  );
}
