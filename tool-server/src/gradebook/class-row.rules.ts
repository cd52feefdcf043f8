import type {
  Accommodation,
  ClassRow,
  GradeReason,
  LedgerEntry,
  Score,
  SittingNamed,
} from '@chuyen-de/contracts';
import type { Grade } from './grade.model.ts';

/** What somebody did with the item of a link, the newest attempt standing for the state. */
export interface Work {
  state: 'open' | 'done';
  attempts: number;
  startedAt: Date;
  /** That of the newest attempt, where the exam is sat in sittings. */
  sitting?: SittingNamed | undefined;
  lastSavedAt: Date | undefined;
  doneAt: Date | undefined;
  /** Share answered or read, 0–1. */
  progress: number;
  score: Score | undefined;
  replayedLate: number;
  lateSeconds: number;
  /** Answers that wait for a person to mark them, and those that one has marked. */
  awaitsMarking: number;
  markedByHand: number;
  /** The open attempt, which goes on with every save, and of how many questions; undefined where there is none. */
  underWay: { attempt: string; questions: number } | undefined;
}

interface RowSource {
  person: { id: string; name: string | undefined; email: string | undefined };
  inRoster: boolean | null;
  work: Work | undefined;
  accommodation: Accommodation | undefined;
  /** The one that they are in. */
  sitting: SittingNamed | undefined;
  grade: Grade | undefined;
}

/**
 * A short number for somebody, always the same: the counting part of our id of them, so that those whom one
 * roster brought have numbers of their own. It says nothing of who they are.
 */
export const numberOf = (personId: string): string =>
  String(Number.parseInt(personId.slice(-6), 16) % 1_000_000).padStart(6, '0');

const iso = (date: Date | undefined): string | null => date?.toISOString() ?? null;

/** The gradebook has something else: what goes there again is a lecturer's decision of now. */
export const ELSEWISE: GradeReason[] = ['newer_grade', 'changed_by_hand', 'not_shown', 'still_held'];

/** A gradebook takes nothing for somebody who has left; what it holds as it was sent, it would refuse as older. */
export const canRetry = (
  { state, reason }: Pick<Grade, 'state' | 'reason'>,
  inRoster: boolean | null,
): boolean => inRoster !== false && (state !== 'sent' || (reason != null && ELSEWISE.includes(reason)));

/** A gradebook shows nothing of somebody who has left the class: that says nothing of its column. */
const reasonOf = ({ reason }: Pick<Grade, 'reason'>, inRoster: boolean | null): GradeReason | null =>
  inRoster === false && reason === 'not_shown' ? 'not_in_class' : (reason ?? null);

/** Reasons for which a grade that was taken is not to be seen. */
const UNSEEN: readonly (GradeReason | null)[] = ['not_shown', 'still_held'];

/** Whether a grade is not where it belongs: waiting, refused, or taken and not to be seen. */
export const isGradeMissing = (grade: Pick<Grade, 'state' | 'reason'>, inRoster: boolean | null): boolean =>
  grade.state === 'waiting' || grade.state === 'refused' || UNSEEN.includes(reasonOf(grade, inRoster));

/** A line of the ledger as the lecturer sees it. */
export const toLedgerEntry = (grade: Grade, inRoster: boolean | null): LedgerEntry => ({
  id: grade._id.toHexString(),
  state: grade.state,
  score: grade.score,
  at: grade.at.toISOString(),
  tries: grade.tries,
  nextTryAt: grade.state === 'waiting' ? grade.due.toISOString() : null,
  reason: reasonOf(grade, inRoster),
  held: grade.held ? { outOfTen: grade.held.outOfTen, at: grade.held.at.toISOString() } : null,
  lastReply: grade.lastReply ? { ...grade.lastReply, at: grade.lastReply.at.toISOString() } : null,
  can: { retry: canRetry(grade, inRoster) },
});

/** A row of the lecturer's class list. */
export const toClassRow = ({
  person,
  inRoster,
  work,
  accommodation,
  sitting,
  grade,
}: RowSource): ClassRow => ({
  person: {
    id: person.id,
    name: person.name ?? null,
    email: person.email ?? null,
    number: numberOf(person.id),
  },
  inRoster,
  state: work?.state ?? 'not-started',
  attempts: work?.attempts ?? 0,
  startedAt: iso(work?.startedAt),
  lastSavedAt: iso(work?.lastSavedAt),
  doneAt: iso(work?.doneAt),
  progress: work?.progress ?? 0,
  score: work?.score ?? null,
  replayedLate: work?.replayedLate ?? 0,
  lateSeconds: work?.lateSeconds ?? 0,
  awaitsMarking: work?.awaitsMarking ?? 0,
  accommodation: accommodation ?? null,
  sitting: work?.sitting ?? sitting ?? null,
  grade: grade ? toLedgerEntry(grade, inRoster) : null,
});
