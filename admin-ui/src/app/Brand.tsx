import { Link } from 'react-router';
import classes from './Shell.module.css';

/** A buoy on the water, and the name. */
export function Brand() {
  return (
    <Link to="/" className={classes.brand}>
      <svg width="34" height="34" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
        <path d="M16 3v24" stroke="#fff" strokeWidth="2" />
        <path d="M16 5l10 4.5-10 4.5z" fill="#f2c75b" />
        <path d="M4 25c4 3 8 3 12 0s8-3 12 0" fill="none" stroke="#86bdc2" strokeWidth="2.4" strokeLinecap="round" />
      </svg>
      <span>Lotse</span>
    </Link>
  );
}
