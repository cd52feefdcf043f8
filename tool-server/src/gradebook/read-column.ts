import type { Model } from 'mongoose';
import type { Classes } from '../classes/index.ts';
import type { Clock } from '../kernel/clock.ts';
import { isTaken, type Ags, type GradeResult } from '../lti/index.ts';
import type { StoredColumn } from './column.model.ts';
import type { GradeDestination } from './find-destination.ts';
import type { Grade } from './grade.model.ts';
import type { Paces } from './pace.ts';
import { markOf, standingOf } from './judge-reply.ts';

export interface ReadDeps {
  columns: Model<StoredColumn>;
  grades: Model<Grade>;
  classes: Pick<Classes, 'findPerson'>;
  ags: Ags;
  clock: Clock;
  paces: Paces;
}

/** Lines that the LMS has taken, or holds another grade for. */
export const TAKEN: Grade['state'][] = ['sent', 'settled'];

interface Read {
  results: Map<string, GradeResult>;
  isWhole: boolean;
  scoreMaximum: number | undefined;
}

/** Notes that a column is gone, and with it every grade that it held. */
export async function markGone(linkId: string, { columns, grades, clock }: ReadDeps): Promise<void> {
  const now = clock.now();
  const lastReply = { status: 404, message: '', at: now };
  await columns.updateOne(
    { _id: linkId },
    { $set: { goneAt: now }, $unset: { lineItemUrl: 1, madeAt: 1, checkDue: 1 } },
    { upsert: true },
  );
  await grades.updateMany(
    { linkId, state: { $in: TAKEN } },
    { $set: { state: 'refused', reason: 'column_gone', held: null, lastReply } },
  );
}

/** Enters what the gradebook holds for each line that it has taken. */
async function enter(linkId: string, read: Read, { grades, classes, clock }: ReadDeps): Promise<void> {
  const { results, isWhole, scoreMaximum } = read;
  const at = clock.now();
  for (const line of await grades.find({ linkId, state: { $in: TAKEN } }).lean<Grade[]>()) {
    const person = await classes.findPerson(line.personId);
    const result = person ? results.get(person.sub) : undefined;
    if (!person || (!result && !isWhole)) continue;
    const reason = standingOf(line.score, result, scoreMaximum);
    const held = { outOfTen: markOf(result, scoreMaximum), at };
    // A newer score that the LMS holds needs no second word.
    const change = line.state === 'settled' && reason !== null ? { held } : { held, reason, state: 'sent' };
    await grades.updateOne({ _id: line._id, at: line.at, state: line.state }, { $set: change });
  }
}

/** Reads a column back. What the LMS does not let us see stays unknown, and is said of nobody. */
export async function readColumn(
  linkId: string,
  destination: GradeDestination,
  deps: ReadDeps,
): Promise<void> {
  const { ags, paces } = deps;
  const { platformId, lineItemUrl } = destination;
  const item = await ags.lineItems.read(destination);
  paces.heard(platformId, item);
  if (item.status === 404 || item.status === 410) {
    await markGone(linkId, deps);
    return;
  }
  // Who did not answer the first question, or wants to be left alone, is not asked another.
  if (item.silent === true || item.throttled === true) return;
  const read = await ags.readResults({ platformId, lineItemUrl });
  if (!read.ok) {
    paces.heard(platformId, read.reply);
    return;
  }
  const scoreMaximum = (isTaken(item) ? item.column?.scoreMaximum : undefined) ?? destination.scoreMaximum;
  await enter(linkId, { ...read, scoreMaximum }, deps);
}
