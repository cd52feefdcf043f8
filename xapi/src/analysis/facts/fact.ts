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
  success?: boolean | undefined;
  scaled?: number | undefined;
  raw?: number | undefined;
  /** Seconds. */
  duration?: number | undefined;
}

export type FactField = keyof Fact;

export const TEXTS = [
  'actor',
  'verb',
  'activity',
  'type',
  'registration',
  'platform',
  'response',
] as const satisfies FactField[];
export const LISTS = ['parents', 'groupings'] as const satisfies FactField[];
export const NUMBERS = ['at', 'scaled', 'raw', 'duration'] as const satisfies FactField[];

/** The part of a stored statement that its fact is made of. */
export type FactSource = Pick<
  StoredStatement,
  | 'position'
  | 'voided'
  | 'at'
  | 'actor'
  | 'verb'
  | 'activity'
  | 'type'
  | 'registration'
  | 'platform'
  | 'parents'
  | 'groupings'
  | 'result'
>;

/** Whole fields, which a store need not take apart. */
export const FACT_SOURCE = {
  _id: 0,
  position: 1,
  voided: 1,
  at: 1,
  actor: 1,
  verb: 1,
  activity: 1,
  type: 1,
  registration: 1,
  platform: 1,
  parents: 1,
  groupings: 1,
  result: 1,
};

export const factOf = (source: FactSource): Fact => ({
  at: source.at.getTime(),
  actor: source.actor,
  verb: source.verb,
  activity: source.activity,
  type: source.type,
  registration: source.registration,
  platform: source.platform,
  response: source.result?.response,
  parents: source.parents,
  groupings: source.groupings,
  success: source.result?.success,
  scaled: source.result?.scaled,
  raw: source.result?.raw,
  duration: source.result?.duration,
});
