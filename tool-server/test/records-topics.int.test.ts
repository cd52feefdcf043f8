import type { TopicPage } from '@chuyen-de/contracts';
import { aLaunch, faultsOf, openRecordRooms, PUBLIC_URL, verbOf, type RecordRooms } from './record-rooms.ts';

let rooms: RecordRooms;
beforeEach(async () => {
  rooms = await openRecordRooms();
});
afterEach(() => rooms.close());

describe('the record of a topic', () => {
  const topicLaunch = aLaunch({ item: { kind: 'topic', code: 'CD01' }, locale: 'en' });

  it('tells that it was opened, in the language of the launch', async () => {
    await rooms.launch(topicLaunch);
    await rooms.worker.drain();
    const statements = await rooms.told();
    expect(statements).toMatchObject([
      {
        timestamp: '2026-03-02T08:00:00.000Z',
        verb: { id: 'http://adlnet.gov/expapi/verbs/launched' },
        object: {
          id: `${PUBLIC_URL}/topics/CD01`,
          definition: {
            type: 'http://adlnet.gov/expapi/activities/lesson',
            name: { vi: 'Chuyên đề CD01', en: 'Topic CD01' },
          },
        },
        context: {
          language: 'en',
          contextActivities: { parent: [{ id: 'https://moodle.example/course/view.php?id=2' }] },
        },
      },
    ]);
    expect(statements.flatMap(faultsOf)).toEqual([]);
  });

  it('tells nothing of a launch without course and link but who came and what for', async () => {
    const { context: _, resourceLink: __, ...bare } = topicLaunch;
    await rooms.launch(bare);
    await rooms.worker.drain();
    const statements = await rooms.told();
    expect(statements).toHaveLength(1);
    expect(statements[0]!.context!.contextActivities).toEqual({
      category: [
        expect.objectContaining({ id: 'https://moodle.example' }),
        expect.objectContaining({ id: `${PUBLIC_URL}/profile/v1` }),
      ],
    });
    expect(statements.flatMap(faultsOf)).toEqual([]);
  });

  it.each([['lecturer'], ['administrator']] as const)('tells nothing of a %s', async (role) => {
    await rooms.launch({ ...topicLaunch, roles: [role] });
    await rooms.worker.drain();
    expect(await rooms.told()).toEqual([]);
  });

  it('tells once that all of it was read, and how long that took', async () => {
    const call = await rooms.as(await rooms.launch(topicLaunch));
    const page = await call<TopicPage>('GET', '/topics/CD01');
    const [first, ...others] = page.sections.map(({ id }) => id);
    await call('POST', '/topics/CD01/progress', { read: [first], seconds: 0 });
    rooms.clock.pass(3);
    for (let time = 0; time < 2; time++)
      await call('POST', '/topics/CD01/progress', { read: others, seconds: time === 0 ? 120 : 0 });
    await rooms.worker.drain();
    const completed = (await rooms.told()).filter((statement) => verbOf(statement) === 'completed');
    expect(completed).toMatchObject([
      {
        timestamp: '2026-03-02T08:03:00.000Z',
        object: { id: `${PUBLIC_URL}/topics/CD01` },
        result: { completion: true, duration: 'PT120S' },
        context: { registration: expect.any(String) as string },
      },
    ]);
    expect(completed.flatMap(faultsOf)).toEqual([]);
  });
});

describe('the record of reading', () => {
  it('tells each section that is newly read, and how much of the topic that makes', async () => {
    const call = await rooms.as(await rooms.launch(aLaunch({ item: { kind: 'topic', code: 'CD01' } })));
    await call('POST', '/topics/CD01/progress', { read: ['s1', 's2'], seconds: 30 });
    await call('POST', '/topics/CD01/progress', { read: ['s2'], seconds: 30 });
    await rooms.worker.drain();
    const told = (await rooms.told()).filter((statement) => verbOf(statement) !== 'launched');
    expect(told.map((statement) => [verbOf(statement), statement.object.id])).toEqual([
      ['viewed', `${PUBLIC_URL}/topics/CD01/sections/s1`],
      ['viewed', `${PUBLIC_URL}/topics/CD01/sections/s2`],
      ['progressed', `${PUBLIC_URL}/topics/CD01`],
    ]);
    expect(told[0]).toMatchObject({
      object: { definition: { name: { vi: 'Mở đầu' } } },
      context: { contextActivities: { parent: [{ id: `${PUBLIC_URL}/topics/CD01` }] } },
    });
    expect(told[2]!.result).toEqual({
      extensions: { 'https://w3id.org/xapi/cmi5/result/extensions/progress': 67 },
    });
    expect(new Set(told.map(({ context }) => context!.registration)).size).toBe(1);
    expect(told.flatMap(faultsOf)).toEqual([]);
  });
});

describe('the record under pseudonyms', () => {
  it('names the person neither by account nor by e-mail, and the same person alike', async () => {
    await rooms.close();
    rooms = await openRecordRooms({ naming: 'pseudonym' });
    const launch = aLaunch({ subject: 'user-4711', email: 'an@example.vn' });
    await rooms.launch(launch);
    await rooms.launch(launch);
    await rooms.worker.drain();
    const statements = await rooms.told();
    expect(statements).toHaveLength(2);
    expect(statements[0]!.actor).toEqual(statements[1]!.actor);
    expect(statements[0]!.actor.account!.homePage).toBe(PUBLIC_URL);
    expect(JSON.stringify(statements)).not.toMatch(/user-4711|an@example/);
  });
});
