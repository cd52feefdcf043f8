import type { AuditEntry } from '../audit/index.ts';
import type { Clock } from '../kernel/clock.ts';
import { owe } from '../storage/index.ts';
import type { AttemptStore, Decision } from './attempt-store.ts';
import type { Attempt } from './attempt.model.ts';
import { answeredCount } from './scoring.rules.ts';

interface Deps {
  store: AttemptStore;
  clock: Clock;
}

interface Removal {
  attemptId: string;
  /** Where the lecturer came from: an attempt of another link or exam is not theirs to remove. */
  linkId: string;
  examCode: string;
  by: string;
  reason: string;
}

type RemoveResult = { ok: true; attempt: Attempt } | { ok: false; error: { code: 'attempt_not_found' } };

const entryOf = (attempt: Attempt, { by, reason }: Removal): AuditEntry => ({
  deed: 'attempt-removed',
  by,
  linkId: attempt.linkId,
  subject: { kind: 'attempt', id: attempt._id, personId: attempt.personId },
  reason,
  before: {
    state: attempt.state,
    number: attempt.number,
    startedAt: attempt.startedAt,
    closedAt: attempt.closedAt ?? null,
    answered: answeredCount(attempt.paper, attempt.answers),
    score: attempt.score ?? null,
    trial: attempt.trial === true,
  },
  after: { state: 'removed' },
});

/**
 * Takes an attempt out of all that counts, so that its learner may make it anew: one update, with the entry in the
 * audit, what was told of it to take back, and the grade that it owes. What was answered stays stored. Repeating it changes nothing.
 */
export const makeRemoveAttempt =
  ({ store, clock }: Deps) =>
  (removal: Removal): Promise<RemoveResult> =>
    store.decide(removal.attemptId, (attempt): Decision<RemoveResult> => {
      const { linkId, examCode, by, reason } = removal;
      if (attempt?.linkId !== linkId || attempt.examCode !== examCode)
        return { result: { ok: false, error: { code: 'attempt_not_found' } } };
      if (attempt.state === 'removed') return { result: { ok: true, attempt } };
      const at = clock.now();
      const set = { state: 'removed', removed: { by, at, reason } } as const;
      return {
        result: { ok: true, attempt: { ...attempt, ...set } },
        set,
        unset: ['settleDue', 'awaits', 'markedByHand'],
        owed: [
          owe('audit', at, { ...entryOf(attempt, removal) }),
          owe('records', at, { event: 'attempt-removed' }),
          ...(attempt.trial ? [] : [owe('grade', at), owe('summary', at)]),
        ],
      };
    });
