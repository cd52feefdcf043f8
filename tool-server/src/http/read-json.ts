import { isUtf8 } from 'node:buffer';
import { boundsRule, measureJson, type JsonBounds } from '@chuyen-de/contracts';
import type { Request } from 'express';
import { ProblemError } from './problem.ts';
import { readBytes } from './read-bytes.ts';

/** An attempt of 500 slots with twenty options chosen in each has 15,000 values. */
const BOUNDS: JsonBounds = { depth: 20, values: 50_000, entries: 5_000 };

/** @throws ProblemError unless it is an object or a list of JSON in UTF-8, no larger than is taken */
function valueOf(bytes: Buffer): unknown {
  if (!isUtf8(bytes)) throw new ProblemError({ code: 'malformed_json' });
  const text = bytes.toString('utf8');
  const measured = measureJson(text, BOUNDS);
  if (!measured.ok) throw new ProblemError({ code: 'too_large', detail: boundsRule(measured.over, BOUNDS) });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new ProblemError({ code: 'malformed_json' });
  }
  if (typeof value !== 'object' || value === null) throw new ProblemError({ code: 'malformed_json' });
  return value;
}

/**
 * Reads the JSON that a request brings, for `parseRequest`; how much it holds is looked at before anything is built of
 * it. Whatever is not called JSON is not read.
 * @param limit bytes
 */
export const makeReadJson =
  (limit: number) =>
  async (req: Request): Promise<void> => {
    if (!req.is('application/json')) return;
    const bytes = await readBytes(req, limit);
    req.body = bytes.length === 0 ? {} : valueOf(bytes);
  };
