import type {
  AnswerToMark,
  AttemptResult,
  LearnerAttempt,
  MarkingOverview,
  NextToMark,
} from '@chuyen-de/contracts';
import { stringify, parse } from 'yaml';
import { DEVICE, enter, shownGrade, until, type Call } from './a-school.ts';
import { connectSandbox, type Connected } from './lti-harness.ts';
import { programmeFiles, rightOf, writeFolder } from './sample-programme.ts';
import { openWholeTool, type WholeTool } from './whole-tool.ts';

export const ESSAY = 'CD01-higher-application-0';
export const TEXT = 'Tự phê bình và phê bình là quy luật phát triển của Đảng.';
export const FILES = {
  questions: 'topics/mot/questions.yaml',
  exams: 'exams.yaml',
  programme: 'programme.yaml',
};

/** The sample programme with an essay worth ten points that everybody is asked, beside ten questions of one. */
export async function withEssay(version: number): Promise<string> {
  const files = programmeFiles();
  const questions = (parse(files[FILES.questions]!) as { code: string }[]).map((question) => {
    if (question.code !== ESSAY) return question;
    const { options: _options, key: _key, ...common } = question as Record<string, unknown>;
    return {
      ...common,
      type: 'essay',
      words: { least: 5, most: 300 },
      rubric: [
        { id: 'a', title: { vi: 'Khái niệm' }, points: 3 },
        { id: 'b', title: { vi: 'Liên hệ' }, points: 2 },
      ],
    };
  });
  const [first, ...others] = parse(files[FILES.exams]!) as object[];
  const fixed = [{ topic: 'CD01', question: ESSAY, points: 10 }];
  return writeFolder({
    ...files,
    [FILES.programme]: stringify({ ...(parse(files[FILES.programme]!) as object), version }),
    [FILES.exams]: stringify([{ ...first, attempts: 5, fixed }, ...others], { aliasDuplicateObjects: false }),
    [FILES.questions]: stringify(questions, { aliasDuplicateObjects: false }),
  });
}

interface Opened {
  tool: WholeTool;
  lms: Connected;
  lecturer: Call;
  second: Call;
  learners: { id: string; call: Call }[];
}

/** Five learners and two lecturers of a course of the sandbox. */
async function open(): Promise<Opened> {
  const tool = await openWholeTool();
  expect(await tool.tool.importProgramme(await withEssay(2))).toMatchObject({ ok: true });
  const lms = await connectSandbox(tool);
  const enrolled = async (familyName: string, givenName: string, role: 'learner' | 'lecturer') => {
    const { id } = await lms.sandbox.addPerson({ familyName, givenName });
    await lms.sandbox.enrol(lms.course.id, id, role);
    return { id, call: await enter(tool, lms, id) };
  };
  const lecturer = await enter(tool, lms, lms.lecturer.id);
  const second = (await enrolled('Phạm', 'Dũng', 'lecturer')).call;
  const learners: Opened['learners'] = [];
  for (const givenName of ['An', 'Bình', 'Chi', 'Dung', 'Em'])
    learners.push(await enrolled('Lê', givenName, 'learner'));
  return { tool, lms, lecturer, second, learners };
}

export const route = (...parts: string[]) => ['/exams/KT01/marking', ...parts].join('/');
export const answerRoute = (attempt: string) => route(ESSAY, 'answers', attempt);
export const next = (call: Call, after = '') =>
  call<NextToMark>('GET', `${route(ESSAY, 'next')}?after=${after}`);
export const mark = (call: Call, attempt: string, body: object) =>
  call<AnswerToMark>('PUT', answerRoute(attempt), body);
export const full = { a: 3, b: 2 };

/** The status and code with which a request is refused. */
export const refused = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => 'nothing',
    (error: unknown) => {
      const { message } = error as Error;
      return `${/answered (\d+)/.exec(message)?.[1]} ${/"code":"(\w+)"/.exec(message)?.[1]}`;
    },
  );

interface ToldStatement {
  verb: { id: string };
  object: { definition?: { interactionType?: string; correctResponsesPattern?: string[] } };
  result?: { score?: { scaled: number }; success?: boolean };
  context: { instructor?: object };
}

/** A class whose exam has an essay, for the tests of a file. */
export function useMarkingClass() {
  let opened: Opened | undefined;
  beforeAll(async () => {
    opened = await open();
  });
  afterAll(async () => {
    await opened?.lms.sandbox.close();
    await opened?.tool.close();
  });
  const held = (): Opened => {
    if (!opened) throw new Error('the class is open within tests only');
    return opened;
  };
  const learner =
    (person: number): Call =>
    (...request) =>
      held().learners[person]!.call(...request);
  const lecturer: Call = (...request) => held().lecturer(...request);

  /** What was told of an attempt and stands, by its registration. */
  async function statementsOf(attempt: string): Promise<ToldStatement[]> {
    const { connection } = held().tool;
    const found = await connection.collection('attempts').findOne({ _id: attempt as never });
    return (await connection.collection('statements').find().toArray())
      .filter(({ json, voided }) => {
        const isTheirs = (json as string).includes(String(found?.['registration']));
        return isTheirs && voided !== true;
      })
      .map(({ json }) => JSON.parse(json as string) as ToldStatement);
  }

  return {
    tool: () => held().tool,
    lecturer,
    second: ((...request) => held().second(...request)) as Call,
    learner,
    grade: (person: number) =>
      shownGrade(held().lms, held().lms.course.id, held().learners[person]?.id ?? ''),
    resultOf: (person: number, attempt: string) =>
      learner(person)<AttemptResult>('GET', `/attempts/${attempt}/result`),

    /** Hands in an attempt: every other question right, and a text. */
    handIn: async (person: number, text = TEXT): Promise<string> => {
      const call = learner(person);
      const attempt = await call<LearnerAttempt>('POST', '/exams/KT01/attempts', { device: DEVICE });
      const at = Date.now();
      const answers = attempt.questions.map(({ slot, type }) => ({
        slot,
        seq: at,
        at,
        response: type === 'essay' ? { type, text } : { selected: rightOf(type) },
        flagged: false,
      }));
      await call('POST', `/attempts/${attempt.id}/submit`, { device: DEVICE, answers });
      return attempt.id;
    },

    /** What there is to mark, once the lists know as many to wait. */
    waitingOf: (count: number) =>
      until(async () => {
        const { questions } = await lecturer<MarkingOverview>('GET', route());
        const found = questions.find(({ code }) => code === ESSAY);
        return (found?.waiting ?? 0) === count ? (found ?? { code: ESSAY, marked: 0 }) : undefined;
      }),

    statementsOf,
    told: (attempt: string, verb: string): Promise<ToldStatement[]> =>
      until(async () => {
        const found = (await statementsOf(attempt)).filter(({ verb: { id } }) => id.endsWith(`/${verb}`));
        return found.length > 0 ? found : undefined;
      }),
  };
}
