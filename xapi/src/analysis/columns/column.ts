import type { DataDictionary } from '@chuyen-de/contracts';
import { profileTerms } from '../../profile/terms.ts';

type Json = Record<string, unknown>;
export type Value = string | number | boolean | undefined;

/** A statement on its way out, as every column sees it. */
interface ColumnSource {
  position: string;
  statement: Json;
}

export type CellOf = (source: ColumnSource) => Value;

/** What a column holds, in the words of the dictionary, and how wide it is in a sheet, in characters. */
const WIDTHS = {
  uuid: 38,
  'ISO 8601': 20,
  text: 28,
  IRI: 30,
  IRIs: 30,
  tag: 9,
  'true/false': 11,
  number: 11,
  'number −1…1': 11,
};
type ColumnType = keyof typeof WIDTHS;

export interface Column extends DeepReadonly<DataDictionary['columns'][number]> {
  type: ColumnType;
  width: number;
  cellOf: CellOf;
}
type DeepReadonly<T> = {
  readonly [Name in keyof T]: T[Name] extends object ? DeepReadonly<T[Name]> : T[Name];
};

type Words = readonly [vi: string, en: string];

export const column = (
  name: string,
  type: ColumnType,
  label: Words,
  meaning: Words,
  cellOf: CellOf,
): Column => ({
  name,
  type,
  width: WIDTHS[type],
  label: { vi: label[0], en: label[1] },
  meaning: { vi: meaning[0], en: meaning[1] },
  cellOf,
});

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null;

export const at = (root: unknown, ...path: (string | number)[]): unknown =>
  path.reduce<unknown>((value, name) => (isObject(value) ? value[name] : undefined), root);

export const scalar = (value: unknown): Value =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : undefined;

/** A text of a language map: in Vietnamese, else in English, else in whichever language there is. */
export function wordsIn(map: unknown): Value {
  if (!isObject(map)) return undefined;
  return scalar(map['vi'] ?? map['vi-VN'] ?? map['en'] ?? map['en-US'] ?? Object.values(map)[0]);
}

/** What stands at a place in the statement. */
export const read =
  (...path: string[]): CellOf =>
  ({ statement }) =>
    scalar(at(statement, ...path));

/** The words at a place in the statement. */
export const named =
  (...path: string[]): CellOf =>
  ({ statement }) =>
    wordsIn(at(statement, ...path));

/** Activities of a kind that a statement's context names. */
export function relatedTo(statement: Json, kind: 'parent' | 'grouping' | 'other'): unknown[] {
  const list = at(statement, 'context', 'contextActivities', kind);
  return Array.isArray(list) ? (list as unknown[]) : [list];
}

/** Without an installation's address: statements keep the one under which they were told. */
const ENDINGS = profileTerms('').extensions;

/** An extension of our own, by whichever installation it was told. */
export const extension =
  (name: keyof typeof ENDINGS, ...holder: string[]): CellOf =>
  ({ statement }) => {
    const extensions = at(statement, ...holder, 'extensions');
    if (!isObject(extensions)) return undefined;
    const key = Object.keys(extensions).find((iri) => iri.endsWith(ENDINGS[name]));
    return key === undefined ? undefined : scalar(extensions[key]);
  };
