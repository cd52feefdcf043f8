import type { LoggedAnswer } from '@chuyen-de/contracts';
import { isBlank, readResponse, type QuestionResponse, type ReadFault } from '@chuyen-de/question-types';
import { isEnded, isSettled } from './attempt-state.rules.ts';
import type { Attempt, StoredAnswer, StoredAnswers } from './attempt.model.ts';
import type { PaperSlot } from './draw.rules.ts';
import { checkedAt } from './tries.rules.ts';

/** An answer to a question of a paper. */
export type PaperAnswer = Omit<LoggedAnswer, 'response'> & { response: QuestionResponse };

export type AnswerFault = { code: 'unknown_slot'; slot: number } | (ReadFault & { slot: number });

/**
 * Answers as devices log them, read by the paper that they belong to; or why they cannot belong to it. One bad answer
 * refuses them all, so that nothing is half stored.
 */
export function readAnswers(
  paper: readonly Pick<PaperSlot, 'slot' | 'type' | 'optionOrder'>[],
  logged: readonly LoggedAnswer[],
): { ok: true; answers: PaperAnswer[] } | { ok: false; error: AnswerFault } {
  const answers: PaperAnswer[] = [];
  for (const answer of logged) {
    const { slot } = answer;
    const place = paper.find((candidate) => candidate.slot === slot);
    if (!place) return { ok: false, error: { code: 'unknown_slot', slot } };
    const read = readResponse(place.type, place.optionOrder, answer.response);
    if (!read.ok) return { ok: false, error: { slot, ...read.fault } };
    answers.push({ ...answer, response: read.response });
  }
  return { ok: true, answers };
}

/** The newest logged answer of each slot. */
export function newestBySlot(answers: readonly PaperAnswer[]): PaperAnswer[] {
  const newest = new Map<number, PaperAnswer>();
  for (const answer of answers) {
    const known = newest.get(answer.slot);
    if (!known || answer.seq > known.seq) newest.set(answer.slot, answer);
  }
  return [...newest.values()];
}

/** Answers newer than what is stored: an older sequence number never overwrites a newer one. */
const newerThan = (stored: StoredAnswers, answers: readonly PaperAnswer[]): PaperAnswer[] =>
  newestBySlot(answers).filter(({ slot, seq }) => seq > (stored[slot]?.seq ?? 0));

export const toStored = (
  { seq, at, response, flagged, certainty }: PaperAnswer,
  savedAt: Date,
  late: boolean,
): StoredAnswer => ({
  seq,
  at,
  response,
  flagged,
  savedAt,
  ...(certainty !== undefined && { certainty }),
  ...(late && { late: true }),
});

/**
 * Stored answers with logged ones merged in.
 * @param checked what was checked last at a place, and whether it stands
 */
export function mergeAnswers(
  stored: StoredAnswers,
  answers: readonly PaperAnswer[],
  savedAt: Date,
  {
    late = false,
    checked = () => undefined,
  }: { late?: boolean; checked?: (slot: number) => ReturnType<typeof checkedAt> } = {},
): StoredAnswers {
  const merged = { ...stored };
  for (const answer of newerThan(stored, answers)) {
    const { slot, seq, flagged } = answer;
    const [before, last] = [stored[slot], checked(slot)];
    // What was checked for the last time stands: a later answer may be flagged, and is known to have come.
    if (before && last?.stands) merged[slot] = { ...before, seq, flagged };
    // Whoever takes a tried answer back without giving another has left what they tried.
    else if (last && isBlank(answer.response))
      merged[slot] = toStored({ ...answer, response: last.response }, savedAt, late);
    else merged[slot] = toStored(answer, savedAt, late);
  }
  return merged;
}

/** For each slot that was sent, the newest sequence number now stored. */
export const storedSlots = (
  stored: StoredAnswers,
  answers: readonly PaperAnswer[],
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
  accepted: PaperAnswer[];
  /** They come after the end, from an outage. */
  late: boolean;
  /** No answer can follow: what the outage held back has come. */
  final: boolean;
  refusal?: SaveRefusal;
}

/** How answers come: those of a save may be followed by others, a submission is the learner's last word. */
interface Arrival {
  device: string;
  by: 'save' | 'submission';
  answers: readonly PaperAnswer[];
  now: Date;
}

/** A page gives a request up after so long: what arrives later was not on its way already. */
const IN_FLIGHT_MS = 20_000;

/** Whether an attempt has ended, or its time is up; never while its clock stands. */
export const isOver = (attempt: Attempt, now: Date): boolean =>
  isEnded(attempt) || (!attempt.pausedAt && now >= attempt.dueAt);

/** The moment until which answers logged in time may still be replayed. */
export const replayUntil = ({ dueAt, exam }: Pick<Attempt, 'dueAt' | 'exam'>): Date =>
  new Date(dueAt.getTime() + exam.outageMinutes * 60_000);

/** Whether an answer may still come, in time or from an outage. */
export const takesAnswers = (attempt: Attempt, now: Date): boolean =>
  attempt.state !== 'removed' &&
  attempt.answersFinal !== true &&
  !isSettled(attempt) &&
  (attempt.pausedAt !== undefined || now < replayUntil(attempt));

const takenOver = ({ device }: Attempt): SaveRefusal => ({
  code: 'attempt_taken_over',
  since: device.since.toISOString(),
});

function lateRefusal(attempt: Attempt): SaveRefusal {
  const { dueAt, closedAt = dueAt } = attempt;
  return attempt.answersFinal
    ? { code: 'attempt_closed', closedAt: closedAt.toISOString() }
    : { code: 'answers_too_late', dueAt: dueAt.toISOString() };
}

/** When a device last brought what it had logged; undefined for one that never held the attempt. */
const lastContact = ({ device, devices }: Attempt, sender: string): Date | undefined =>
  devices?.[sender] ?? (sender === device.id ? device.since : undefined);

/**
 * When answers that a device replays after the end may have been logged: not before it last brought all it had,
 * but for what was logged while that was on its way, nor when it no longer held the attempt.
 */
function outageOf(attempt: Attempt, sender: string): { from: number; to: number } | undefined {
  const { dueAt, device } = attempt;
  const contact = lastContact(attempt, sender);
  if (!contact) return undefined;
  const to = sender === device.id ? dueAt.getTime() : Math.min(dueAt.getTime(), device.since.getTime());
  return { from: contact.getTime() - IN_FLIGHT_MS, to };
}

/** Of what a device logged while it held the attempt and had no network what is newer than what is stored, however late it comes. */
export function loggedInOutage(
  attempt: Attempt,
  device: string,
  answers: readonly PaperAnswer[],
): PaperAnswer[] {
  const outage = outageOf(attempt, device);
  if (!outage) return [];
  return newerThan(attempt.answers, answers).filter(({ at }) => at >= outage.from && at < outage.to);
}

function judgeLate(attempt: Attempt, { device, by, now }: Arrival, fresh: PaperAnswer[]): Verdict {
  const holds = device === attempt.device.id;
  const submits = holds && by === 'submission';
  const final = attempt.answersFinal === true || submits;
  const outage = outageOf(attempt, device);
  // The submission follows a save that was on its way at the end: only with it is the device's batch complete.
  const used = attempt.lateFrom?.includes(device) === true && !submits;
  if (!takesAnswers(attempt, now) || !outage || used)
    return { accepted: [], late: true, final, refusal: lateRefusal(attempt) };
  const accepted = fresh.filter(({ at }) => at >= outage.from && at < outage.to);
  const onItsWay = now.getTime() < attempt.dueAt.getTime() + IN_FLIGHT_MS;
  if (!holds) return { accepted, late: true, final, refusal: takenOver(attempt) };
  return accepted.length > 0
    ? { accepted, late: true, final: final || !onItsWay }
    : { accepted, late: true, final, refusal: lateRefusal(attempt) };
}

/**
 * Judges answers that a device sends, by the server's clock:
 * - in time, the device that holds the attempt may save everything; another one only what it logged before
 *   it was taken over, and is told so;
 * - after the end, within the outage allowance and until the learner has submitted, one batch of each device
 *   that held the attempt: what it logged before the end and after it last reached the server;
 * - what is stored already is never refused, so that a lost acknowledgement can always be asked for again.
 */
export function judgeAnswers(attempt: Attempt, arrival: Arrival): Verdict {
  const { device, by, answers, now } = arrival;
  const fresh = newerThan(attempt.answers, answers);
  const over = isOver(attempt, now);
  const holds = device === attempt.device.id;
  if (fresh.length === 0 && (over || holds))
    return {
      accepted: [],
      late: over,
      final: attempt.answersFinal === true || (holds && by === 'submission'),
    };
  if (over) return judgeLate(attempt, arrival, fresh);
  if (holds) return { accepted: fresh, late: false, final: by === 'submission' };
  const accepted = fresh.filter(({ at }) => at < attempt.device.since.getTime());
  return { accepted, late: false, final: false, refusal: takenOver(attempt) };
}

/** More than anybody works on; of a former one beyond nothing is taken after the end. */
const MOST_DEVICES = 50;

/** Of devices the latest ones, and those that are to be kept. */
export function latestDevices(devices: Record<string, Date>, keep: readonly string[]): Record<string, Date> {
  const all = Object.entries(devices);
  if (all.length <= MOST_DEVICES) return devices;
  const kept = all.filter(([id]) => keep.includes(id));
  const others = all.filter(([id]) => !keep.includes(id)).sort(([, a], [, b]) => b.getTime() - a.getTime());
  return Object.fromEntries([...others.slice(0, MOST_DEVICES - kept.length), ...kept]);
}

/** The change that stores what a device brought, and that it was there. */
export function withArrival(
  attempt: Attempt,
  { device, answers, now }: Pick<Arrival, 'device' | 'answers' | 'now'>,
  late: boolean,
): Pick<Attempt, 'answers' | 'devices'> & Partial<Pick<Attempt, 'lateFrom'>> {
  return {
    answers: mergeAnswers(attempt.answers, answers, now, {
      late,
      checked: (slot) => checkedAt(attempt, slot),
    }),
    devices: latestDevices({ ...attempt.devices, [device]: now }, [device, attempt.device.id]),
    ...(late && { lateFrom: [...new Set([...(attempt.lateFrom ?? []), device])] }),
  };
}
