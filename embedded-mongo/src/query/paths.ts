import type { FieldSource } from '../bson/stored-document.ts';
import { isArray, isDocument, ownField } from '../bson/values.ts';

/** Where in an array a filter found its match: what the positional operator `$` stands for. */
export interface Trace {
  index: number;
}

export type ValueTest = (value: unknown, trace?: Trace) => boolean;

const DIGITS = /^\d+$/;

export const isArrayIndex = (part: string): boolean => DIGITS.test(part);

/** Does any value that the path leads to pass the test? Arrays on the way are looked into. */
export function anyAtPath(
  value: unknown,
  parts: readonly string[],
  depth: number,
  test: ValueTest,
  trace?: Trace,
): boolean {
  const part = parts[depth];
  if (part === undefined) return test(value, trace);
  if (!isArray(value)) {
    return anyAtPath(isDocument(value) ? ownField(value, part) : undefined, parts, depth + 1, test, trace);
  }
  if (isArrayIndex(part) && Number(part) < value.length) {
    if (anyAtPath(value[Number(part)], parts, depth + 1, test, trace)) return true;
  }
  return value.some((element, i) => {
    if (!isDocument(element) || !anyAtPath(element, parts, depth, test, trace)) return false;
    if (trace) trace.index = i;
    return true;
  });
}

/** A test of a value that an array also passes when one of its elements does. */
export const orAnyElement =
  (test: (value: unknown) => boolean): ValueTest =>
  (value, trace) => {
    if (test(value)) return true;
    if (!isArray(value)) return false;
    const index = value.findIndex(test);
    if (index >= 0 && trace) trace.index = index;
    return index >= 0;
  };

/** All values that a path leads to, arrays opened: for distinct, sort keys and lookups. */
export function valuesAtPath(
  doc: FieldSource,
  parts: readonly string[],
): { values: unknown[]; throughArray: boolean } {
  const values: unknown[] = [];
  let throughArray = false;
  const visit = (value: unknown, depth: number): void => {
    const part = parts[depth];
    if (part === undefined) {
      if (!isArray(value)) values.push(value);
      else {
        throughArray = true;
        values.push(...value);
      }
    } else if (isDocument(value)) visit(ownField(value, part), depth + 1);
    else if (isArray(value)) {
      if (isArrayIndex(part) && Number(part) < value.length) {
        visit(value[Number(part)], depth + 1);
        return;
      }
      throughArray = true;
      for (const element of value) if (isDocument(element)) visit(element, depth);
    } else values.push(undefined);
  };
  visit(doc.get(parts[0] ?? ''), 1);
  return { values, throughArray };
}
