import type { Score } from '@chuyen-de/contracts';

/** Clocks of browser and server count seconds differently: so much may a report claim beyond its time. */
const SLACK_SECONDS = 5;
/** A first report has no earlier one to be measured from. */
const FIRST_SECONDS = 900;

interface ReadingSoFar {
  read: readonly string[];
  seconds: number;
  reportedAt: Date;
}

interface Report {
  read: readonly string[];
  seconds: number;
}

/** What a report of reading makes of the progress so far: sections only ever join, seconds only ever grow. */
export function reportReading(
  before: ReadingSoFar | undefined,
  report: Report,
  now: Date,
): { read: string[]; seconds: number } {
  const passed = before
    ? Math.max(0, (now.getTime() - before.reportedAt.getTime()) / 1000) + SLACK_SECONDS
    : FIRST_SECONDS;
  return {
    read: [...new Set([...(before?.read ?? []), ...report.read])],
    seconds: (before?.seconds ?? 0) + Math.min(report.seconds, Math.floor(passed)),
  };
}

/** The courses in which a topic was read as a learner; earlier releases knew the first one alone. */
export const coursesOf = ({
  contextIds,
  contextId,
  linkIds = [],
}: {
  contextIds?: string[];
  contextId?: string;
  linkIds?: string[];
}): string[] => contextIds ?? (contextId !== undefined && linkIds.length > 0 ? [contextId] : []);

export const isComplete = (read: readonly string[], sections: readonly string[]): boolean =>
  sections.every((section) => read.includes(section));

/**
 * What a topic counts in a gradebook: the share of its sections that was read, downwards to one decimal of
 * ten, so that only a topic that is done reads 10. Done stays done when the lecture grows.
 */
export function completionScore(
  { read, completedAt }: { read: readonly string[]; completedAt?: Date | undefined },
  sections: readonly string[],
): Score {
  const maximum = sections.length;
  const passed = completedAt !== undefined;
  const given = passed ? maximum : sections.filter((section) => read.includes(section)).length;
  const outOfTen = passed ? 10 : maximum === 0 ? 0 : Math.floor((100 * given) / maximum) / 10;
  return { given, maximum, outOfTen, passed };
}
