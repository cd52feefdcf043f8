import type { StoredStatement } from '../../record-store/statement.model.ts';

/** What analyses count of a statement. */
export interface Fact {
  /** When it happened, in milliseconds. */
  at?: number | undefined;
  actor?: string | undefined;
  verb?: string | undefined;
  activity?: string | undefined;
  type?: string | undefined;
  registration?: string | undefined;
  platform?: string | undefined;
  response?: string | undefined;
  parents?: readonly string[] | undefined;
  groupings?: readonly string[] | undefined;
  others?: readonly string[] | undefined;
  success?: boolean | undefined;
  scaled?: number | undefined;
  raw?: number | undefined;
  /** Seconds. */
  duration?: number | undefined;
  trial?: boolean | undefined;
  /** Whether it was voided: known where a scan is asked for these too. */
  withdrawn?: true | undefined;
}

/** What is kept of a statement for good: that it was voided comes later. */
export type FactField = Exclude<keyof Fact, 'withdrawn'>;

export const TEXTS = [
  'actor',
  'verb',
  'activity',
  'type',
  'registration',
  'platform',
  'response',
] as const satisfies FactField[];
export const LISTS = ['parents', 'groupings', 'others'] as const satisfies FactField[];
export const NUMBERS = ['at', 'scaled', 'raw', 'duration'] as const satisfies FactField[];

export const FLAGS = ['success', 'trial'] as const satisfies FactField[];

export const FACT_FIELDS: readonly FactField[] = [...TEXTS, ...LISTS, ...NUMBERS, ...FLAGS];

const RESULT = ['response', 'success', 'scaled', 'raw', 'duration'] as const satisfies FactField[];

/** The parts of a stored statement that its fact is made of, as far as they were read. */
export type FactSource = Pick<StoredStatement, 'position'> &
  Partial<Pick<StoredStatement, 'result' | 'voided' | Exclude<FactField, (typeof RESULT)[number]>>>;

/** What to read of stored statements for some fields: whole fields, which a store need not take apart. */
export const sourceOf = (fields: readonly FactField[]): Record<string, 0 | 1> => ({
  ...Object.fromEntries(
    fields.map((field) => [(RESULT as readonly string[]).includes(field) ? 'result' : field, 1]),
  ),
  _id: 0,
});

/** Characters of a text that analyses tell apart, and entries of a list: one statement must not outweigh thousands. */
const TEXT_LENGTH = 1_000;
const LIST_LENGTH = 64;

const cut = (text: string | undefined): string | undefined => text?.slice(0, TEXT_LENGTH);
const cutAll = (texts: readonly string[] | undefined): readonly string[] | undefined =>
  texts?.slice(0, LIST_LENGTH).map((text) => text.slice(0, TEXT_LENGTH));

export const factOf = (source: FactSource): Fact => ({
  at: source.at?.getTime(),
  actor: cut(source.actor),
  verb: cut(source.verb),
  activity: cut(source.activity),
  type: cut(source.type),
  registration: cut(source.registration),
  platform: cut(source.platform),
  response: cut(source.result?.response),
  parents: cutAll(source.parents),
  groupings: cutAll(source.groupings),
  others: cutAll(source.others),
  success: source.result?.success,
  scaled: source.result?.scaled,
  raw: source.result?.raw,
  duration: source.result?.duration,
  trial: source.trial,
  withdrawn: source.voided,
});
