import type { LoggedAnswer } from '@chuyen-de/contracts';
import type { Attempt, StoredAnswer, StoredAnswers } from './attempt.model.ts';
import type { PaperSlot } from './draw.rules.ts';
import { QUESTION_TYPES } from './responses.rules.ts';

type AnswerFault =
  | { code: 'unknown_slot'; slot: number }
  | { code: 'unknown_option'; slot: number; option: string }
  | { code: 'too_many_options'; slot: number };

/** Why answers cannot belong to a paper; one bad answer refuses them all, so that nothing is half stored. */
export function answersFault(
  paper: readonly Pick<PaperSlot, 'slot' | 'type' | 'optionOrder'>[],
  answers: readonly LoggedAnswer[],
): AnswerFault | undefined {
  for (const { slot, response } of answers) {
    const place = paper.find((candidate) => candidate.slot === slot);
    if (!place) return { code: 'unknown_slot', slot };
    const fault = QUESTION_TYPES[place.type].fault(response, place.optionOrder);
    if (fault) return { slot, ...fault };
  }
  return undefined;
}

/** The newest logged answer of each slot. */
export function newestBySlot(answers: readonly LoggedAnswer[]): LoggedAnswer[] {
  const newest = new Map<number, LoggedAnswer>();
  for (const answer of answers) {
    const known = newest.get(answer.slot);
    if (!known || answer.seq > known.seq) newest.set(answer.slot, answer);
  }
  return [...newest.values()];
}

/** Answers newer than what is stored: an older sequence number never overwrites a newer one. */
const newerThan = (stored: StoredAnswers, answers: readonly LoggedAnswer[]): LoggedAnswer[] =>
  newestBySlot(answers).filter(({ slot, seq }) => seq > (stored[slot]?.seq ?? 0));

export const toStored = (
  { seq, at, response, flagged }: LoggedAnswer,
  savedAt: Date,
  late: boolean,
): StoredAnswer => ({
  seq,
  at,
  selected: [...new Set(response.selected)],
  flagged,
  savedAt,
  ...(late && { late: true }),
});

/** Stored answers with logged ones merged in. */
export function mergeAnswers(
  stored: StoredAnswers,
  answers: readonly LoggedAnswer[],
  savedAt: Date,
  late = false,
): StoredAnswers {
  const merged = { ...stored };
  for (const answer of newerThan(stored, answers)) merged[answer.slot] = toStored(answer, savedAt, late);
  return merged;
}

/** For each slot that was sent, the newest sequence number now stored. */
export const storedSlots = (
  stored: StoredAnswers,
  answers: readonly LoggedAnswer[],
): { slot: number; seq: number }[] =>
  newestBySlot(answers).flatMap(({ slot }) => {
    const answer = stored[slot];
    return answer ? [{ slot, seq: answer.seq }] : [];
  });

export type SaveRefusal =
  | { code: 'attempt_taken_over'; since: string }
  | { code: 'attempt_closed'; closedAt: string }
  | { code: 'answers_too_late'; dueAt: string };

/** What becomes of answers that arrive now. */
interface Verdict {
  /** To be stored; newer than what is there. */
  accepted: LoggedAnswer[];
  /** They come after the end, from an outage. */
  late: boolean;
  refusal?: SaveRefusal;
}

export const isOver = (attempt: Attempt, now: Date): boolean =>
  attempt.state === 'closed' || now >= attempt.dueAt;

/** The moment until which answers logged in time may still be replayed. */
export const replayUntil = ({ dueAt, exam }: Pick<Attempt, 'dueAt' | 'exam'>): Date =>
  new Date(dueAt.getTime() + exam.outageMinutes * 60_000);

/** Whether answers of an outage may still change the result. */
export const mayStillChange = (attempt: Attempt, now: Date): boolean =>
  !attempt.settled && now <= replayUntil(attempt);

const takenOver = ({ device }: Attempt): SaveRefusal => ({
  code: 'attempt_taken_over',
  since: device.since.toISOString(),
});

function judgeLate(attempt: Attempt, sender: string, fresh: LoggedAnswer[], now: Date): Verdict {
  const { dueAt, closedAt, device } = attempt;
  if (attempt.settled)
    return {
      accepted: [],
      late: true,
      refusal: { code: 'attempt_closed', closedAt: (closedAt ?? dueAt).toISOString() },
    };
  const tooLate: SaveRefusal = { code: 'answers_too_late', dueAt: dueAt.toISOString() };
  if (!mayStillChange(attempt, now)) return { accepted: [], late: true, refusal: tooLate };
  const holds = sender === device.id;
  const before = holds ? dueAt.getTime() : Math.min(dueAt.getTime(), device.since.getTime());
  const accepted = fresh.filter(({ at }) => at < before);
  if (!holds) return { accepted, late: true, refusal: takenOver(attempt) };
  return accepted.length > 0 ? { accepted, late: true } : { accepted, late: true, refusal: tooLate };
}

/**
 * Judges answers that a device sends, by the server's clock:
 * - in time, the device that holds the attempt may save everything; another one only what it logged before
 *   it was taken over, and is told so;
 * - after the end, within the outage allowance and until the learner has submitted, only what was logged
 *   before the end;
 * - what is stored already is never refused, so that a lost acknowledgement can always be asked for again.
 */
export function judgeAnswers(
  attempt: Attempt,
  sender: string,
  answers: readonly LoggedAnswer[],
  now: Date,
): Verdict {
  const fresh = newerThan(attempt.answers, answers);
  const over = isOver(attempt, now);
  if (fresh.length === 0 && (over || sender === attempt.device.id)) return { accepted: [], late: over };
  if (over) return judgeLate(attempt, sender, fresh, now);
  if (sender === attempt.device.id) return { accepted: fresh, late: false };
  const accepted = fresh.filter(({ at }) => at < attempt.device.since.getTime());
  return { accepted, late: false, refusal: takenOver(attempt) };
}
