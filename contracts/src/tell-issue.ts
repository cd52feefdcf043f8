import type { z } from 'zod';

/** Characters at the most of what a fault says, and of where it is. */
const MOST_TOLD = 200;
/** Of members that nobody knows, so many are named. */
const MOST_NAMED = 3;

/** The beginning of what an answer tells of a request: whoever sent it wrote most of that. */
export const cutTold = (text: string, most = MOST_TOLD): string =>
  text.length <= most ? text : `${text.slice(0, most - 1)}…`;

function messageOf(issue: z.core.$ZodIssue): string {
  if (issue.code !== 'unrecognized_keys') return issue.message;
  const { keys } = issue;
  const named = keys.slice(0, MOST_NAMED).map((key) => JSON.stringify(cutTold(key)));
  return `${keys.length} unknown: ${named.join(', ')}${keys.length > MOST_NAMED ? ', …' : ''}`;
}

/** A fault that a schema found, fit to be answered: its place and what is wrong, both short whatever was sent. */
export const tellIssue = (
  issue: z.core.$ZodIssue,
  within: readonly string[] = [],
): { path: string; message: string } => ({
  path: cutTold([...within, ...issue.path.map(String)].join('.')),
  message: cutTold(messageOf(issue)),
});
