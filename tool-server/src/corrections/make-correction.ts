import type { CorrectionDraft, Scope } from '@chuyen-de/contracts';
import type { QuestionResponse } from '@chuyen-de/question-types';
import type { AuditEntry } from '../audit/index.ts';
import type { QuestionRevision } from '../bank/index.ts';
import type { Clock } from '../kernel/clock.ts';
import { makeTurns } from '../kernel/turns.ts';
import { covers } from '../policies/index.ts';
import { isDuplicateKey, owe } from '../storage/index.ts';
import { NOTICED_MS, type CorrectionsInForce } from './corrections-in-force.ts';
import type { Correction } from './correction.model.ts';
import { canBeRight, undoneBy } from './corrections.rules.ts';

/** Processes that correct one question at the same time are few. */
const MOST_TRIES = 20;

/**
 * Corrections of a revision of a question in one scope, beside those that take one back: all are kept in memory, and
 * each marks attempts anew.
 */
const MOST_IN_A_SCOPE = 50;

/** What a correction says, with a response as it is stored. */
export type CorrectionWish =
  | { kind: 'accept-also' | 'change-key'; response: QuestionResponse }
  | Exclude<CorrectionDraft, { response: unknown }>;

interface Deps {
  inForce: CorrectionsInForce;
  clock: Clock;
}

interface Making {
  id: string;
  question: QuestionRevision;
  wish: CorrectionWish;
  scope: Scope;
  reason: string;
  by: string;
  linkId: string;
  /** The newest correction that its author has seen; absent: whatever there is. */
  basedOn?: string | null;
  appealId?: string;
}

export type MakingResult =
  | { ok: true; correction: Correction }
  | {
      ok: false;
      error:
        | { code: 'correction_not_possible' | 'correction_not_found' | 'too_many_corrections' }
        | { code: 'question_corrected'; by: string; at: string };
    };

const same = (a: Scope, b: Scope): boolean => covers(a, b) && covers(b, a);

const isFull = ({ wish, scope }: Making, made: readonly Correction[]): boolean =>
  wish.kind !== 'undo' &&
  made.filter(({ kind, scope: other }) => kind !== 'undo' && same(other, scope)).length >= MOST_IN_A_SCOPE;

/** The newest correction that reaches attempts of a scope, or some of them. */
export const newestIn = (made: readonly Correction[], scope: Scope): Correction | undefined =>
  made.findLast((each) => covers(each.scope, scope) || covers(scope, each.scope));

/** Why a wish cannot be granted, if it cannot. */
export function refusalOf(
  { question, wish, scope }: Pick<Making, 'question' | 'wish' | 'scope'>,
  made: readonly Correction[],
): { code: 'correction_not_possible' | 'correction_not_found' } | undefined {
  if ('response' in wish)
    return canBeRight(question, wish.response) ? undefined : { code: 'correction_not_possible' };
  if (wish.kind !== 'undo') return undefined;
  const undone = undoneBy(made);
  const found = made.some(
    (each) =>
      each._id === wish.of && each.kind !== 'undo' && !undone.has(each._id) && same(each.scope, scope),
  );
  return found ? undefined : { code: 'correction_not_found' };
}

const entryOf = ({ question, wish, scope, reason, by, linkId, appealId }: Making): AuditEntry => ({
  deed: 'question-corrected',
  by,
  linkId,
  subject: { kind: 'question', id: question._id },
  reason,
  before: {},
  after: { ...wish, scope, ...(appealId !== undefined && { appealId }) },
});

function correctionOf(making: Making, number: number, at: Date): Correction {
  const { id, question, wish, scope, reason, by, appealId } = making;
  const { _id, code, revision } = question;
  const spread = { ...owe('correction', at, { upTo: null }), due: new Date(at.getTime() + NOTICED_MS) };
  return {
    ...{ _id: id, question: _id, code, revision, number, scope, reason, by, at },
    ...wish,
    ...(appealId !== undefined && { appealId }),
    told: { upTo: null, attempts: 0 },
    owed: [owe('audit', at, { ...entryOf(making) }), spread],
  };
}

/** Stores a correction, unless others of the same question keep being stored before it, by other processes. */
async function tryToMake(making: Making, { inForce, clock }: Deps): Promise<MakingResult> {
  const { id, question, scope, basedOn } = making;
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const made = await inForce.ofQuestion(question._id);
    const known = made.find(({ _id }) => _id === id);
    if (known) return { ok: true, correction: known };
    const newest = newestIn(made, scope);
    if (basedOn !== undefined && (newest?._id ?? null) !== basedOn)
      return newest
        ? { ok: false, error: { code: 'question_corrected', by: newest.by, at: newest.at.toISOString() } }
        : { ok: false, error: { code: 'correction_not_found' } };
    const refusal = refusalOf(making, made);
    if (refusal) return { ok: false, error: refusal };
    if (isFull(making, made)) return { ok: false, error: { code: 'too_many_corrections' } };
    const correction = correctionOf(making, (made.at(-1)?.number ?? 0) + 1, clock.now());
    try {
      await inForce.corrections.collection.insertOne(correction as never, { ignoreUndefined: true });
    } catch (error) {
      // Somebody corrected it meanwhile: looked at again.
      if (isDuplicateKey(error)) continue;
      throw error;
    }
    inForce.note(correction);
    return { ok: true, correction };
  }
  throw new Error(`corrections of ${question._id} kept coming`);
}

/**
 * Stores a correction: from then on what is marked is marked by it, and what was marked before follows as owed work.
 * Repeated with the same id it is made once. The second of two who correct a question at once is told so. A question
 * is asked in many courses: those who correct it at once, each for their own, have their turns.
 */
export function makeMakeCorrection(deps: Deps) {
  const turnsOf = makeTurns(1);
  return (making: Making): Promise<MakingResult> =>
    turnsOf(making.question._id)(() => tryToMake(making, deps));
}

export type MakeCorrection = ReturnType<typeof makeMakeCorrection>;
