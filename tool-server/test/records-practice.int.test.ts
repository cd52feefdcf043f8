import type { PracticeRound } from '@chuyen-de/contracts';
import { aLaunch, faultsOf, openRecordRooms, PUBLIC_URL, verbOf, type RecordRooms } from './record-rooms.ts';
import { rightOf } from './sample-programme.ts';

let rooms: RecordRooms;
beforeEach(async () => {
  rooms = await openRecordRooms();
});
afterEach(() => rooms.close());

/** Practises two questions, the first rightly, the second wrongly. */
async function practise(over: Parameters<typeof aLaunch>[0] = {}): Promise<PracticeRound> {
  const call = await rooms.as(
    await rooms.launch(aLaunch({ item: { kind: 'practice', code: 'CD01' }, ...over })),
  );
  const round = await call<PracticeRound>('POST', '/practice/CD01/rounds', {});
  const [first, second] = round.questions;
  await call('PUT', `/practice/rounds/${round.id}/answers/1`, {
    response: { type: first!.type, selected: rightOf(first!.type) },
  });
  rooms.clock.pass(1);
  await call('PUT', `/practice/rounds/${round.id}/answers/2`, {
    response: { type: second!.type, selected: ['d'] },
  });
  await rooms.worker.drain();
  return round;
}

it('tells each question that was practised, as practice', async () => {
  await practise();
  const told = await rooms.told();
  const withVerb = (verb: string) => told.filter((statement) => verbOf(statement) === verb);
  expect(told).toHaveLength(3);
  expect(withVerb('launched')[0]!.object).toMatchObject({
    id: `${PUBLIC_URL}/practice/CD01`,
    definition: { name: { vi: 'Luyện tập: Chuyên đề CD01', en: 'Practice: Topic CD01' } },
  });
  const parent = [expect.objectContaining({ id: `${PUBLIC_URL}/practice/CD01` }) as unknown];
  const context = {
    contextActivities: { parent },
    extensions: { [`${PUBLIC_URL}/profile/extensions/practice`]: true },
  };
  expect(withVerb('attempted')).toMatchObject([
    { result: { success: true, score: { scaled: 1 } }, context },
    { result: { success: false, score: { scaled: 0 } }, context },
  ]);
  expect(told.flatMap(faultsOf)).toEqual([]);
});

it('is no answer in an exam: nothing of it has the verb, the parents or the score of one', async () => {
  await practise();
  const told = JSON.stringify(await rooms.told());
  for (const ofExams of ['/answered', '/exams/', '/attempts/', 'attempt-number'])
    expect(told).not.toContain(ofExams);
});

it('marks what those do who try', async () => {
  await rooms.launch(aLaunch({ roles: ['lecturer'] }));
  await practise();
  const [first] = (await rooms.told()).filter((statement) => verbOf(statement) === 'attempted');
  expect(first!.context!.extensions).toMatchObject({ [`${PUBLIC_URL}/profile/extensions/trial`]: true });
});
