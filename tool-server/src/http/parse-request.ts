import { tellIssue } from '@chuyen-de/contracts';
import type { Request } from 'express';
import type { z } from 'zod';
import { ProblemError } from './problem.ts';

interface RequestSchemas {
  params?: z.ZodType;
  query?: z.ZodType;
  body?: z.ZodType;
}

type Parsed<S extends RequestSchemas> = {
  [Part in keyof S]: S[Part] extends z.ZodType ? z.output<S[Part]> : never;
};

/** Whoever has made more is told of these. */
const MOST_ISSUES = 20;

/**
 * Parses the named parts of a request, once, at the edge.
 * @throws ProblemError `invalid_request` with path and reason of the first faults
 */
export function parseRequest<S extends RequestSchemas>(req: Request, schemas: S): Parsed<S> {
  const parsed: Record<string, unknown> = {};
  const issues: { path: string; message: string }[] = [];
  for (const part of ['params', 'query', 'body'] as const) {
    const schema = schemas[part];
    if (!schema) continue;
    const result = schema.safeParse(req[part]);
    if (result.success) parsed[part] = result.data;
    else issues.push(...result.error.issues.slice(0, MOST_ISSUES).map((issue) => tellIssue(issue, [part])));
  }
  if (issues.length > 0) throw new ProblemError({ code: 'invalid_request', issues });
  return parsed as Parsed<S>;
}
