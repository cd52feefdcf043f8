import type { ClassHome, NextStep } from '@chuyen-de/contracts';
import { endOfSchoolDay } from '@chuyen-de/contracts';

type Topic = Pick<ClassHome['topics'][number], 'code' | 'completedAt' | 'due'>;
type Exam = Pick<ClassHome['exams'][number], 'linkId' | 'mine' | 'opensAt' | 'closesAt'>;

const canBeSat = ({ mine, opensAt, closesAt }: Exam, now: Date): boolean =>
  mine === 'open' ||
  (mine === 'not-started' &&
    (opensAt === null || new Date(opensAt) <= now) &&
    (closesAt === null || new Date(closesAt) > now));

/**
 * What to do next: what is due first; of what has no date topics before exams, in their order. An exam that is under way
 * comes before everything.
 */
export function nextStepOf(
  topics: readonly Topic[],
  exams: readonly Exam[],
  now: Date,
): NextStep | undefined {
  const steps: { step: NextStep; at: number }[] = [
    ...topics
      .filter(({ completedAt }) => completedAt === null)
      .map(({ code, due }) => ({
        step: { kind: 'topic' as const, code },
        at: due === null ? Infinity : endOfSchoolDay(due),
      })),
    ...exams
      .filter((exam) => canBeSat(exam, now))
      .map(({ linkId, mine, closesAt }) => ({
        step: { kind: 'exam' as const, linkId },
        at: mine === 'open' ? -Infinity : closesAt === null ? Infinity : Date.parse(closesAt),
      })),
  ];
  let first: (typeof steps)[number] | undefined;
  for (const each of steps) if (!first || each.at < first.at) first = each;
  return first?.step;
}
