import { canonicalJson } from '@chuyen-de/contracts/canonical-json';

/** Whether two values say the same, as JSON. */
export const isSame = (a: unknown, b: unknown): boolean => canonicalJson(a) === canonicalJson(b);
