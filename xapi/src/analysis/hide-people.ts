import { makePseudonymise, type PseudonymOptions } from '../delivery/pseudonymise.ts';
import { maskAddresses } from './mask-addresses.ts';

type Json = Record<string, unknown>;

/** Identifiers stay whole: an `@` in them is part of an address on the web. */
const IDENTIFIER = /^(?!mailto:)[a-z][a-z0-9+.-]*:/i;

const maskText = (text: string): string =>
  text.includes('@') && !IDENTIFIER.test(text) ? maskAddresses(text) : text;

/** The value itself where there is nothing to mask, which is nearly always: copies would cost more than the look. */
function maskDeep(value: unknown): unknown {
  if (typeof value === 'string') return maskText(value);
  if (typeof value !== 'object' || value === null) return value;
  let copy: object | undefined;
  for (const name of Object.keys(value)) {
    const each = (value as Record<string, unknown>)[name];
    const masked = maskDeep(each);
    if (masked === each) continue;
    copy ??= Array.isArray(value) ? [...(value as unknown[])] : { ...value };
    // An assignment to a member of the name `__proto__` would make it none.
    Object.defineProperty(copy, name, { value: masked });
  }
  return copy ?? value;
}

/**
 * Makes statements in which nobody is named: pseudonyms in place of agents and groups, e-mail addresses in texts
 * masked. What people wrote about themselves in other words stays: nobody can tell it from the rest.
 */
export function makeHidePeople(options: PseudonymOptions): (statement: Json) => Json {
  const pseudonymise = makePseudonymise(options);
  return (statement) => maskDeep(pseudonymise(statement)) as Json;
}
