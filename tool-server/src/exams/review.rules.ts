import type { ReviewByMoment, ReviewMoment, ReviewPart } from '@chuyen-de/contracts';
import { REVIEW_PARTS } from '@chuyen-de/contracts/review-parts';

/** How long "right after submitting" lasts. @see Moodle, quiz review options: "within 2 minutes" */
const RIGHT_AFTER_MS = 2 * 60_000;

/** What the moments of a review follow from. */
export interface Ended {
  /** Since when there has been something to look at. */
  since: Date;
  /** When the exam closes for this learner; undefined: never. */
  closesAt: Date | undefined;
}

interface Stretch {
  moment: ReviewMoment;
  from: number;
}

/** The moments after an attempt has ended, one after the other. A closed exam is closed, however lately it was sat. */
function stretchesOf({ since, closesAt }: Ended): Stretch[] {
  const submitted = since.getTime();
  const closed = closesAt?.getTime() ?? Infinity;
  const all: Stretch[] = [
    { moment: 'submitted', from: submitted },
    { moment: 'open', from: submitted + RIGHT_AFTER_MS },
  ];
  const beforeClosing = all.filter(({ from }) => from < closed);
  return closed === Infinity ? beforeClosing : [...beforeClosing, { moment: 'closed', from: closed }];
}

/** What of an ended attempt may be seen now, and what will be from when on. */
export interface Shown {
  parts: ReadonlySet<ReviewPart>;
  later: { part: ReviewPart; from: Date }[];
}

/** What of an ended attempt may be seen at a time, by the server's clock. */
export function shownAt(review: ReviewByMoment, ended: Ended, now: Date): Shown {
  const stretches = stretchesOf(ended);
  const current = stretches.findLast(({ from }) => from <= now.getTime()) ?? stretches[0];
  const parts = new Set(current ? review[current.moment] : []);
  const coming = stretches.filter(({ from }) => from > now.getTime());
  const later = REVIEW_PARTS.flatMap((part) => {
    const next = parts.has(part) ? undefined : coming.find(({ moment }) => review[moment].includes(part));
    return next ? [{ part, from: new Date(next.from) }] : [];
  });
  return { parts, later };
}

/** What of an attempt bears on whether its learner may see the key. */
interface Reviewed {
  state: 'open' | 'closed' | 'marked' | 'removed';
  closedAt?: Date;
  settledAt?: Date;
  removed?: { at: Date };
  exam: { review: ReviewByMoment };
}

/** Whether the key of an attempt's questions is not shown to its learner now. One that was removed is over as any. */
export function holdsKeyBack(attempt: Reviewed, closesAt: Date | undefined, now: Date): boolean {
  const { state, settledAt, closedAt, removed, exam } = attempt;
  const since = state === 'removed' ? (settledAt ?? closedAt ?? removed?.at) : settledAt;
  if (!since || state === 'open' || state === 'closed') return true;
  return !shownAt(exam.review, { since, closesAt }, now).parts.has('key');
}

/** Whether more may be seen of single questions than what they earned. */
export const showsQuestions = (parts: ReadonlySet<ReviewPart>): boolean =>
  (['response', 'correctness', 'key', 'explanation'] as const).some((part) => parts.has(part));

/** When an exam closes for somebody who sat it: by what they were given, else as the exam says now or said then. */
export function closingFor(
  accommodation: { closesAt?: string | undefined } | undefined,
  ...exams: ({ closesAt?: string | undefined } | undefined)[]
): Date | undefined {
  if (accommodation?.closesAt !== undefined) return new Date(accommodation.closesAt);
  const known = exams.flatMap((exam) => exam ?? []);
  const closings = known.flatMap(({ closesAt }) => closesAt ?? []);
  // The later one, and none where one of them says none: what is told cannot be taken back.
  if (closings.length === 0 || closings.length < known.length) return undefined;
  return new Date(Math.max(...closings.map((at) => Date.parse(at))));
}
