import { randomUUID } from 'node:crypto';
import type {
  AttemptResult,
  CorrectionDraft,
  CorrectionPreview,
  LearnerAttempt,
  QuestionCorrections,
} from '@chuyen-de/contracts';
import { DEVICE, enter, shownGrade, startExam, until, type Call } from './a-school.ts';
import { rightOf } from './sample-programme.ts';
import { openTwoTools, type TwoTools } from './two-tools.ts';

/** Every paper of KT01 has this question, and its key is b. */
export const QUESTION = 'CD01-recall-1';
const PATH = `/exams/KT01/questions/${QUESTION}/1/corrections`;
/** More than it takes every process to notice a correction. */
const A_WHILE = 5 / 60;

export const choice = (id: string) => ({ type: 'single-choice' as const, selected: [id] });
export const rightIs = (id: string): CorrectionDraft => ({ kind: 'change-key', response: choice(id) });

interface Told {
  id: string;
  verb: string;
  voided: boolean;
  statement: { result?: { score?: { scaled: number; raw: number }; success?: boolean } };
}

/** Two processes of the tool, an LMS, and a class that sits an exam with a question whose key is wrong. */
export function useCorrectionRooms() {
  let rooms: TwoTools | undefined;
  const opened = (): TwoTools => {
    if (!rooms) throw new Error('rooms are open within tests only');
    return rooms;
  };
  beforeAll(async () => {
    rooms = await openTwoTools();
  });
  afterAll(() => rooms?.close());

  const slotOf = ({ questions }: LearnerAttempt): number =>
    questions.find(({ stem }) => stem.vi === 'Câu 1 về CD01, mức recall?')!.slot;

  /** Answers with this at the question, and rightly at all others. */
  const answersTo = (attempt: LearnerAttempt, response: string) =>
    attempt.questions.map(({ slot, type }) => {
      const at = Date.now();
      const selected = slot === slotOf(attempt) ? [response].filter(Boolean) : rightOf(type);
      return { slot, seq: at, at, response: { selected }, flagged: false };
    });

  async function beginAs(personId: string, tool: Parameters<typeof enter>[0] = opened().tool) {
    const call = await enter(tool, opened().lms, personId);
    const attempt = await startExam(call);
    return { call, personId, attempt, slot: slotOf(attempt) };
  }
  type Begun = Awaited<ReturnType<typeof beginAs>>;
  const submit = ({ call, attempt }: Begun, response: string) =>
    call<AttemptResult>('POST', `/attempts/${attempt.id}/submit`, {
      device: DEVICE,
      answers: answersTo(attempt, response),
    });

  const collection = (name: string) => opened().tool.connection.collection(name);
  const gradeOf = (personId: string) => shownGrade(opened().lms, opened().lms.course.id, personId);
  const untilGrade = (personId: string, grade: number) =>
    until(() => (gradeOf(personId) === grade ? true : undefined));

  /** Until nothing is owed, and everything has been counted. */
  const settled = () =>
    until(async () => {
      const owing = await Promise.all(
        ['attempts', 'corrections', 'appeals'].map((name) =>
          collection(name).countDocuments({ 'owed.0': { $exists: true } }),
        ),
      );
      const counting = await collection('contributions').countDocuments({ pending: true });
      return [...owing, counting].every((count) => count === 0) ? true : undefined;
    });

  const look = (lecturer: Call) => lecturer<QuestionCorrections>('GET', PATH);

  return {
    ...{ rooms: opened, beginAs, submit, answersTo, slotOf, gradeOf, untilGrade, settled, collection },

    /** A learner of the course who sits the exam. */
    sit: async (response: string) => {
      const begun = await beginAs(await opened().addPerson('learner'));
      const result = await submit(begun, response);
      await until(() => gradeOf(begun.personId));
      return { ...begun, result };
    },

    resultOf: (call: Call, attemptId: string) => call<AttemptResult>('GET', `/attempts/${attemptId}/result`),

    lecturer: async () => enter(opened().tool, opened().lms, await opened().addPerson('lecturer')),

    look,
    /** The corrections that stand. */
    standing: async (lecturer: Call) =>
      (await look(lecturer)).corrections.filter(({ undone, kind }) => !undone && kind !== 'undo'),

    /** All parts of what a correction would change. */
    preview: async (lecturer: Call, correction: CorrectionDraft, scope = 'course') => {
      const parts: CorrectionPreview[] = [];
      for (let after: string | null = null; ;) {
        const part: CorrectionPreview = await lecturer('POST', `${PATH}/preview`, {
          correction,
          scope,
          after,
        });
        parts.push(part);
        if (part.next === null) break;
        after = part.next;
      }
      const sum = (of: 'attempts' | 'people' | 'emptied') =>
        parts.reduce((total, part) => total + part[of], 0);
      return {
        attempts: sum('attempts'),
        people: sum('people'),
        emptied: sum('emptied'),
        changes: parts.flatMap(({ changes }) => changes),
        parts: parts.length,
      };
    },

    /** Corrects the question, and lets the time pass until every process has noticed. */
    correct: async (lecturer: Call, correction: CorrectionDraft, over: object = {}) => {
      const { basedOn } = await look(lecturer);
      const made = await lecturer<QuestionCorrections>('POST', PATH, {
        ...{ id: randomUUID(), correction, scope: 'course', reason: 'Đáp án in nhầm', basedOn },
        ...over,
      });
      opened().tool.clock.pass(A_WHILE);
      return made;
    },

    /** What record stores were told of an attempt, in the order of storing. */
    told: async (registration: string): Promise<Told[]> => {
      const found = await collection('statements').find({ registration }).sort({ position: 1 }).toArray();
      return found.map(({ _id, verb, voided, json }) => ({
        id: String(_id),
        verb: String(verb).split('/').at(-1)!,
        voided: voided === true,
        statement: JSON.parse(json as string) as Told['statement'],
      }));
    },
    attemptOf: (id: string) => collection('attempts').findOne({ _id: id as never }),
  };
}
