import { setImmediate as breathe } from 'node:timers/promises';
import { makeSharedTurns, makeTurns } from './turns.ts';

describe('turns', () => {
  it('are a few of one caller at a time, and nobody waits for those of another', async () => {
    const turnsOf = makeTurns(2);
    const begun: string[] = [];
    const ends: (() => void)[] = [];
    const work = (name: string) => () =>
      new Promise<void>((resolve) => {
        begun.push(name);
        ends.push(resolve);
      });
    const all = ['a', 'b', 'c'].map((name) => turnsOf('one')(work(name)));
    const others = turnsOf('other')(work('d'));
    await new Promise(setImmediate);
    expect(begun).toEqual(['a', 'b', 'd']);
    ends[0]?.();
    await all[0];
    await new Promise(setImmediate);
    expect(begun).toEqual(['a', 'b', 'd', 'c']);
    for (const end of ends) end();
    await Promise.all([...all, others]);
  });
});

describe('turns that callers share', () => {
  it('do so many works of all at a time, and one of each caller, who waits for no other’s second', async () => {
    const inTurn = makeSharedTurns(2);
    const under = new Map<string, number>();
    const begun: string[] = [];
    let most = 0;
    const work = (caller: string) => async (): Promise<string> => {
      begun.push(caller);
      under.set(caller, (under.get(caller) ?? 0) + 1);
      expect(under.get(caller)).toBe(1);
      most = Math.max(most, [...under.values()].filter(Boolean).length);
      for (let turn = 0; turn < 5; turn += 1) await breathe();
      under.set(caller, 0);
      return caller;
    };
    const asked = ['a', 'a', 'a', 'a', 'a', 'b', 'b', 'c'];
    expect(await Promise.all(asked.map((caller) => inTurn(caller, work(caller))))).toEqual(asked);
    expect(most).toBe(2);
    expect(begun.slice(0, 3)).toEqual(['a', 'b', 'c']);
  });

  it('go on after a work that fails', async () => {
    const inTurn = makeSharedTurns(1);
    const fail = () => Promise.reject(new Error('no'));
    const [first, second] = await Promise.allSettled([
      inTurn('a', fail),
      inTurn('a', () => Promise.resolve(7)),
    ]);
    expect([first.status, second]).toEqual(['rejected', { status: 'fulfilled', value: 7 }]);
  });
});
