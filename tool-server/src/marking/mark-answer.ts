import type { AnswerToMark, MarkAnswer, Marking } from '@chuyen-de/contracts';
import { typeOf } from '@chuyen-de/question-types';
import type { NamesById } from '../classes/index.ts';
import { markingsOf, type AnswerMarking, type Attempt, type Exams } from '../exams/index.ts';
import type { ExamPlace } from '../kernel/exam-place.ts';
import type { Claims } from './claims.ts';
import { placeIn, type FindAnswer, type FoundAnswer } from './find-answer.ts';
import { earnedBy, refusalOf, saysTheSame, type PointsRefusal, type StateRefusal } from './marking.rules.ts';
import { presentAnswer, presentMarking } from './present-answer.ts';

interface Deps {
  exams: Pick<Exams, 'markAnswer'>;
  findAnswer: FindAnswer;
  claims: Claims;
  namesById: NamesById;
}

interface MarkingRequest extends MarkAnswer {
  where: ExamPlace;
  question: string;
  attemptId: string;
  by: string;
}

/** How often an answer may be marked: each time stays, with its comment. */
const MOST_MARKINGS = 50;

type Refusal =
  | StateRefusal
  | PointsRefusal
  | { code: 'marking_reason_missing' | 'marked_too_often' }
  /** Somebody has marked it since: how, and how many markings there are now. */
  | { code: 'marked_since'; marking: AnswerMarking; known: number };

type MarkingResult =
  | { ok: true; answer: AnswerToMark }
  | {
      ok: false;
      error:
        | Exclude<Refusal, { code: 'marked_since' }>
        | { code: 'marked_since'; marking: Marking; known: number };
    };

/** How an answer is to be marked in view of the attempt as it is now; pure, as it may be asked again. */
function judge(attempt: Attempt | null, found: FoundAnswer, request: MarkingRequest, now: Date) {
  const { question, place } = found;
  const { where, by, comment, reason, criteria, known } = request;
  const refuse = (error: Refusal) => ({ ok: false as const, error });
  const slot = placeIn(attempt, where, request.question)?.slot;
  if (!attempt || slot !== place.slot) return refuse({ code: 'answer_not_found' });
  const refusal = refusalOf(attempt, slot);
  if (refusal) return refuse(refusal);
  const maximum = place.points ?? 1;
  const earned = earnedBy(request, typeOf(question.type).criteria?.(question) ?? [], maximum);
  if (!earned.ok) return refuse(earned.error);
  const marking: AnswerMarking = {
    by,
    at: now,
    points: earned.points,
    ...(criteria && { criteria }),
    ...(comment !== undefined && comment !== '' && { comment }),
    ...(reason !== undefined && { reason }),
  };
  const markings = markingsOf(attempt, slot);
  const latest = markings.at(-1);
  if (latest && markings.length !== known)
    return saysTheSame(latest, marking)
      ? { ok: true as const, done: attempt }
      : refuse({ code: 'marked_since', marking: latest, known: markings.length });
  if (latest && reason === undefined) return refuse({ code: 'marking_reason_missing' });
  if (markings.length >= MOST_MARKINGS) return refuse({ code: 'marked_too_often' });
  const { linkId, personId, _id: id } = attempt;
  const audit = {
    deed: 'answer-marked' as const,
    by,
    linkId,
    subject: { kind: 'attempt' as const, id, personId },
    ...(reason !== undefined && { reason }),
    before: { question: place.question, slot, points: latest?.points ?? null },
    after: { question: place.question, slot, points: earned.points, maximum },
  };
  return { ok: true as const, slot, fraction: earned.fraction, marking, audit };
}

/**
 * Marks an answer, or marks it again with a reason. Of two who mark the same at once the second is told how the first
 * has, and decides; one who only sends again what was stored is told that it is.
 */
export const makeMarkOne =
  ({ exams, findAnswer, claims, namesById }: Deps) =>
  async (request: MarkingRequest): Promise<MarkingResult> => {
    const found = await findAnswer(request.where, request.question, request.attemptId);
    if (!found) return { ok: false, error: { code: 'answer_not_found' } };
    const result = await exams.markAnswer<Refusal>(request.attemptId, (attempt, now) =>
      judge(attempt, found, request, now),
    );
    if (!result.ok) {
      const { error } = result;
      if (error.code !== 'marked_since') return { ok: false, error };
      const marking = presentMarking(error.marking, await namesById([error.marking.by]));
      return { ok: false, error: { ...error, marking } };
    }
    await claims.release(request.attemptId, request.question);
    return { ok: true, answer: await presentAnswer({ ...found, attempt: result.attempt }, namesById) };
  };
