import { randomUUID } from 'node:crypto';
import type { Model } from 'mongoose';
import type { AuditEntry } from '../audit/index.ts';
import type { Attempt, Exams } from '../exams/index.ts';
import type { Clock } from '../kernel/clock.ts';
import { isDuplicateKey, owe, type OwedQueue } from '../storage/index.ts';
import type { Appeal } from './appeal.model.ts';
import { refusalOfAppeal, type AppealRefusal } from './appeals.rules.ts';

interface Deps {
  appeals: Model<Appeal>;
  exams: Pick<Exams, 'findStored'>;
  owedQueue: OwedQueue;
  clock: Clock;
}

interface Asking {
  attemptId: string;
  personId: string;
  slot: number | null;
  text: string;
}

export type AskResult = { ok: true; attempt: Attempt } | { ok: false; error: AppealRefusal };

const entryOf = ({ _id, personId, linkId, attemptId, slot, text }: Appeal): AuditEntry => ({
  deed: 'appeal-made',
  by: personId,
  linkId,
  subject: { kind: 'appeal', id: _id, personId },
  reason: text,
  before: {},
  after: { state: 'waiting', attemptId, slot },
});

/** Takes a learner's appeal; of two at once about the same the second is told that one is under way. */
export const makeAskAppeal =
  ({ appeals, exams, owedQueue, clock }: Deps) =>
  async ({ attemptId, personId, slot, text }: Asking): Promise<AskResult> => {
    const attempt = await exams.findStored(attemptId);
    if (attempt?.personId !== personId || attempt.state === 'removed')
      return { ok: false, error: { code: 'attempt_not_found' } };
    const at = clock.now();
    const made = await appeals.find({ attemptId }).lean<Appeal[]>();
    const refusal = refusalOfAppeal(attempt, made, { slot, now: at });
    if (refusal) return { ok: false, error: refusal };
    const { linkId, examCode } = attempt;
    const appeal: Appeal = {
      ...{ _id: randomUUID(), attemptId, slot, personId, linkId, examCode, text, at },
      state: 'waiting',
      waitsFor: `${attemptId} ${slot ?? 'whole'}`,
      owed: [],
    };
    const owed = owedQueue.lease([owe('audit', at, { ...entryOf(appeal) })]);
    try {
      await appeals.collection.insertOne({ ...appeal, owed } as never);
    } catch (error) {
      if (isDuplicateKey(error)) return { ok: false, error: { code: 'appeal_under_way' } };
      throw error;
    }
    owedQueue.hand(appeals, appeal, owed);
    return { ok: true, attempt };
  };
