import { tailOf, wordsOf } from './words-of.ts';

type Json = Record<string, unknown>;

/** @see cmi5, result extension "progress" */
const PROGRESS = 'https://w3id.org/xapi/cmi5/result/extensions/progress';

const at = (root: unknown, ...path: (string | number)[]): unknown =>
  path.reduce<unknown>(
    (value, name) => (typeof value === 'object' && value !== null ? (value as Json)[name] : undefined),
    root,
  );

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
const number = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);

/** What a sentence about a statement needs. */
export interface StatementParts {
  /** Last part of the verb's address: `answered`. */
  verb: string;
  verbWords: string;
  what: string;
  /** `question`, `topic`… as far as the product knows the type. */
  type: string | undefined;
  success: boolean | undefined;
  scaled: number | undefined;
  /** Share of a topic that is read, 0–1. */
  progress: number | undefined;
  at: string | undefined;
  /** Who, where the record store says so. */
  name: string | undefined;
}

function nameOf(actor: unknown): string | undefined {
  const identifier = at(actor, 'account', 'name') ?? at(actor, 'mbox') ?? at(actor, 'openid');
  return text(at(actor, 'name')) ?? text(identifier)?.replace(/^mailto:/, '');
}

/** Reads a statement for its sentence. */
export function partsOf(statement: Json, locale: string): StatementParts {
  const percent = number(at(statement, 'result', 'extensions', PROGRESS));
  const verb = text(at(statement, 'verb', 'id')) ?? '';
  const id = text(at(statement, 'object', 'id')) ?? '';
  return {
    verb: tailOf(verb),
    verbWords: wordsOf(at(statement, 'verb', 'display'), locale) ?? tailOf(verb),
    what: wordsOf(at(statement, 'object', 'definition', 'name'), locale) ?? tailOf(id),
    type: text(at(statement, 'object', 'definition', 'type')),
    success: at(statement, 'result', 'success') as boolean | undefined,
    scaled: number(at(statement, 'result', 'score', 'scaled')),
    progress: percent === undefined ? undefined : percent / 100,
    at: text(at(statement, 'timestamp')),
    name: nameOf(statement['actor']),
  };
}
