import { makeGather } from './gather.ts';

/** Work whose rounds are released one by one. */
function makeHeld() {
  const rounds: string[][] = [];
  const releases: (() => void)[] = [];
  const bad = new Set<string>();
  return {
    rounds,
    bad,
    release: (): void => releases.shift()?.(),
    doTogether: async (pieces: string[]): Promise<void> => {
      rounds.push(pieces);
      await new Promise<void>((resolve) => releases.push(resolve));
      const fault = pieces.find((piece) => bad.has(piece));
      if (fault !== undefined) throw new Error(`cannot do ${fault}`);
    },
  };
}

describe('gathering', () => {
  it('does together what comes in one turn, and what comes meanwhile', async () => {
    const held = makeHeld();
    const add = makeGather(held.doTogether);
    const first = [add('a'), add('b')];
    await new Promise(setImmediate);
    const others = [add('c'), add('d')];
    await new Promise(setImmediate);
    expect(held.rounds).toEqual([['a', 'b']]);
    held.release();
    await Promise.all(first);
    await new Promise(setImmediate);
    expect(held.rounds).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ]);
    held.release();
    await Promise.all(others);
    const last = add('e');
    await new Promise(setImmediate);
    expect(held.rounds.at(-1)).toEqual(['e']);
    held.release();
    await last;
  });

  it('lets a piece that cannot be done fail alone', async () => {
    const held = makeHeld();
    held.bad.add('b');
    const add = makeGather(held.doTogether);
    const done = Promise.allSettled([add('a'), add('b'), add('c')]);
    const releasing = setInterval(held.release, 1);
    const outcomes = await done;
    clearInterval(releasing);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(held.rounds).toEqual([['a', 'b', 'c'], ['a'], ['b'], ['c']]);
  });
});
