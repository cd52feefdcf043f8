import type { CheckedAnswer, LearnerAttempt } from '@chuyen-de/contracts';
import { anAttempt, aQuestion, choice, savedAnswers } from '../../../../test/builders.ts';
import { NetworkError, ProblemError } from '../../../lib/http.ts';
import { makeServerClock } from '../../../lib/server-clock.ts';
import { openAnswerSheet } from './answer-sheet.ts';
import { makeDeviceLog, type DeviceLog } from './device-log.ts';
import { makeMemoryStore, type Entry } from './entry-store.ts';

/** A server that keeps what it is sent, or fails as long as the test wants. */
function aServer() {
  const server = {
    batches: [] as Entry[][],
    keepalive: [] as boolean[],
    fault: undefined as Error | undefined,
    answer: (entries: Entry[]) => savedAnswers(entries),
    /** Answers are held back until it resolves. */
    gate: Promise.resolve(),
    save: async (entries: Entry[], keepalive: boolean) => {
      if (server.fault) throw server.fault;
      server.batches.push(entries);
      server.keepalive.push(keepalive);
      await server.gate;
      return server.answer(entries);
    },
    checked: [] as Entry[],
    check: (entry: Entry): Promise<CheckedAnswer> => {
      if (server.fault) return Promise.reject(server.fault);
      server.checked.push(entry);
      const { slot, response } = entry;
      const checked = {
        ...aQuestion(slot),
        topic: 'CD01',
        response,
        fraction: 1,
      } as CheckedAnswer['checked'];
      const { dueAt, serverNow } = savedAnswers([]);
      return Promise.resolve({ checked, dueAt, serverNow });
    },
  };
  return server;
}

async function aSheet({
  attempt = anAttempt(),
  log = makeDeviceLog(makeMemoryStore()),
  server = aServer(),
  reach,
}: {
  attempt?: LearnerAttempt;
  log?: DeviceLog;
  server?: ReturnType<typeof aServer>;
  reach?: () => Promise<string>;
} = {}) {
  const clock = makeServerClock();
  const { save, check } = server;
  const sheet = await openAnswerSheet({ attempt, device: 'device-0001', log, clock, save, check, reach });
  return { sheet, server, log };
}

const gone = new NetworkError('No answer');

const takenOver = (slots: { slot: number; seq: number }[]) =>
  new ProblemError(409, {
    type: 'about:blank',
    title: 'taken over',
    status: 409,
    code: 'attempt_taken_over',
    slots,
  });

beforeEach(() => jest.useFakeTimers({ doNotFake: ['queueMicrotask', 'nextTick', 'setImmediate'] }));
afterEach(() => jest.useRealTimers());

describe('answer sheet', () => {
  it('shows a tap at once and sends what comes together in one request, the newest of each slot', async () => {
    const { sheet, server } = await aSheet();
    void sheet.answer(1, choice(['a']));
    expect(sheet.view().slots.get(1)?.response).toEqual(choice(['a']));
    await sheet.answer(1, choice(['b']));
    await sheet.flag(2, true);
    await jest.advanceTimersByTimeAsync(1_000);
    expect(server.batches).toHaveLength(1);
    expect(server.batches[0]?.map(({ slot, response, flagged }) => [slot, response, flagged])).toEqual([
      [1, choice(['b']), false],
      [2, choice([]), true],
    ]);
    expect(sheet.view().sending).toEqual({ kind: 'saved' });
    expect(await sheet.unsent()).toEqual([]);
  });

  it('has logged a tap before anything is sent', async () => {
    const { sheet, server } = await aSheet();
    await sheet.answer(1, choice(['a']));
    expect(await sheet.unsent()).toHaveLength(1);
    expect(server.batches).toEqual([]);
  });

  it('keeps answers without network, tries again later and sends them all when it is back', async () => {
    const { sheet, server } = await aSheet();
    server.fault = gone;
    await sheet.answer(1, choice(['a']));
    await jest.advanceTimersByTimeAsync(1_000);
    expect(sheet.view().sending.kind).toBe('waiting');
    await sheet.answer(2, choice(['b']));
    server.fault = undefined;
    await jest.advanceTimersByTimeAsync(60_000);
    expect(server.batches.flat().map(({ slot }) => slot)).toEqual([1, 2]);
    expect(sheet.view().sending.kind).toBe('saved');
  });

  it('keeps a newer tap when an older one of the slot is acknowledged', async () => {
    const { sheet, server } = await aSheet();
    let release: () => void = () => undefined;
    server.gate = new Promise((resolve) => {
      release = resolve;
    });
    await sheet.answer(1, choice(['a']));
    await jest.advanceTimersByTimeAsync(1_000);
    await sheet.answer(1, choice(['c']));
    release();
    await jest.advanceTimersByTimeAsync(1_000);
    expect(server.batches.map(([entry]) => entry?.response)).toEqual([choice(['a']), choice(['c'])]);
    expect(await sheet.unsent()).toEqual([]);
  });

  it('merges what an earlier page left on the device, by the newest stamp', async () => {
    const log = makeDeviceLog(makeMemoryStore());
    const attempt = anAttempt({
      answers: [
        { slot: 1, seq: 50, response: choice(['a']), flagged: false },
        { slot: 2, seq: 50, response: choice(['a']), flagged: false },
      ],
    });
    const left = { attempt: attempt.id, device: 'device-0000', at: 1, flagged: false };
    await log.put({ ...left, slot: 1, seq: 60, response: choice(['d']) });
    await log.put({ ...left, slot: 2, seq: 40, response: choice(['d']) });
    const { sheet } = await aSheet({ attempt, log });
    expect(sheet.view().slots.get(1)?.response).toEqual(choice(['d']));
    expect(sheet.view().slots.get(2)?.response).toEqual(choice(['a']));
  });

  it('goes on with what a page of before responses had a type left on the device', async () => {
    const log = makeDeviceLog(makeMemoryStore());
    const untyped = { seq: 50, at: 50, flagged: false, response: { selected: ['c'] } };
    // As that page kept the attempt itself.
    const answers = [{ slot: 2, ...untyped }] as unknown as LearnerAttempt['answers'];
    const attempt = anAttempt({ answers });
    await log.put({ ...untyped, attempt: attempt.id, device: 'device-0000', slot: 1 });
    const { sheet, server } = await aSheet({ attempt, log });
    expect([1, 2].map((slot) => sheet.view().slots.get(slot)?.response)).toEqual([
      choice(['c']),
      choice(['c']),
    ]);
    await sheet.flag(2, true);
    await sheet.sender.flush();
    expect(server.batches.flat().map(({ slot, response }) => [slot, response])).toEqual([
      [1, { selected: ['c'] }],
      [2, choice(['c'])],
    ]);
  });

  it('stamps later than anything it has seen, so that the newest tap wins', async () => {
    const future = Date.now() + 3_600_000;
    const { sheet } = await aSheet({
      attempt: anAttempt({
        answers: [{ slot: 1, seq: future, response: choice(['a']), flagged: false }],
      }),
    });
    await sheet.answer(1, choice(['b']));
    expect((await sheet.unsent())[0]?.seq).toBe(future + 1);
  });

  it('does not send again what the server looked at and did not take', async () => {
    const { sheet, server } = await aSheet();
    server.answer = () => savedAnswers([{ slot: 1, seq: 1 }]);
    await sheet.answer(1, choice(['a']));
    await jest.advanceTimersByTimeAsync(60_000);
    expect(server.batches).toHaveLength(1);
    expect(sheet.view().sending.kind).toBe('saved');
  });

  it('stops when another device has taken the attempt over, and keeps what that one does not have', async () => {
    const { sheet, server } = await aSheet();
    await sheet.answer(1, choice(['a']));
    await sheet.answer(2, choice(['b']));
    const [first] = await sheet.unsent();
    server.fault = takenOver([{ slot: 1, seq: first?.seq ?? 0 }]);
    await jest.advanceTimersByTimeAsync(1_000);
    expect(sheet.view().sending.kind).toBe('stopped');
    expect((await sheet.unsent()).map(({ slot }) => slot)).toEqual([2]);
    server.fault = undefined;
    await jest.advanceTimersByTimeAsync(60_000);
    expect(server.batches).toEqual([]);
  });

  it('sends what waits in a request that outlives the page when that is hidden', async () => {
    const { sheet, server } = await aSheet();
    await sheet.answer(1, choice(['a']));
    await sheet.sender.farewell();
    expect(server.keepalive[0]).toBe(true);
    expect(await sheet.unsent()).toEqual([]);
  });

  it('opened from the device says that it waits until the server was reached, also with nothing to send', async () => {
    const reach = jest.fn<Promise<string>, []>().mockRejectedValueOnce(gone);
    reach.mockResolvedValue(new Date().toISOString());
    const { sheet } = await aSheet({ reach });
    expect(sheet.view().sending.kind).toBe('waiting');
    await sheet.sender.flush();
    expect(sheet.view().sending.kind).toBe('waiting');
    await jest.advanceTimersByTimeAsync(1_100);
    expect(sheet.view().sending.kind).toBe('saved');
    await sheet.sender.flush();
    expect(reach).toHaveBeenCalledTimes(2);
  });

  it('opened from the device reaches the server by what it has to send', async () => {
    const reach = jest.fn<Promise<string>, []>();
    const { sheet, server } = await aSheet({ reach });
    await sheet.answer(1, choice(['a']));
    await sheet.sender.flush();
    expect(server.batches).toHaveLength(1);
    expect(sheet.view().sending.kind).toBe('saved');
    expect(reach).not.toHaveBeenCalled();
  });

  it('opened from the device stops where the attempt has ended meanwhile', async () => {
    const closed = new ProblemError(409, {
      type: 'about:blank',
      title: 'closed',
      status: 409,
      code: 'attempt_closed',
    });
    const { sheet } = await aSheet({ reach: () => Promise.reject(closed) });
    await sheet.sender.flush();
    expect(sheet.view().sending).toEqual({ kind: 'stopped', error: closed });
  });

  it('has an answer checked, and keeps it for the server where that cannot be reached', async () => {
    const { sheet, server, log } = await aSheet();
    await sheet.answer(1, choice(['b']));
    server.fault = new NetworkError('offline');
    await expect(sheet.check(1)).rejects.toThrow(NetworkError);
    expect(await log.list('attempt-1')).toMatchObject([{ slot: 1, response: choice(['b']) }]);
    expect(sheet.view().checked.size).toBe(0);
    server.fault = undefined;
    await sheet.check(1);
    expect(server.checked).toMatchObject([{ slot: 1, response: choice(['b']) }]);
    expect(sheet.view().checked.get(1)).toMatchObject({ slot: 1, fraction: 1 });
    expect(await log.list('attempt-1')).toEqual([]);
  });
});
