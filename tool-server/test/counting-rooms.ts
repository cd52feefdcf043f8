import type { LearnerAttempt } from '@chuyen-de/contracts';
import fc from 'fast-check';
import type { Attempt } from '../src/exams/index.ts';
import type { Progress } from '../src/learning/index.ts';
import { makeOwedWorker, owingSource, type OwedHandler } from '../src/storage/index.ts';
import { correctQuestion } from './correct-question.ts';
import { DEVICE, save, submit, useExamRooms, type Client } from './exam-steps.ts';

/** What counting keeps. */
export const COUNTED = ['contributions', 'itemStatistics', 'counting', 'completions'];
/** What a test of counting begins without. */
export const COLLECTIONS = [
  'attempts',
  'timeDeeds',
  'attemptSummaries',
  'progress',
  'corrections',
  ...COUNTED,
];

/** An exam that may be made as often as one likes. */
export const KT02 = { item: { kind: 'exam', code: 'KT02' } } as const;

const nothing: OwedHandler = () => Promise.resolve();

/** How the question that all have is corrected. */
export const aCorrection = fc.record({
  kind: fc.constant('correct' as const),
  how: fc.constantFrom(
    'change-key' as const,
    'accept-also' as const,
    'drop' as const,
    'full-credit' as const,
  ),
  right: fc.constantFrom('a', 'b', 'd'),
});

/** Rooms whose attempts and reading are counted. */
export function useCountingRooms(rules: Parameters<typeof useExamRooms>[0] = {}) {
  const { rooms, learner, answer, rightAnswer } = useExamRooms(rules);
  /** Every state of an attempt, and of what was read, that something was owed for. */
  let owedFor: (Attempt | Progress)[] = [];

  const tell = async (document: Attempt | Progress): Promise<void> => {
    if ('topicCode' in document) return rooms().completions.onTopicCompleted(document);
    await rooms().exams.summaries.onSummaryOwed(document);
    await rooms().statistics.onAttemptChanged(document);
  };
  const told: OwedHandler = (document: Attempt | Progress) => {
    owedFor.push(structuredClone(document));
    return tell(document);
  };

  const all = (name: string) => rooms().collection(name).find().sort({ _id: 1 }).toArray();

  return {
    rooms,
    learner,
    answer,
    lecturer: (over: object = {}) => learner({ personId: 'person-9', roles: ['lecturer'], ...over }),
    /** What is stored, past the rooms. */
    all,

    /** Figures and completions, without those that come to nothing and what only the work on them needs. */
    stored: async (): Promise<string> => {
      const figures = (await all('itemStatistics')).flatMap(({ batch: _, ...figure }) =>
        JSON.stringify(figure).includes('"pairs":{"') ? [figure] : [],
      );
      const completions = (await all('completions')).flatMap(({ stand: _, ...completion }) =>
        completion['at'] === undefined ? [] : [completion],
      );
      return JSON.stringify({ figures, completions });
    },

    /** Carries out what is owed, as the tool's worker does. */
    workOff: (): Promise<void> =>
      makeOwedWorker({
        sources: [owingSource(rooms().exams.attempts), owingSource(rooms().learning.progress)],
        queue: rooms().owedQueue,
        handlers: {
          ...{ summary: told, completed: told },
          'mark-anew': async ({ _id }: Attempt) => {
            await rooms().exams.corrections.correct(_id);
          },
          ...{ grade: nothing, records: nothing, audit: nothing, completion: nothing },
        },
        clock: rooms().clock,
        logger: { debug: nothing, info: nothing, warn: console.error, error: console.error } as never,
      }).drain(),

    /** Corrects a question that every paper of KT02 has, and has the attempts that ask it marked anew. */
    correct: async (
      kind: 'change-key' | 'accept-also' | 'drop' | 'full-credit',
      right: string,
    ): Promise<void> => {
      const response = { type: 'single-choice' as const, selected: [right] };
      const wish = kind === 'change-key' || kind === 'accept-also' ? { kind, response } : { kind };
      await correctQuestion(rooms(), { code: 'CD01-recall-1', revision: 1 }, wish);
    },

    /** Attempts whose results are not what marking them now would come to. */
    async marksThatDiffer(): Promise<string[]> {
      const { exams, correctionsInForce } = rooms();
      const differing: string[] = [];
      for (const attempt of await exams.attempts.find({ settledAt: { $ne: null } }).lean<Attempt[]>()) {
        const { isChanged } = await exams.corrections.foresee(
          attempt,
          await correctionsInForce.rulingsOf(attempt),
        );
        if (isChanged && attempt.state !== 'removed') differing.push(attempt._id);
      }
      return differing;
    },

    /** Carries it out again, the latest first: what one process was told late, or twice. */
    tellAgain: async (): Promise<void> => {
      for (const document of [...owedFor].reverse()) await tell(document);
    },
    /** Forgets what was owed, for which `which` says so. */
    forgetTold: (which: (document: Attempt | Progress) => boolean): void => {
      owedFor = owedFor.filter((document) => !which(document));
    },
    count: (): Promise<void> => rooms().statistics.worker.drain(),

    /** Sits an exam, as far as its attempts reach: so many answers are right, and the last one is left blank. */
    sit: async (client: Client, right: number): Promise<string | undefined> => {
      const { status, body } = await client('POST', '/exams/KT02/attempts', { device: DEVICE });
      if (status !== 200) return undefined;
      const { id, questions } = body as LearnerAttempt;
      rooms().clock.pass(1);
      const answers = questions.map((each, index) =>
        index < right ? rightAnswer(each) : answer(each.slot, ['d']),
      );
      await save(client, id, answers.slice(0, -1));
      await submit(client, id);
      return id;
    },
  };
}
