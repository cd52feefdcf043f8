import type { XapiVersion } from '../http/exchange.ts';

export type { XapiVersion };

/** What is wrong, and where: the first fault that was met. */
export interface Fault {
  /** Where, as a path from the value checked: `$.actor.mbox`, `$[3].context.extensions["a b"]`. */
  path: string;
  /** The rule that is broken, as a sentence. */
  rule: string;
}

/**
 * A rule of the specification. The path of a fault begins at the value given, and grows on the way out (`inside`),
 * so that a valid statement costs no path.
 */
export type Check = (value: unknown, version: XapiVersion) => Fault | undefined;

export const broken = (rule: string): Fault => ({ path: '$', rule });

const PLAIN_KEY = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** Puts a fault of a property, or of an element, into its place in the object, or the array, around it. */
export const inside = (key: string | number, fault: Fault): Fault => {
  const step =
    typeof key === 'number' ? `[${key}]` : PLAIN_KEY.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
  return { path: `$${step}${fault.path.slice(1)}`, rule: fault.rule };
};

/** `inside`, for a way of several steps. */
export const insideAll = (path: readonly (string | number)[], fault: Fault): Fault =>
  path.reduceRight((inner, key) => inside(key, inner), fault);
