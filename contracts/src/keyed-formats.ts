import type { WritableFormat } from './question-formats.ts';

/** Formats that have no questions without a key: what has none is not read as one of them. */
export const KEYED_FORMATS: readonly WritableFormat[] = ['aiken', 'json'];
