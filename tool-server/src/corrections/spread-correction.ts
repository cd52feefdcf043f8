import type { Scope } from '@chuyen-de/contracts';
import type { Classes } from '../classes/index.ts';
import type { Attempt, Exams } from '../exams/index.ts';
import type { Clock } from '../kernel/clock.ts';
import { owe, type Owed } from '../storage/index.ts';
import type { CorrectionsInForce } from './corrections-in-force.ts';
import type { Correction } from './correction.model.ts';

/** Links that one piece of work looks at; it ends earlier once it has told so many attempts. */
const MOST_LINKS = 50;
const MOST_ATTEMPTS = 2_000;

interface Deps {
  inForce: Pick<CorrectionsInForce, 'corrections'>;
  linksIn: Classes['linksIn'];
  exams: Pick<Exams, 'corrections'>;
  clock: Clock;
}

/** The attempts of a scope, among those of its links. */
const whereIn = (scope: Scope): Partial<Pick<Attempt, 'platformId' | 'contextId'>> => ({
  ...(scope.kind !== 'installation' && { platformId: scope.platformId }),
  ...(scope.kind === 'course' && { contextId: scope.contextId }),
});

/** The work by which an attempt is marked anew: one for each correction, however often the attempt is told. */
export const workOf = (correction: Pick<Correction, '_id'>, now: Date): Owed => ({
  ...owe('mark-anew', now),
  id: correction._id,
});

/** Tells the attempts of some links; answers how far it has come. */
async function tellSome(correction: Correction, upTo: string | null, { linksIn, exams }: Deps) {
  const { scope, code, revision } = correction;
  const links = await linksIn(scope, { after: upTo, most: MOST_LINKS });
  let attempts = 0;
  let last = upTo;
  for (const link of links) {
    last = link._id.toHexString();
    const asked = { linkId: last, where: whereIn(scope), code, revision };
    attempts += await exams.corrections.haveCorrected(asked, (now) => workOf(correction, now));
    if (attempts >= MOST_ATTEMPTS) return { attempts, last, isDone: false };
  }
  return { attempts, last, isDone: links.length < MOST_LINKS };
}

/**
 * Carries out owed work of kind `correction`: tells some of the attempts concerned to be marked anew, and owes the rest.
 * How far it has come is stored with what is owed next, by one conditional update: a piece that is carried out again,
 * or by two at once, tells attempts that know already, and moves nothing on.
 */
export const makeSpreadCorrection =
  (deps: Deps) =>
  async ({ _id }: Correction, { data }: Owed): Promise<void> => {
    const { corrections } = deps.inForce;
    const correction = await corrections.findById(_id).lean<Correction>();
    const upTo = data['upTo'] as string | null;
    if (!correction || correction.told.doneAt || correction.told.upTo !== upTo) return;
    const { attempts, last, isDone } = await tellSome(correction, upTo, deps);
    const now = deps.clock.now();
    await corrections.collection.updateOne({ _id: _id as never, 'told.upTo': upTo, 'told.doneAt': null }, {
      $set: { 'told.upTo': last, ...(isDone && { 'told.doneAt': now }) },
      $inc: { 'told.attempts': attempts },
      ...(!isDone && { $push: { owed: owe('correction', now, { upTo: last }) } }),
    } as never);
  };
