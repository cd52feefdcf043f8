import type { Remedy, Scope } from '@chuyen-de/contracts';
import type { Model } from 'mongoose';
import type { AuditEntry } from '../audit/index.ts';
import type { Bank } from '../bank/index.ts';
import type { Attempt, Exams } from '../exams/index.ts';
import type { Clock } from '../kernel/clock.ts';
import type { ExamPlace } from '../kernel/exam-place.ts';
import { cutText } from '../kernel/text.rules.ts';
import { revisionId } from '../revisions/index.ts';
import { owe, type OwedQueue } from '../storage/index.ts';
import type { Appeal } from './appeal.model.ts';
import type { CorrectionWish, MakeCorrection, MakingResult } from './make-correction.ts';

const MOST_OF_A_REASON = 500;

interface Deps {
  appeals: Model<Appeal>;
  exams: Pick<Exams, 'findStored'>;
  bank: Pick<Bank, 'findRevisions'>;
  makeCorrection: MakeCorrection;
  owedQueue: OwedQueue;
  clock: Clock;
}

/** At the place where the lecturer came from: an appeal of another one is not theirs. */
interface Deciding extends ExamPlace {
  appealId: string;
  granted: boolean;
  text: string;
  /** What is done to the question, for everybody in the scope. */
  remedy: Remedy | null;
  scope: Scope;
  basedOn: string | null;
  by: string;
}

type Refused = Extract<MakingResult, { ok: false }>['error'];
type DecideResult =
  | { ok: true; appeal: Appeal }
  | { ok: false; error: Refused | { code: 'appeal_not_found' | 'appeal_decided' } };

/** What a remedy says of a question: the same answer counts for all who gave it. */
function wishOf(remedy: Remedy, { answers }: Attempt, slot: number): CorrectionWish | undefined {
  if (remedy !== 'accept-also') return { kind: remedy };
  const response = answers[slot]?.response;
  return response && { kind: remedy, response };
}

/** Makes the correction that an appeal comes to: one, however often it is tried. */
const makeRemedy =
  ({ exams, bank, makeCorrection }: Deps) =>
  async (appeal: Appeal, deciding: Deciding & { remedy: Remedy }): Promise<MakingResult> => {
    const attempt = await exams.findStored(appeal.attemptId);
    const place = attempt?.paper.find(({ slot }) => slot === appeal.slot);
    const ref = place && { code: place.question, revision: place.revision };
    const question = ref && (await bank.findRevisions([ref])).get(revisionId(ref));
    const wish = attempt && place && wishOf(deciding.remedy, attempt, place.slot);
    if (!question || !wish) return { ok: false, error: { code: 'correction_not_possible' } };
    const { scope, text, by, linkId, basedOn } = deciding;
    // Of the length that reasons have: the answer of an appeal may be longer.
    const reason = cutText(text, MOST_OF_A_REASON);
    const id = `appeal-${appeal._id}`;
    return makeCorrection({ id, question, wish, scope, reason, by, linkId, basedOn, appealId: appeal._id });
  };
const entryOf = ({ _id, personId, linkId }: Appeal, answer: NonNullable<Appeal['answer']>, state: string) =>
  ({
    deed: 'appeal-decided',
    by: answer.by,
    linkId,
    subject: { kind: 'appeal', id: _id, personId },
    reason: answer.text,
    before: { state: 'waiting' },
    after: { state, ...(answer.correction && { correction: answer.correction }) },
  }) satisfies AuditEntry;

/**
 * Answers an appeal, once. Granted with a remedy, that is a correction of the question, which helps all with the same
 * answer: it is made first, under an id that follows from the appeal, so that who is broken off in between makes no
 * second one.
 */
export function makeDecideAppeal(deps: Deps) {
  const { appeals, owedQueue, clock } = deps;
  const makeRemedyOf = makeRemedy(deps);
  return async (deciding: Deciding): Promise<DecideResult> => {
    const { appealId, linkId, examCode, granted, remedy, text, by } = deciding;
    const appeal = await appeals.findOne({ _id: appealId, linkId, examCode }).lean<Appeal>();
    if (!appeal) return { ok: false, error: { code: 'appeal_not_found' } };
    if (appeal.state !== 'waiting') return { ok: false, error: { code: 'appeal_decided' } };
    const made = granted && remedy ? await makeRemedyOf(appeal, { ...deciding, remedy }) : undefined;
    if (made && !made.ok) return made;
    const at = clock.now();
    const state = granted ? 'granted' : 'refused';
    const correction = made && { id: made.correction._id, kind: made.correction.kind };
    const answer = { by, at, text, ...(correction && { correction }) };
    const owed = owedQueue.lease([owe('audit', at, { ...entryOf(appeal, answer, state) })]);
    const { modifiedCount } = await appeals.collection.updateOne(
      { _id: appealId as never, state: 'waiting' },
      {
        $set: { state, answer },
        $unset: { waitsFor: '' },
        $push: { owed: { $each: owed } },
      } as never,
    );
    if (modifiedCount !== 1) return { ok: false, error: { code: 'appeal_decided' } };
    const decided: Appeal = { ...appeal, state, answer };
    owedQueue.hand(appeals, decided, owed);
    return { ok: true, appeal: decided };
  };
}
