import type { ServiceReply } from '../lti/index.ts';
import { makePaces, STRANDS, type Turn } from './pace.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

const reply = (status: number, more: Partial<ServiceReply> = {}): ServiceReply => ({
  ...{ service: 'scores' as const, status, form: 'none' as const, message: '' },
  ...more,
});
const SILENCE = reply(0, { silent: true });

function open() {
  let now = Date.parse('2026-03-02T08:00:00Z');
  const paces = makePaces({ now: () => new Date(now) });
  const start = now;
  return {
    paces,
    pass: (ms: number): void => void (now += ms),
    /** `goes`, or for how long it has to wait from the start on, and why. */
    ask: (lms = 'lms', call: Parameters<typeof paces.begin>[1] = {}): unknown => {
      const turn = paces.begin(lms, call);
      return turn.ok ? 'goes' : [turn.due.getTime() - start, turn.reason];
    },
    begin: (lms = 'lms'): Extract<Turn, { ok: true }> => {
      const turn = paces.begin(lms);
      if (!turn.ok) throw new Error('it may not go');
      return turn;
    },
    at: (ms: number): Date => new Date(start + ms),
  };
}

describe('the pace of an LMS', () => {
  it('lets two calls be under way, however many wait, and others elsewhere', () => {
    const { paces, ask, begin } = open();
    const first = begin();
    begin();
    expect(ask()).toEqual([0, undefined]);
    expect(paces.full()).toEqual(['lms']);
    expect(ask('another')).toBe('goes');
    first.end();
    expect(paces.full()).toEqual([]);
    expect(ask()).toBe('goes');
  });

  it('lets readings go only where nothing else is under way', () => {
    const { ask, begin } = open();
    const post = begin();
    expect(ask('lms', { isReading: true })).toEqual([5 * SECOND, undefined]);
    post.end();
    expect(ask('lms', { isReading: true })).toBe('goes');
  });

  it('leaves an LMS that did not answer alone, for twice as long each time, and tries it by one call', () => {
    const { paces, ask, begin, pass } = open();
    const calls = [begin(), begin()];
    for (const call of calls) {
      paces.heard('lms', SILENCE);
      call.end();
    }
    expect(ask()).toEqual([5 * SECOND, 'lms_unreachable']);
    pass(5 * SECOND);
    const probe = begin();
    expect(ask()).toEqual([5 * SECOND, undefined]);
    paces.heard('lms', SILENCE);
    probe.end();
    expect(ask()).toEqual([15 * SECOND, 'lms_unreachable']);
    pass(10 * SECOND);
    begin();
    paces.heard('lms', reply(500));
    expect(ask()).toBe('goes');
  });

  it('tries an LMS that is silent for a day every five minutes', () => {
    const { paces, begin, pass } = open();
    let probes = 0;
    for (let waited = 0; waited < 24 * 60 * MINUTE; waited += 10 * SECOND) {
      pass(10 * SECOND);
      if (paces.silentUntil('lms')) continue;
      const probe = begin();
      paces.heard('lms', SILENCE);
      probe.end();
      probes += 1;
    }
    expect(probes).toBeGreaterThan(280);
    expect(probes).toBeLessThan(295);
  });

  it('has one call of each under way, and reads nothing back, while a third of the strands is not free', () => {
    const { paces, ask, begin } = open();
    const scarce = Math.floor((STRANDS * 2) / 3);
    const names = Array.from({ length: scarce / 2 }, (_, index) => `lms ${index}`);
    const calls = names.flatMap((name) => [begin(name), begin(name)]);
    while (calls.length < scarce) calls.push(begin('one more'));
    const first = begin('another');
    expect(ask('another')).toEqual([0, undefined]);
    expect(paces.full()).toContain('another');
    expect(ask('a third', { isReading: true })).toEqual([5 * SECOND, undefined]);
    first.end();
    calls[0]!.end();
    const again = begin('another');
    again.end();
    expect([ask('another'), ask('another')]).toEqual(['goes', [0, undefined]]);
  });

  it.each([1, 40, 200])('leaves strands for LMSs that answer, if %d fall silent at once', (count) => {
    const { ask } = open();
    const names = Array.from({ length: count }, (_, index) => `silent ${index}`);
    // As much as each may have, one of them after the other: the worst order.
    const began = names.flatMap((name) => [ask(name), ask(name)]).filter((turn) => turn === 'goes');
    expect(began.length).toBeGreaterThanOrEqual(count);
    expect(began.length).toBeLessThan(STRANDS);
    expect(ask('one that answers')).toBe('goes');
  });

  it('tries no more than 64 silent LMSs at the same time', () => {
    const { paces, ask, begin, pass } = open();
    const names = Array.from({ length: 80 }, (_, index) => `silent ${index}`);
    for (const name of names) {
      const call = begin(name);
      paces.heard(name, SILENCE);
      call.end();
    }
    pass(MINUTE);
    expect(names.map((name) => ask(name)).filter((turn) => turn === 'goes')).toHaveLength(64);
    expect(ask('one that answers')).toBe('goes');
  });

  it.each<[string, ServiceReply]>([
    ['asked for an hour', reply(429, { throttled: true, retryAfterSeconds: 3_600 })],
    ['did not answer', SILENCE],
  ])('goes at somebody’s word, once, although the LMS %s', (_what, said) => {
    const { paces, ask, begin, pass, at } = open();
    const call = begin();
    paces.heard('lms', said);
    call.end();
    pass(SECOND);
    const askedAt = at(SECOND);
    const turn = paces.begin('lms', { askedAt });
    expect(turn.ok).toBe(true);
    pass(SECOND);
    paces.heard('lms', said);
    if (turn.ok) turn.end();
    expect(ask('lms', { askedAt })).not.toBe('goes');
  });
});
