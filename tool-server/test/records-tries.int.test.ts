import type { LearnerAttempt, ReviewPart } from '@chuyen-de/contracts';
import type { XapiStatement } from '@chuyen-de/xapi';
import { DEVICE, faultsOf, openRecordRooms, PUBLIC_URL, verbOf, type RecordRooms } from './record-rooms.ts';
import { edited, examsWith, rightOf, writeFolder } from './sample-programme.ts';

const EXTENSIONS = `${PUBLIC_URL}/profile/extensions`;

let rooms: RecordRooms;
beforeEach(async () => {
  rooms = await openRecordRooms();
});
afterEach(() => rooms.close());

type Question = LearnerAttempt['questions'][number];

/** Somebody sits the exam of the sample programme, whose questions have a hint, with such terms. */
async function sit(terms: object) {
  const exams = examsWith(terms);
  const files = ['topics/mot/questions.yaml', 'topics/hai/questions.yaml'].reduce(
    (all, file) =>
      edited(all, file, (questions: object[]) =>
        questions.map((question) => ({ ...question, hints: [{ vi: 'Gợi ý' }] })),
      ),
    exams,
  );
  expect(await rooms.importProgramme(await writeFolder(files))).toMatchObject({ ok: true });
  const { call, attempt } = await rooms.startExam();
  const [a, b] = attempt.questions as [Question, Question];
  const logged = (question: Question, selected: string[]) => {
    rooms.clock.pass(1);
    return rooms.answer(question.slot, selected);
  };
  return {
    ...{ a, b },
    check: (question: Question, selected: string[]) =>
      call('POST', `/attempts/${attempt.id}/checks`, { device: DEVICE, answer: logged(question, selected) }),
    save: (question: Question, selected: string[]) =>
      call('PATCH', `/attempts/${attempt.id}/answers`, {
        device: DEVICE,
        answers: [logged(question, selected)],
      }),
    end: async () => {
      await call('POST', `/attempts/${attempt.id}/submit`, { device: DEVICE, answers: [] });
      await rooms.worker.drain();
    },
  };
}

const answersTold = async (): Promise<XapiStatement[]> =>
  (await rooms.told()).filter((statement) => verbOf(statement) === 'answered');

const during: ReviewPart[] = ['correctness'];
const review = { during, submitted: ['marks'], open: ['marks'], closed: ['marks'] };

it('says of each answer in how many tries it was given, how many hints were told, and what is left of its points', async () => {
  const { a, b, check, save, end } = await sit({ behaviour: 'interactive', tries: 3, penalty: 30, review });
  await check(a, ['d']);
  await check(a, rightOf(a.type));
  await save(b, rightOf(b.type));
  await end();
  const told = await answersTold();
  expect(told.flatMap(faultsOf)).toEqual([]);
  expect(told).toMatchObject([
    {
      result: { success: true, score: { scaled: 0.7, raw: 0.7, min: 0, max: 1 } },
      context: { extensions: { [`${EXTENSIONS}/tries`]: 2, [`${EXTENSIONS}/hints`]: 1 } },
    },
    {
      result: { success: true, score: { scaled: 1, raw: 1 } },
      context: { extensions: { [`${EXTENSIONS}/tries`]: 1, [`${EXTENSIONS}/hints`]: 0 } },
    },
  ]);
});

it('says nothing of it where an answer is checked once', async () => {
  const { a, check, end } = await sit({ behaviour: 'immediate', review });
  await check(a, ['d']);
  await end();
  const [told] = await answersTold();
  expect(Object.keys(told!.context!.extensions!)).not.toContain(`${EXTENSIONS}/tries`);
});
