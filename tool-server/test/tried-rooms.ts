import type { CheckedAnswer, LearnerAttempt, ReviewPart } from '@chuyen-de/contracts';
import type { QuestionContent, QuestionResponse } from '@chuyen-de/question-types';
import type { Attempt } from '../src/exams/index.ts';
import { DEVICE, start, submit, useExamRooms, type Client } from './exam-steps.ts';
import { edited, withVersion, writeFolder } from './sample-programme.ts';
import { contentOf, EXAM, sent, typedFiles } from './typed-questions.ts';

type Question = LearnerAttempt['questions'][number];

const PLACE = { item: { kind: 'exam', code: EXAM }, linkId: 'link-9' } as const;
const DURING: ReviewPart[] = ['marks', 'correctness', 'key', 'explanation'];
const ALL: ReviewPart[] = ['response', ...DURING];
export const MOST = 3;
/** In per cent. */
export const PENALTY = 30;

export const one = (id: string): QuestionResponse => ({ type: 'single-choice', selected: [id] });
export const several = (...selected: string[]): QuestionResponse => ({ type: 'multiple-choice', selected });
export const pairs = (all: Record<string, string>): QuestionResponse => ({ type: 'matching', pairs: all });

/** Rooms with an exam of all types of question, whose answers may be tried several times. */
export function useTriedRooms() {
  const { rooms, learner } = useExamRooms();
  afterEach(() => rooms().empty('programmes'));

  /** Puts the exam into use with such terms. */
  async function withTries(terms: object = {}): Promise<void> {
    await rooms().empty('attempts', 'programmes');
    const review = { during: DURING, submitted: ALL, open: ALL, closed: ALL };
    const given = {
      behaviour: 'interactive',
      tries: MOST,
      penalty: PENALTY,
      tellsParts: true,
      review,
      ...terms,
    };
    const exams = edited(typedFiles(), 'exams.yaml', (all: { code: string }[]) =>
      all.map((exam) => (exam.code === EXAM ? { ...exam, ...given } : exam)),
    );
    const files = edited(exams, 'topics/mot/questions.yaml', (questions: object[]) =>
      questions.map((question) => ({
        ...question,
        hints: [{ vi: 'HINT-1' }, { vi: 'HINT-2' }, { vi: 'HINT-3' }],
      })),
    );
    const imported = await rooms().importProgramme(await writeFolder(withVersion(files, 3)));
    expect(imported).toMatchObject({ ok: true });
  }

  const stored = async (id: string): Promise<Attempt> => (await rooms().exams.findAttempt(id))!.attempt;

  /** Somebody at the exam: answers are given as their authors write them, and sent as pages do. */
  async function sit() {
    const client: Client = await learner(PLACE);
    const attempt = await start(client, EXAM);
    const { paper } = await stored(attempt.id);
    const questionOf = (type: QuestionContent['type']): Question =>
      attempt.questions.find((question) => contentOf(question)?.type === type)!;
    const logged = (question: Question, response: QuestionResponse) => {
      rooms().clock.pass(0.01);
      const at = rooms().clock.now().getTime();
      return {
        slot: question.slot,
        seq: at,
        at,
        flagged: false,
        response: sent(question, paper, () => response),
      };
    };
    const check = (answer: object) =>
      client('POST', `/attempts/${attempt.id}/checks`, { device: DEVICE, answer });
    return {
      ...{ client, attempt, questionOf, logged, check },
      id: attempt.id,
      tries: async (question: Question, response: QuestionResponse) => {
        const told = await check(logged(question, response));
        return { ...told, checked: (told.body as CheckedAnswer).checked };
      },
      /** Ends it; its essay is left blank. */
      end: async (): Promise<Attempt> => {
        await submit(client, attempt.id);
        return stored(attempt.id);
      },
    };
  }

  return { rooms, withTries, stored, sit };
}
