import { MOST_COMMENTS, type AppraisalDue, type CastVote } from '@chuyen-de/contracts';
import { isMarkedByPerson, type QuestionResponse } from '@chuyen-de/question-types';
import type { Appraisal, KeyCheck } from './appraisal.model.ts';

/** What is done to an appraisal becomes this of it; or why it cannot be done. */
export type Outcome = { ok: true; change: Change } | { ok: false; error: { code: RefusalCode } };
type RefusalCode =
  | 'appraisal_closed'
  | 'appraisal_changed'
  | 'appraise_first'
  | 'key_checked_already'
  | 'key_not_contested'
  | 'own_question'
  | 'too_busy'
  | 'too_many_comments';
type Change = Partial<
  Pick<Appraisal, 'state' | 'checks' | 'votes' | 'comments' | 'waiting' | 'decidedAt' | 'ended'>
> & { isClosed?: boolean };

const refused = (code: RefusalCode): Outcome => ({ ok: false, error: { code } });

interface Doing {
  by: string;
  at: Date;
}

/** Answers that contradict the key, and of which nobody has said why. */
export const contestedOf = ({ checks }: Pick<Appraisal, 'checks'>): KeyCheck[] =>
  checks.filter(({ agrees, settled }) => !agrees && !settled);

/** Votes that count: of members who have not written on it, each for the content that it has. */
export const approvalsOf = ({
  votes,
  members,
  authors,
  hash,
}: Pick<Appraisal, 'votes' | 'members' | 'authors' | 'hash'>) =>
  votes.filter(
    (vote) =>
      vote.verdict === 'approve' &&
      vote.hash === hash &&
      members.includes(vote.by) &&
      !authors.includes(vote.by),
  );

/** Whether a type of question has a key that somebody can answer without seeing it. */
const hasKey = ({ content }: Pick<Appraisal, 'content'>): boolean => !isMarkedByPerson(content.type);

export const checkOf = ({ checks }: Pick<Appraisal, 'checks'>, member: string): KeyCheck | undefined =>
  checks.find(({ by }) => by === member);

/** Whether a member has to answer before they may see the key. */
export const isBlind = (
  appraisal: Pick<Appraisal, 'checks' | 'members' | 'content' | 'state'>,
  member: string,
): boolean =>
  appraisal.state === 'in-review' &&
  appraisal.members.includes(member) &&
  hasKey(appraisal) &&
  !checkOf(appraisal, member);

/** What a member still has to do; undefined: nothing, as long as nobody changes their mind. */
export function dueOf(
  appraisal: Pick<Appraisal, 'state' | 'members' | 'checks' | 'votes' | 'content'>,
  member: string,
): AppraisalDue | undefined {
  if (appraisal.state !== 'in-review' || !appraisal.members.includes(member)) return undefined;
  if (isBlind(appraisal, member)) return 'check';
  if (contestedOf(appraisal).some(({ by }) => by === member)) return 'settlement';
  return appraisal.votes.some(({ by }) => by === member) ? undefined : 'vote';
}

const waitingOf = (appraisal: Appraisal): string[] =>
  appraisal.members.filter((member) => dueOf(appraisal, member) !== undefined);

/** What becomes of an appraisal by what was said of it so far. */
function decided(appraisal: Appraisal, at: Date): Change {
  const { votes, members, needed } = appraisal;
  const against = votes.filter(({ verdict }) => verdict === 'return').length;
  if (against > members.length - needed)
    return { state: 'returned', decidedAt: at, waiting: [], isClosed: true };
  if (approvalsOf(appraisal).length >= needed && contestedOf(appraisal).length === 0)
    return { state: 'approved', decidedAt: at, waiting: [] };
  return { waiting: waitingOf(appraisal) };
}

/** An appraisal with some of it changed, and what follows from that. */
const after = (appraisal: Appraisal, change: Pick<Change, 'checks' | 'votes'>, at: Date): Outcome => ({
  ok: true,
  change: { ...change, ...decided({ ...appraisal, ...change }, at) },
});

function refusalOf(appraisal: Appraisal, by: string): Outcome | undefined {
  if (appraisal.authors.includes(by)) return refused('own_question');
  return appraisal.state === 'in-review' ? undefined : refused('appraisal_closed');
}

/** A member answers without having seen the key. */
export function withCheck(
  appraisal: Appraisal,
  { by, at, response, fraction }: Doing & { response: QuestionResponse; fraction: number | undefined },
): Outcome {
  const refusal = refusalOf(appraisal, by);
  if (refusal) return refusal;
  if (!isBlind(appraisal, by)) return refused('key_checked_already');
  return after(
    appraisal,
    { checks: [...appraisal.checks, { by, at, response, agrees: fraction === 1 }] },
    at,
  );
}

/** A member signs what they have seen, or takes back what they signed, as long as nothing is decided. */
export function withVote(appraisal: Appraisal, { by, at, vote }: Doing & CastVote): Outcome {
  const refusal = refusalOf(appraisal, by);
  if (refusal) return refusal;
  if (isBlind(appraisal, by)) return refused('appraise_first');
  if (vote && vote.hash !== appraisal.hash) return refused('appraisal_changed');
  const others = appraisal.votes.filter((each) => each.by !== by);
  return after(appraisal, { votes: vote ? [...others, { by, at, ...vote }] : others }, at);
}

/** Whoever contradicted the key agrees with it after all. */
export function withSettlement(appraisal: Appraisal, { by, at, note }: Doing & { note: string }): Outcome {
  const refusal = refusalOf(appraisal, by);
  if (refusal) return refusal;
  if (!contestedOf(appraisal).some((check) => check.by === by)) return refused('key_not_contested');
  const checks = appraisal.checks.map((check) =>
    check.by === by ? { ...check, settled: { at, note } } : check,
  );
  return after(appraisal, { checks }, at);
}

/** Somebody says something to the council. */
export function withComment(appraisal: Appraisal, { by, at, text }: Doing & { text: string }): Outcome {
  if (appraisal.comments.length >= MOST_COMMENTS) return refused('too_many_comments');
  return { ok: true, change: { comments: [...appraisal.comments, { by, at, text }] } };
}

/** Its authors take it back, or have changed the question; not while it is being put into force. */
export function withEnd(
  { state, decidedAt, heldUntil }: Pick<Appraisal, 'state' | 'decidedAt' | 'heldUntil'>,
  { by, at, as }: Doing & { as: 'withdrawn' | 'overtaken' },
): Outcome {
  if (state !== 'in-review' && state !== 'approved') return refused('appraisal_closed');
  if (heldUntil && heldUntil > at) return refused('too_busy');
  // What its council approved was approved then.
  const ended = { state: as, decidedAt: decidedAt ?? at, ended: { by, at } };
  return { ok: true, change: { ...ended, waiting: [], isClosed: true } };
}

/** Whether a content may be issued by what a council said: of that very content, and by enough who did not write it. */
export const mayIssue = (appraisal: Appraisal | undefined, hash: string): boolean =>
  appraisal?.state === 'approved' &&
  appraisal.hash === hash &&
  approvalsOf(appraisal).length >= appraisal.needed &&
  contestedOf(appraisal).length === 0;
