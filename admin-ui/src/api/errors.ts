import type { Problem, ProblemDetails } from './types';

/** The server answered, and the answer is a refusal. */
export class ApiError extends Error {
  readonly status: number;
  readonly problem: ProblemDetails;

  constructor(status: number, problem: ProblemDetails) {
    super(problem.detail ?? problem.title ?? problem.code);
    this.name = 'ApiError';
    this.status = status;
    this.problem = problem;
  }

  get problems(): Problem[] {
    return this.problem.errors ?? [];
  }
}

/** The server could not be asked: no connection, or it is not there. */
export class ConnectionError extends Error {
  constructor(cause: unknown) {
    super('no connection', { cause });
    this.name = 'ConnectionError';
  }
}

export const hasStatus = (error: unknown, status: number): error is ApiError =>
  error instanceof ApiError && error.status === status;

/** Worth asking again later: the server could not be asked, or failed itself. */
export const isPassing = (error: unknown): boolean =>
  error instanceof ConnectionError || (error instanceof ApiError && error.status >= 500);

/** The stable code of an error: the key of its words in `problem.*`. */
export function codeOf(error: unknown): string {
  if (error instanceof ApiError) return error.problem.code;
  if (error instanceof ConnectionError) return 'no_connection';
  return 'internal';
}
