import { SaveAnswers } from '@chuyen-de/contracts';
import type { Request } from 'express';
import { parseRequest } from './parse-request.ts';
import type { ProblemError } from './problem.ts';

/** What a body that has to be answers is told to be wrong. */
function faultsOf(body: unknown): { path: string }[] {
  try {
    parseRequest({ body } as Request, { body: SaveAnswers });
    return [];
  } catch (error) {
    return (error as ProblemError).problem['issues'] as { path: string }[];
  }
}

describe('the faults of a request', () => {
  const device = '0'.repeat(21);

  it('are told by their places, the first of them', () => {
    const faults = faultsOf({ device, answers: Array.from({ length: 400 }, () => 1) });
    expect(faults.map(({ path }) => path)).toEqual(
      Array.from({ length: 20 }, (_, at) => `body.answers.${at}`),
    );
  });

  it('are one where a list is too long, whatever is in it', () => {
    expect(faultsOf({ device, answers: Array.from({ length: 100_000 }, () => 1) })).toEqual([
      expect.objectContaining({ path: 'body.answers' }),
    ]);
  });
});
