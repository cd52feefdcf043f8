import { sortedResponse } from '../statements/formats.ts';
import { isObject, type JsonObject } from '../validation/structure.ts';
import { deriveFields, type DerivedFields } from './derived-fields.ts';
import type { StoredStatement } from './statement.model.ts';

/** What older releases stored of a statement. */
export type OlderStatement = Pick<StoredStatement, '_id' | 'position' | 'json' | 'stored'> &
  Partial<Pick<StoredStatement, 'platform' | 'result' | 'others' | 'trial'>>;

/** Fields of a stored statement that are to be set anew. */
type Mended = Partial<Pick<StoredStatement, 'json' | 'result' | 'others' | 'trial'>>;

/** The name under which the tool vouches for its own statements. */
export const OWN_AUTHORITY = 'chuyen-de';

/** The name of the account that vouches for a statement: a key, or the tool itself. */
export function voucherOf({ authority }: JsonObject): string | undefined {
  const account = isObject(authority) ? authority['account'] : undefined;
  const name = isObject(account) ? account['name'] : undefined;
  return typeof name === 'string' ? name : undefined;
}

/** Digits that a division left behind: 0.8300000000000001 was 8.3 of 10. */
const SIGNIFICANT_DIGITS = 12;

const exact = (value: unknown): unknown =>
  typeof value === 'number' ? Number(value.toPrecision(SIGNIFICANT_DIGITS)) : value;

/** What older releases of the tool told with an error of theirs: options in a paper's order, and inexact decimals. */
function withoutErrors(statement: JsonObject): JsonObject {
  const { result } = statement;
  if (!isObject(result)) return statement;
  const { response, score } = result;
  const mended = {
    ...result,
    ...(typeof response === 'string' && { response: sortedResponse(response) }),
    ...(isObject(score) && {
      score: Object.fromEntries(Object.entries(score).map(([name, value]) => [name, exact(value)])),
    }),
  };
  return { ...statement, result: mended };
}

const INEXACT = /\d\.\d{13}/;
const mayErr = (json: string): boolean => json.includes('[,]') || INEXACT.test(json);

const differs = (a: unknown, b: unknown): boolean => JSON.stringify(a) !== JSON.stringify(b);

/**
 * What is to be set anew of a statement that an older release stored: fields that it did not derive yet, and of the
 * tool's own statements what they told wrong. Undefined where nothing is. What others told stays as they told it.
 */
export function mendStatement(
  { json, stored, result, others, trial }: OlderStatement,
  statement: JsonObject,
): Mended | undefined {
  const isOwn = voucherOf(statement) === OWN_AUTHORITY;
  const right = isOwn && mayErr(json) ? withoutErrors(statement) : statement;
  const derived: DerivedFields = deriveFields(right, stored);
  const mended: Mended = {
    ...(differs(right['result'], statement['result']) && { json: JSON.stringify(right) }),
    ...(derived.result && differs(derived.result, result) && { result: derived.result }),
    ...(derived.others && differs(derived.others, others) && { others: derived.others }),
    ...(derived.trial && !trial && { trial: true }),
  };
  return Object.keys(mended).length > 0 ? mended : undefined;
}
