import classes from './Bar.module.css';

export interface Part {
  /** What it is drawn like: a name of Bar.module.css. */
  look: string;
  value: number;
}

/** Parts of a whole side by side. It is a picture of what stands beside it in words. */
export function Bar({ parts, total, thin = false }: { parts: Part[]; total?: number; thin?: boolean }) {
  const whole = total ?? parts.reduce((sum, { value }) => sum + value, 0);
  return (
    <span className={classes.bar} data-thin={thin || undefined} aria-hidden="true">
      {whole > 0 && parts.filter(({ value }) => value > 0).map(({ look, value }) => (
        <span key={look} className={classes.part} data-look={look} style={{ inlineSize: `${(value * 100) / whole}%` }} />
      ))}
    </span>
  );
}

/** The patch of a look, beside its name. */
export const Swatch = ({ look }: { look: string }) => <span className={classes.swatch} data-look={look} aria-hidden="true" />;
