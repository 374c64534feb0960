/** One problem with one place of what was sent. */
export interface FieldProblem {
  pointer: string;
  code: string;
  detail: string;
}

/** An answer that says no (RFC 9457). `code` is stable; all codes stand in docs/errors.md. */
export class LotseError extends Error {
  override readonly name = 'LotseError';
  readonly status: number;
  /** Empty where the answer did not come from Lotse. */
  readonly code: string;
  /** The parameter that is wrong, where there is one. */
  readonly parameter: string;
  /** To be named when asking the operator. */
  readonly requestId: string;
  /** The path at which a walk through the change feed starts anew (`cursor_expired`). */
  readonly restart: string;
  readonly errors: FieldProblem[];
  /** How long the server asks to wait, in milliseconds; 0: it does not say. */
  readonly retryAfter: number;

  constructor(status: number, problem: Record<string, unknown>, retryAfter = 0) {
    const text = (name: string) => (typeof problem[name] === 'string' ? problem[name] : '');
    const code = text('code');
    super(`lotse: ${status} ${code}${text('parameter') && ` (${text('parameter')})`}${text('detail') && `: ${text('detail')}`}`);
    this.status = status;
    this.code = code;
    this.parameter = text('parameter');
    this.requestId = text('requestId');
    this.restart = text('restart');
    this.errors = Array.isArray(problem.errors) ? (problem.errors as FieldProblem[]) : [];
    this.retryAfter = retryAfter;
  }
}

/** A connection that did not bring a whole answer. */
export class BrokenError extends Error {
  override readonly name = 'BrokenError';
}

/** An answer that is larger than allowed. */
export class TooLargeError extends Error {
  override readonly name = 'TooLargeError';
}

/** Tells errors that pass by themselves. */
export const isTransient = (error: unknown): boolean =>
  error instanceof BrokenError || (error instanceof LotseError && [429, 502, 503, 504].includes(error.status));

/** Reads Retry-After: seconds or a date (RFC 9110). Milliseconds. */
export function readRetryAfter(value: string | null, now = Date.now()): number {
  if (!value) return 0;
  if (/^\d+$/.test(value.trim())) return Math.min(Number(value), 86_400) * 1000;
  const at = Date.parse(value);
  return Number.isNaN(at) ? 0 : Math.max(0, at - now);
}
