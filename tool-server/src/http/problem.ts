import { PROBLEM_STATUS, type ErrorCode, type Problem } from '@chuyen-de/contracts';
import type { Response } from 'express';

/** An expected error: its code and the plain data that goes with it. */
export interface ApiError {
  code: ErrorCode;
  [member: string]: unknown;
}

/** Thrown by middleware and parsers, where there is no result to return; use cases return results. */
export class ProblemError extends Error {
  readonly problem: ApiError;
  readonly headers: Record<string, string>;

  constructor(problem: ApiError, headers: Record<string, string> = {}) {
    super(problem.code);
    this.headers = headers;
    this.name = 'ProblemError';
    this.problem = problem;
  }
}

/** Sends an error as `application/problem+json`. @see RFC 9457 */
export function sendProblem(res: Response, { code, ...data }: ApiError): void {
  const status = PROBLEM_STATUS[code];
  const body: Problem = {
    // First: no member of it may pass for one of the standard's own.
    ...data,
    type: 'about:blank',
    title: code.replaceAll('_', ' '),
    status,
    code,
    requestId: res.locals['requestId'] as string | undefined,
  };
  res.status(status).type('application/problem+json').send(JSON.stringify(body));
}
