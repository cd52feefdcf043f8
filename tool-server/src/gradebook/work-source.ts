import type { ItemKind, Score } from '@chuyen-de/contracts';
import type { Catalogue } from '../catalogue/index.ts';
import { countingScore, type AttemptProgress, type AttemptSummary, type Exams } from '../exams/index.ts';
import type { Learning, Progress } from '../learning/index.ts';
import type { Work } from './class-row.rules.ts';
import type { GradedWork } from './recompute-grade.ts';
import type { FollowWork, WorkSource } from './view-gradebook.ts';

interface Deps {
  exams: Pick<Exams, 'accommodationsOfLink' | 'sittings'> & {
    summaries: Pick<Exams['summaries'], 'followLink' | 'progressOfAttempts'>;
  };
  learning: Pick<Learning, 'progressOf'>;
  catalogue: Pick<Catalogue, 'describeItem' | 'findTopic'>;
}

interface Scorers {
  exams: Pick<Exams, 'countingScoreOf'>;
  learning: Pick<Learning, 'completionOf'>;
}

const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);

const progressIn = ({ answered, ...progress }: AttemptProgress, questionCount: number) => ({
  // Of a mark that was entered without answers nothing is left to do.
  progress: questionCount === 0 ? 1 : share(answered, questionCount),
  lastSavedAt: progress.lastSavedAt,
  replayedLate: progress.replayedLate,
  lateSeconds: progress.lateSeconds,
});

const NO_PROGRESS: AttemptProgress = { answered: 0, replayedLate: 0, lateSeconds: 0 };

/** The newest attempt stands for the state; the score is the one that counts, as it is sent to the LMS. */
function workOfAttempts(attempts: AttemptSummary[]): Work | undefined {
  const newest = attempts.at(-1);
  if (!newest) return undefined;
  const ended = attempts.flatMap(({ score, passMark }) => (score ? [{ score, passMark }] : []));
  return {
    state: newest.state === 'open' ? 'open' : 'done',
    attempts: attempts.length,
    startedAt: newest.startedAt,
    sitting: newest.sitting,
    doneAt: newest.closedAt,
    score: countingScore(ended, newest.grading),
    ...progressIn(newest.progress ?? NO_PROGRESS, newest.questionCount),
    awaitsMarking: attempts.reduce((sum, { awaits = [] }) => sum + awaits.length, 0),
    markedByHand: attempts.reduce((sum, { markedByHand = [] }) => sum + markedByHand.length, 0),
    underWay: newest.state === 'open' ? { attempt: newest._id, questions: newest.questionCount } : undefined,
  };
}

const workOfProgress = (progress: Progress, sectionCount: number): Work => ({
  state: progress.completedAt ? 'done' : 'open',
  attempts: 0,
  startedAt: progress.startedAt,
  lastSavedAt: progress.reportedAt,
  doneAt: progress.completedAt,
  progress: Math.min(1, share(progress.read.length, sectionCount)),
  score: undefined,
  replayedLate: 0,
  lateSeconds: 0,
  awaitsMarking: 0,
  markedByHand: 0,
  underWay: undefined,
});

/** The score that counts of somebody's work in an exam or on a topic. */
export const makeCountingScore =
  ({ exams, learning }: Scorers) =>
  async (work: GradedWork): Promise<Score | undefined> =>
    'examCode' in work ? exams.countingScoreOf(work) : learning.completionOf(work.personId, work.topicCode);

const followNothing: FollowWork = () => Promise.resolve({ isWhole: true, works: new Map<string, Work>() });

/** What exams and topics tell the gradebook of everybody's work. */
export function makeWorkSource({ exams, learning, catalogue }: Deps): WorkSource {
  function followExam(linkId: string): FollowWork {
    const read = exams.summaries.followLink(linkId);
    return async () => {
      const { isWhole, attempts } = await read();
      return { isWhole, works: new Map([...attempts].map(([id, theirs]) => [id, workOfAttempts(theirs)])) };
    };
  }

  /** Reads everybody each time, and tells of nobody if all have read what they had. */
  function followTopic(code: string): FollowWork {
    let before: string | undefined;
    return async (personIds) => {
      const found = await catalogue.findTopic(code);
      const sections = found?.topic.lectures.vi.sections.length ?? 0;
      const progress = await learning.progressOf(code, personIds);
      const stand = [...progress].map(([id, { change }]) => `${id} ${change}`).join();
      if (`${sections} ${stand}` === before) return { isWhole: false, works: new Map<string, Work>() };
      before = `${sections} ${stand}`;
      const works = new Map([...progress].map(([id, item]) => [id, workOfProgress(item, sections)]));
      return { isWhole: true, works };
    };
  }

  const follow: Record<ItemKind, (code: string, linkId: string) => FollowWork> = {
    topic: (code) => followTopic(code),
    exam: (_code, linkId) => followExam(linkId),
    // Practice is for those who practise: nobody follows it. The home of a class has a list of its own.
    practice: () => followNothing,
    class: () => followNothing,
  };

  return {
    titleOf: async (item) => (await catalogue.describeItem(item))?.title,
    follow: ({ kind, code }, linkId) => follow[kind](code, linkId),
    async progressNow(works) {
      const underWay = works.flatMap((work) => (work.underWay ? [work.underWay.attempt] : []));
      const progress = await exams.summaries.progressOfAttempts(underWay);
      return works.map((work) => {
        const now = work.underWay && progress.get(work.underWay.attempt);
        return now && work.underWay ? { ...work, ...progressIn(now, work.underWay.questions) } : work;
      });
    },
    accommodationsOf: async (linkId) => exams.accommodationsOfLink(linkId),
    sittingsOf: async ({ kind, code }, linkId) =>
      kind === 'exam' ? exams.sittings.ofPeople({ linkId, examCode: code }) : new Map(),
  };
}
