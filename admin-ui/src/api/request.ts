import { ApiError, ConnectionError } from './errors';
import { sessionEnded } from './session-ended';
import type { ProblemDetails } from './types';

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** unwrap turns an answer of the client into its data, or into an error that says what happened. */
export async function unwrap<T>(request: Promise<Answer<unknown>>): Promise<T> {
  let answer: Answer<unknown>;
  try {
    answer = await request;
  } catch (cause) {
    throw new ConnectionError(cause);
  }
  const { response, data, error } = answer;
  if (response.ok) return data as T;
  // A proxy in front of a server that is down answers for it.
  if (response.status === 502 || response.status === 504) throw new ConnectionError(response.status);
  const problem = asProblem(response.status, error);
  if (response.status === 401 && !response.url.endsWith('/session')) sessionEnded.set(true);
  throw new ApiError(response.status, problem);
}

function asProblem(status: number, body: unknown): ProblemDetails {
  if (typeof body === 'object' && body !== null && 'code' in body) return body as ProblemDetails;
  return { status, code: status >= 500 ? 'internal' : `http_${status}` };
}
