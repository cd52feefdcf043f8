import { cutTold } from '@chuyen-de/contracts';

/** Characters: of a place and of a rule, each cut by itself. */
const MOST_OF_A_DETAIL = 500;

/** What is wrong where, e.g. `$.actor.mbox`. */
export interface XapiFault {
  path: string;
  rule: string;
}

interface ProblemOptions {
  errors?: readonly XapiFault[];
  headers?: Record<string, string>;
}

/** An expected refusal, answered as `application/problem+json`. @see RFC 9457 */
export class XapiProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly errors: readonly XapiFault[];
  readonly headers: Record<string, string>;

  constructor(status: number, code: string, detail: string, { errors, headers }: ProblemOptions = {}) {
    super(detail);
    this.name = 'XapiProblem';
    this.status = status;
    this.code = code;
    this.errors = errors ?? [];
    this.headers = headers ?? {};
  }
}

/** The request breaks a rule of the specification; with the fault's path where there is one. */
export const badRequest = (detail: string, fault?: XapiFault): XapiProblem =>
  new XapiProblem(400, 'invalid_request', detail, fault && { errors: [fault] });

/** What a request brings breaks a rule of the specification, or is more than is taken at once. */
export const refusal = (
  { fault, tooLarge }: { fault: XapiFault; tooLarge?: boolean },
  what?: string,
): XapiProblem => {
  const detail = `${what ?? cutTold(fault.path)}: ${fault.rule}`;
  return tooLarge === true
    ? new XapiProblem(413, 'too_large', detail, { errors: [fault] })
    : badRequest(detail, fault);
};

/** A parameter breaks a rule. */
export const badParameter = (name: string, rule: string): XapiProblem =>
  badRequest(`${cutTold(name)}: ${rule}`, { path: name, rule });

export const problemBody = ({ status, code, message, errors }: XapiProblem): string =>
  JSON.stringify({
    type: 'about:blank',
    title: code.replaceAll('_', ' '),
    status,
    code,
    detail: cutTold(message, MOST_OF_A_DETAIL),
    ...(errors.length > 0 && {
      errors: errors.map(({ path, rule }) => ({ path: cutTold(path), rule: cutTold(rule) })),
    }),
  });
