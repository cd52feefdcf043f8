import type { Certainty, LearnerAttempt } from '@chuyen-de/contracts';
import type { XapiStatement } from '@chuyen-de/xapi';
import { DEVICE, faultsOf, openRecordRooms, PUBLIC_URL, verbOf, type RecordRooms } from './record-rooms.ts';
import { examsWith, rightOf, writeFolder } from './sample-programme.ts';

const CERTAINTY = `${PUBLIC_URL}/profile/extensions/certainty`;

let rooms: RecordRooms;
beforeEach(async () => {
  rooms = await openRecordRooms();
});
afterEach(() => rooms.close());

type Question = LearnerAttempt['questions'][number];
const right = ({ slot, type }: Question, certainty?: Certainty) => ({
  ...rooms.answer(slot, rightOf(type)),
  ...(certainty && { certainty }),
});

/** Somebody sits the exam of the sample programme, with such terms. */
async function sit(terms: object) {
  expect(await rooms.importProgramme(await writeFolder(examsWith(terms)))).toMatchObject({
    ok: true,
  });
  const { call, attempt } = await rooms.startExam();
  rooms.clock.pass(1);
  const save = (answers: object[]) =>
    call('PATCH', `/attempts/${attempt.id}/answers`, { device: DEVICE, answers });
  const end = async () => {
    await call('POST', `/attempts/${attempt.id}/submit`, { device: DEVICE, answers: [] });
    await rooms.worker.drain();
  };
  const [a, b, c] = attempt.questions as [Question, Question, Question];
  return { attempt, save, end, a, b, c };
}

const answersTold = async (): Promise<XapiStatement[]> =>
  (await rooms.told()).filter((statement) => verbOf(statement) === 'answered');
const certaintiesTold = async () =>
  (await answersTold()).map(({ context }) => context!.extensions?.[CERTAINTY]);

it('says of each answer how certain its learner was, and nothing where they did not say', async () => {
  const { save, end, a, b, c } = await sit({ certainty: true });
  await save([right(a, 3)]);
  rooms.clock.pass(1);
  await save([right(b, 1)]);
  rooms.clock.pass(1);
  await save([right(c)]);
  await end();
  expect(await certaintiesTold()).toEqual([3, 1, undefined]);
  expect((await answersTold()).flatMap(faultsOf)).toEqual([]);
});

it('tells an answer whose certainty alone was changed once, as it was left and when', async () => {
  const { save, end, a } = await sit({ certainty: true });
  const first = right(a, 3);
  await save([first]);
  rooms.clock.pass(5);
  const changed = right(a, 2);
  await save([changed]);
  // What was logged before comes late and changes nothing.
  await save([first]);
  await end();
  const [told, ...others] = await answersTold();
  expect(others).toEqual([]);
  expect(told).toMatchObject({
    timestamp: '2026-03-02T08:06:00.000Z',
    result: { success: true, score: { raw: expect.closeTo(2 / 3) as unknown, min: -2, max: 1 } },
    context: { extensions: { [CERTAINTY]: 2 } },
  });
});

it('keeps it in what is told anew after a correction', async () => {
  const { attempt, save, end, a } = await sit({ certainty: true });
  await save([{ ...right(a, 2), response: { selected: ['d'] } }]);
  await end();
  await rooms.correct(attempt.id, a.slot);
  await rooms.worker.drain();
  expect(
    (await answersTold()).map(({ result, context }) => [result!.success, context!.extensions![CERTAINTY]]),
  ).toEqual([[true, 2]]);
});

it('says nothing of it where the exam does not ask', async () => {
  const { save, end, a } = await sit({});
  await save([right(a, 3)]);
  await end();
  expect(await certaintiesTold()).toEqual([undefined]);
});
