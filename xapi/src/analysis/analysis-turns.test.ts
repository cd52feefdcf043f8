import { setImmediate as breathe } from 'node:timers/promises';
import { XapiProblem } from '../http/problem.ts';
import { makeAnalysisTurns } from './analysis-turns.ts';

/** Works that go on until they are told to end, by the names of those whose turn they are. */
function openDesk(bounds: Parameters<typeof makeAnalysisTurns>[0]) {
  const inTurn = makeAnalysisTurns(bounds);
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const ask = (name: string, signal = new AbortController().signal): Promise<string> =>
    inTurn(name.charAt(0), signal, () => {
      begun.push(name);
      return new Promise((resolve) => ends.set(name, () => resolve(name)));
    });
  const end = async (name: string): Promise<void> => {
    ends.get(name)!();
    await breathe();
  };
  return { ask, end, begun };
}

describe('analyses', () => {
  it('are worked on a few at a time, fewer of one caller', async () => {
    const { ask, end, begun } = openDesk({ together: 3, ofOne: 2 });
    const all = ['a1', 'a2', 'a3', 'a4', 'b1'].map((name) => ask(name));
    await breathe();
    expect(begun).toEqual(['a1', 'a2', 'b1']);
    await end('b1');
    expect(begun).toEqual(['a1', 'a2', 'b1']);
    for (const name of ['a1', 'a2', 'a3', 'a4']) await end(name);
    expect(await Promise.all(all)).toEqual(['a1', 'a2', 'a3', 'a4', 'b1']);
  });

  it('of whoever comes last and asks one thing come before the rest of what others wait for', async () => {
    const { ask, end, begun } = openDesk({ together: 1, ofOne: 1 });
    const all = ['a1', 'a2', 'a3', 'b1', 'b2', 'b3'].map((name) => ask(name));
    await breathe();
    await end('a1');
    all.push(ask('c1'));
    await end('b1');
    await end('c1');
    expect(begun).toEqual(['a1', 'b1', 'c1', 'a2']);
    // Nobody is left waiting: who is would be refused a minute later, in the middle of another test.
    for (let turn = 3; turn < all.length; turn += 1) await end(begun[turn]!);
    await Promise.all(all);
  });

  it('wait no longer than they may, nor more than there may be, nor for who has gone', async () => {
    const { ask, end, begun } = openDesk({ together: 1, ofOne: 1, waiting: 2, patienceMs: 1 });
    const gone = new AbortController();
    const first = ask('a1');
    const waiting = [ask('a2', gone.signal), ask('b1')];
    gone.abort();
    for (const one of waiting) await expect(one).rejects.toBeInstanceOf(XapiProblem);
    const others = [ask('c1'), ask('c2'), ask('c3')];
    await expect(others[2]).rejects.toMatchObject({ status: 503, code: 'too_busy' });
    await Promise.allSettled(others);
    await end('a1');
    expect([await first, begun]).toEqual(['a1', ['a1']]);
  });

  it('that fail make room for others', async () => {
    const inTurn = makeAnalysisTurns({ together: 1, ofOne: 1 });
    const { signal } = new AbortController();
    await expect(inTurn('a', signal, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await inTurn('a', signal, () => Promise.resolve('yes'))).toBe('yes');
  });
});
