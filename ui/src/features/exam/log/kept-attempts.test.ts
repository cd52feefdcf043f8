import { anAttempt, choice } from '../../../../test/builders.ts';
import type { Entry } from './entry-store.ts';
import { keptAttempts } from './kept-attempts.ts';

const keeper = { person: 'person-1', device: 'device-0001' };

/** An attempt read from the server at some moment of the device's clock. */
const dated = (over: Parameters<typeof anAttempt>[0] = {}) => ({
  attempt: anAttempt(over),
  sentAt: 1_000,
  receivedAt: 1_200,
});

const anEntry = (slot: number, seq: number, selected: string[]): Entry => ({
  attempt: 'attempt-1',
  device: 'device-0001',
  slot,
  seq,
  at: seq,
  response: choice(selected),
  flagged: false,
});

afterEach(() => keptAttempts.forgetOthers('nobody'));

describe('attempts kept on the device', () => {
  it('come back as they were, with the times that date the server’s clock', async () => {
    const kept = dated();
    await keptAttempts.keep(kept, keeper);
    const { attempt, sentAt = 0, receivedAt = 0 } = (await keptAttempts.find('KT1', keeper)) ?? {};
    expect(attempt).toEqual(kept.attempt);
    expect(receivedAt - sentAt).toBe(200);
    // On disk by the device's clock, in the page by one that cannot be set.
    expect(Math.abs(receivedAt - kept.receivedAt)).toBeLessThan(50);
  });

  it.each([
    ['another learner', { ...keeper, person: 'person-2' }],
    ['another tab', { ...keeper, device: 'device-0002' }],
  ])('do not for %s', async (_who, other) => {
    await keptAttempts.keep(dated(), keeper);
    expect(await keptAttempts.find('KT1', other)).toBeUndefined();
  });

  it('take in what the server has saved, the newer of each slot, and the clock as it is known by then', async () => {
    const answers = [
      { slot: 1, seq: 10, response: choice(['a']), flagged: false },
      { slot: 2, seq: 30, response: choice(['a']), flagged: true },
    ];
    await keptAttempts.keep(dated({ answers }), keeper);
    await keptAttempts.takeIn('attempt-1', {
      entries: [anEntry(1, 20, ['b']), anEntry(2, 20, ['b'])],
      dueAt: '2026-01-01T00:45:00.000Z',
      serverNow: Date.parse('2026-01-01T00:10:00.000Z'),
    });
    const kept = await keptAttempts.find('KT1', keeper);
    expect(kept?.attempt).toMatchObject({
      answers: [{ slot: 1, seq: 20, response: choice(['b']), flagged: false }, answers[1]],
      dueAt: '2026-01-01T00:45:00.000Z',
      serverNow: '2026-01-01T00:10:00.000Z',
    });
    expect(kept?.sentAt).toBe(kept?.receivedAt);
    expect(Math.abs(Date.now() - (kept?.receivedAt ?? 0))).toBeLessThan(10_000);
  });

  it('keep of an answer that is checked again what was told last', async () => {
    await keptAttempts.keep(dated(), keeper);
    const told = (triesLeft: number) => ({ slot: 1, triesLeft }) as never;
    const { dueAt } = anAttempt();
    for (const left of [2, 1])
      await keptAttempts.takeIn('attempt-1', { entries: [], dueAt, serverNow: 0, checked: told(left) });
    expect((await keptAttempts.find('KT1', keeper))?.attempt.checked).toEqual([told(1)]);
  });

  it('are not kept anew by a save that comes after they were forgotten', async () => {
    await keptAttempts.keep(dated(), keeper);
    await keptAttempts.forget('attempt-1');
    await keptAttempts.takeIn('attempt-1', { entries: [], dueAt: anAttempt().dueAt, serverNow: 0 });
    expect(await keptAttempts.find('KT1', keeper)).toBeUndefined();
  });

  it('go when the exam has them open no more', async () => {
    await keptAttempts.keep(dated(), keeper);
    await keptAttempts.forgetEnded('KT1', ['attempt-1']);
    expect(await keptAttempts.find('KT1', keeper)).toBeDefined();
    await keptAttempts.forgetEnded('KT1', []);
    expect(await keptAttempts.find('KT1', keeper)).toBeUndefined();
  });

  it('go when another learner arrives', async () => {
    await keptAttempts.keep(dated(), keeper);
    await keptAttempts.forgetOthers('person-1');
    expect(await keptAttempts.find('KT1', keeper)).toBeDefined();
    await keptAttempts.forgetOthers('person-2');
    expect(await keptAttempts.find('KT1', keeper)).toBeUndefined();
  });

  it('go with the time in which their answers are taken', async () => {
    const { attempt } = dated();
    await keptAttempts.keep(dated(), keeper);
    const takenUntil = Date.parse(attempt.dueAt) + attempt.outageMinutes * 60_000;
    await keptAttempts.forgetOthers('person-1', takenUntil + 60_000);
    expect(await keptAttempts.find('KT1', keeper)).toBeUndefined();
  });
});
