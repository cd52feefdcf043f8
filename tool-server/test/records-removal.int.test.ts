import { VERBS, type XapiStatement } from '@chuyen-de/xapi';
import { aLaunch, DEVICE, openRecordRooms, PUBLIC_URL, verbOf, type RecordRooms } from './record-rooms.ts';
import { openScriptedLrs } from './scripted-lrs.ts';
import { rightOf } from './sample-programme.ts';

const VOIDED = 'http://adlnet.gov/expapi/verbs/voided';

let rooms: RecordRooms;
beforeEach(async () => {
  rooms = await openRecordRooms();
});
afterEach(() => rooms.close());

/** Makes an attempt with one answer, handed in unless it stays open. */
async function makeAttempt({ launch = aLaunch(), open = false } = {}) {
  const { call, attempt } = await rooms.startExam(launch);
  const [first] = attempt.questions;
  rooms.clock.pass(1);
  const answers = [rooms.answer(first!.slot, rightOf(first!.type))];
  if (open) await call('PATCH', `/attempts/${attempt.id}/answers`, { device: DEVICE, answers });
  else await call('POST', `/attempts/${attempt.id}/submit`, { device: DEVICE, answers });
  rooms.clock.pass(1);
  const stored = await rooms.exams.findAttempt(attempt.id);
  return { ...stored!.attempt, call };
}

async function remove(attemptId: string): Promise<void> {
  const call = await rooms.as(await rooms.launch(aLaunch({ subject: '9', roles: ['lecturer'] })));
  await call('POST', `/exams/KT01/attempts/${attemptId}/removal`, { reason: 'Máy hỏng giữa giờ' });
}

const isVoiding = ({ verb }: XapiStatement): boolean => verb.id === VOIDED;
const toldOf = async (registration: string) =>
  (await rooms.told()).filter(({ context }) => context?.registration === registration);
const voiding = async () => (await rooms.told()).filter(isVoiding);

describe('an attempt that a lecturer removes', () => {
  it('has all that was told of it voided, by the tool itself, at the time of the removal', async () => {
    const kept = await makeAttempt({ launch: aLaunch({ subject: '6' }) });
    const removed = await makeAttempt();
    await rooms.worker.drain();
    const told = await toldOf(removed.registration);
    expect(told.map(verbOf)).toEqual(['start', 'answered', 'submit', 'completed', 'failed']);
    const others = await toldOf(kept.registration);
    const at = rooms.clock.now().toISOString();
    await remove(removed._id);
    await rooms.worker.drain();

    expect(await toldOf(removed.registration)).toEqual([]);
    expect(await toldOf(kept.registration)).toEqual(others);
    const tool = { objectType: 'Agent', account: { homePage: PUBLIC_URL, name: 'chuyen-de' } };
    expect(await voiding()).toMatchObject(
      told.map(({ id }) => ({
        actor: tool,
        authority: tool,
        timestamp: at,
        object: { objectType: 'StatementRef', id },
      })),
    );
    // Who removed it and why stays in the audit.
    expect(JSON.stringify(await voiding())).not.toContain('Máy hỏng');
  });

  it('has its start voided when it was open, and nothing of it is told later', async () => {
    const removed = await makeAttempt({ open: true });
    await rooms.worker.drain();
    const started = await toldOf(removed.registration);
    await remove(removed._id);
    rooms.clock.pass(60);
    await rooms.exams.sweeper.drain();
    await rooms.worker.drain();
    expect(await toldOf(removed.registration)).toEqual([]);
    expect((await voiding()).map(({ object }) => object.id)).toEqual(started.map(({ id }) => id));
  });

  it('is voided too when it counted nowhere: a trial of those who teach', async () => {
    const removed = await makeAttempt({ launch: aLaunch({ subject: '8', roles: ['lecturer'] }) });
    expect(removed.trial).toBe(true);
    await rooms.worker.drain();
    const told = await toldOf(removed.registration);
    expect(told).toHaveLength(5);
    await remove(removed._id);
    await rooms.worker.drain();
    expect([await toldOf(removed.registration), await voiding()]).toMatchObject([[], { length: 5 }]);
  });

  it('is not told at all where nothing had been told yet', async () => {
    const removed = await makeAttempt();
    await remove(removed._id);
    await rooms.worker.drain();
    const { attempt } = (await rooms.exams.findAttempt(removed._id))!;
    expect(attempt.owed).toEqual([]);
    expect(await toldOf(removed.registration)).toEqual([]);
  });

  it.each(['exam-started', 'exam-closed'])(
    'stays taken back when %s is told by a process that had read it before, and again',
    async (event) => {
      const before = await makeAttempt();
      const owed = before.owed.find(({ data }) => data['event'] === event)!;
      await remove(before._id);
      await rooms.worker.drain();
      await rooms.records.onRecordsOwed(before, owed);
      expect(await toldOf(before.registration)).toEqual([]);
      const all = await rooms.told();
      expect(all.filter(isVoiding)).not.toEqual([]);
      await rooms.records.onRecordsOwed(before, owed);
      await rooms.records.onRecordsOwed(before, { ...owed, data: { event: 'attempt-removed' } });
      expect(await rooms.told()).toEqual(all);
    },
  );

  it('leaves alone what others have told under its registration', async () => {
    const removed = await makeAttempt();
    await rooms.worker.drain();
    const foreign = {
      id: '00000000-0000-4000-8000-000000000001',
      actor: { objectType: 'Agent', account: { homePage: 'https://moodle.example', name: '5' } },
      verb: VERBS.viewed,
      object: { objectType: 'Activity', id: `${PUBLIC_URL}/exams/KT01` },
      context: { registration: removed.registration },
    };
    await rooms.tellAs({ scopes: ['all'], platforms: ['moodle'] }, foreign);
    await remove(removed._id);
    await rooms.worker.drain();
    expect((await toldOf(removed.registration)).map(({ id }) => id)).toEqual([foreign.id]);
  });

  it('is voided in record stores elsewhere, after what it voids', async () => {
    const lrs = await openScriptedLrs();
    await rooms.targets.add({ endpoint: lrs.endpoint, key: 'key', secret: 'secret', from: 'start' });
    const removed = await makeAttempt();
    await rooms.worker.drain();
    const told = await toldOf(removed.registration);
    await remove(removed._id);
    await rooms.worker.drain();
    const expected = (await voiding()).map(({ id }) => id);
    // The clock has jumped: how far the order of storing is settled is said anew four times a second.
    while (!expected.every((id) => lrs.stored.has(id))) await rooms.records.worker.drain();
    await lrs.close();
    const order = [...lrs.stored.keys()];
    for (const { id } of told) {
      const voids = [...lrs.stored.values()].find((each) => isVoiding(each) && each.object.id === id)!;
      expect(order.indexOf(voids.id)).toBeGreaterThan(order.indexOf(id));
    }
  });
});
