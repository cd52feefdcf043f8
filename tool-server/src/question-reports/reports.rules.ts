import type { OwnReport, Scope } from '@chuyen-de/contracts';
import type { QuestionReport } from './question-report.model.ts';

/** An owner as it is looked for. */
export const ownerKey = (owner: Scope): string => {
  switch (owner.kind) {
    case 'installation':
      return 'installation';
    case 'platform':
      return `platform ${owner.platformId}`;
    case 'course':
      return `course ${owner.platformId} ${owner.contextId}`;
  }
};

/**
 * Who reads a report: those who make things for the owner of its bank. What was imported from files is made by nobody in the
 * browser: those who teach the course in which it was asked read it, too, and can correct the question there.
 */
export function readersOf(
  programme: { owner: Scope; made?: unknown } | undefined,
  { platformId, contextId }: { platformId: string; contextId?: string | undefined },
): string[] {
  const course = contextId === undefined ? [] : [{ kind: 'course' as const, platformId, contextId }];
  const owners = programme ? [programme.owner] : [];
  return [...new Set([...owners, ...(programme?.made ? [] : course)].map(ownerKey))];
}

/** A report as whoever made it sees it: an answer may tell the key, and waits as long as an exam holds that back. */
export const ownReport = (
  report: QuestionReport,
  { slots, isHeldBack }: { slots: number[]; isHeldBack: boolean },
): OwnReport => {
  const { _id: id, kind, text, at, state, answer } = report;
  return {
    ...{ id, kind, text, at: at.toISOString(), state, slots },
    answer: answer
      ? { at: answer.at.toISOString(), outcome: answer.outcome, text: isHeldBack ? null : answer.text }
      : null,
  };
};
