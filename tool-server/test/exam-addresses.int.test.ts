import { randomUUID } from 'node:crypto';
import type { ExamStart, LearnerAttempt, MadeExam } from '@chuyen-de/contracts';
import { FILLED, learnerAt, newExam, publishedExam, saved, useMaking, type Call } from './made-exams.ts';

const { making, lecturer } = useMaking();

const ROOM = '10.1.2.3';
const HOME = '203.0.113.9';
const PLACES = ['10.1.0.0/16 ', '', '192.0.2.7', '2001:db8:5::/48'];
const DEVICE = 'device-one';

interface Told extends LearnerAttempt {
  code: string;
  address?: string;
}

const begin = (call: Call, code: string, address: string, device = DEVICE) =>
  call<Told>('POST', `/exams/${code}/attempts`, { device }, address);
const takeOver = (call: Call, id: string, address: string, device: string) =>
  call<Told>('PUT', `/attempts/${id}/device`, { device }, address);

async function anExam(over: object = {}) {
  const { code } = await publishedExam(lecturer, { addresses: PLACES, ...over });
  return { code, ...(await learnerAt(making(), code)) };
}

/** What those see who look after the room. */
async function seenInRoom(linkId: string, code: string) {
  const teacher = await making().enter({ linkId });
  const { body } = await teacher<{ deeds: unknown[] }>('GET', `/exams/${code}/room/ledger`);
  const attempts = await making().tool.connection.collection('attempts').find({ examCode: code }).toArray();
  return { deeds: body.deeds, attempts };
}

describe('an exam with addresses', () => {
  it.each([ROOM, '192.0.2.7', '::ffff:10.1.200.1', '::ffff:a01:203', '2001:DB8:5:0::12'])(
    'is begun from %s',
    async (address) => {
      const { code, call } = await anExam();
      expect((await begin(call, code, address)).status).toBe(200);
    },
  );

  it.each([
    [HOME, HOME],
    ['10.2.0.1', '10.2.0.1'],
    ['::ffff:203.0.113.9', HOME],
    ['2001:db8:6::1', '2001:db8:6::1'],
    ['fe80::1%eth0', 'fe80::1%eth0'],
    ['no address at all', 'no address at all'],
  ])('is not begun from %s, which is told as it was seen, and leaves nothing', async (address, seen) => {
    const { code, call, linkId } = await anExam();
    expect((await begin(call, code, address)).body).toMatchObject({
      ...{ status: 403, code: 'exam_not_from_here', address: seen },
    });
    expect(await seenInRoom(linkId, code)).toEqual({ deeds: [], attempts: [] });
  });

  it('says so before, and names none of them to learners', async () => {
    const { code, call } = await anExam();
    const start = await call<ExamStart>('GET', `/exams/${code}`, undefined, HOME);
    expect(start.body).toMatchObject({ placeBound: true });
    const said = [start, await begin(call, code, HOME), await begin(call, code, ROOM)];
    expect(JSON.stringify(said)).not.toMatch(/10\.1\.0\.0|192\.0\.2\.7|2001:db8:5/);
  });

  it('is taken over by another device from there alone; the one that holds it goes on from anywhere', async () => {
    const { code, call } = await anExam();
    const { body: attempt } = await begin(call, code, ROOM);
    for (const refused of [
      await takeOver(call, attempt.id, HOME, 'device-two'),
      await begin(call, code, HOME, 'device-two'),
    ])
      expect(refused.body).toMatchObject({ code: 'exam_not_from_here', address: HOME });
    const held = await takeOver(call, attempt.id, HOME, DEVICE);
    expect(held).toMatchObject({ status: 200, body: { id: attempt.id, device: DEVICE } });
    expect(await takeOver(call, attempt.id, ROOM, 'device-two')).toMatchObject({
      ...{ status: 200, body: { device: 'device-two' } },
    });
  });

  it('takes answers and the end from wherever they come', async () => {
    const { code, call } = await anExam();
    const { body: attempt } = await begin(call, code, ROOM);
    const now = Date.now();
    const answers = [{ slot: 1, seq: now, at: now, response: { selected: [] }, flagged: true }];
    const save = await call('PATCH', `/attempts/${attempt.id}/answers`, { device: DEVICE, answers }, HOME);
    expect(save.status).toBe(200);
    const body = { device: DEVICE, answers: [] };
    expect((await call('POST', `/attempts/${attempt.id}/submit`, body, HOME)).status).toBe(200);
    expect((await call('GET', `/attempts/${attempt.id}/result`, undefined, HOME)).status).toBe(200);
  });

  it('is begun from anywhere by whom a lecturer lets, and by those who try it out', async () => {
    const { code, call, linkId } = await anExam();
    const teacher = await making().enter({ linkId });
    expect((await begin(teacher, code, HOME)).status).toBe(200);
    const { person } = (await call<{ session: { person: { id: string } } }>('POST', '/session/refresh')).body
      .session;
    const given = await teacher('PUT', `/exams/${code}/accommodations/${person.id}`, {
      ...{ timeMultiplier: 1, extraAttempts: 0, anywhere: true, reason: `Nằm viện ${randomUUID()}` },
    });
    expect(given).toMatchObject({ status: 200, body: { anywhere: true } });
    expect((await call<ExamStart>('GET', `/exams/${code}`)).body).not.toHaveProperty('placeBound');
    expect((await begin(call, code, HOME)).status).toBe(200);
  });

  it('follows what is in force, also for who has begun', async () => {
    const { code, call } = await anExam();
    const { body: attempt } = await begin(call, code, ROOM);
    const { body: exam } = await lecturer<MadeExam>('GET', `/made-exams/${code}`);
    const { body: changed } = await saved(lecturer, exam, { addresses: [HOME] });
    expect(changed.inForce?.changes).toEqual([{ field: 'addresses', for: 'everybody' }]);
    await lecturer('POST', `/made-exams/${code}/publication`, { edition: changed.edition });
    expect((await takeOver(call, attempt.id, HOME, 'device-two')).status).toBe(200);
  });
});

describe('what is wrong with addresses', () => {
  it('is told line by line, with the field', async () => {
    const addresses = [
      '10.1.2.3',
      '10.1',
      '10.0.0.0/33',
      ' ',
      '2001:db8::/32',
      '192.168.1.1-20',
      '10.0.0.01',
    ];
    const { body } = await saved(lecturer, await newExam(lecturer), { ...FILLED, addresses });
    expect(body.faults).toEqual(
      ['10.1', '10.0.0.0/33', '192.168.1.1-20', '10.0.0.01'].map((text) => ({
        ...{ code: 'address_unread', fields: ['addresses'], stops: true, text },
      })),
    );
    const many = Array.from({ length: 101 }, (_, index) => `10.0.0.${index}`);
    const { body: long } = await saved(lecturer, body, { addresses: many });
    expect(long.faults).toMatchObject([{ code: 'addresses_many', found: 101, max: 100 }]);
  });
});
