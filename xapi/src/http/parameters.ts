import type { XapiRequest } from './exchange.ts';
import { badParameter } from './problem.ts';

type Query = XapiRequest['query'];

/**
 * Refuses parameters that a resource does not know, letter by letter.
 * @see xAPI 1.0.3 Communication §3.2 "uses a parameter not recognized by the LRS"
 */
export function allowParameters(query: Query, names: readonly string[]): void {
  for (const name of query.keys())
    if (!names.includes(name))
      throw badParameter(name, `is no parameter here; there are ${names.join(', ')}`);
}

/** The value of a parameter that has to be there. */
export function getParameter(query: Query, name: string): string {
  const value = query.get(name);
  if (value === undefined) throw badParameter(name, 'is missing');
  return value;
}
