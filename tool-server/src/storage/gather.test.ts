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
  it('does at once what comes alone, and together what comes meanwhile', async () => {
    const held = makeHeld();
    const add = makeGather(held.doTogether);
    const first = add('a');
    const others = [add('b'), add('c')];
    expect(held.rounds).toEqual([['a']]);
    held.release();
    await first;
    await new Promise(setImmediate);
    expect(held.rounds).toEqual([['a'], ['b', 'c']]);
    held.release();
    await Promise.all(others);
    await new Promise(setImmediate);
    const last = add('d');
    expect(held.rounds.at(-1)).toEqual(['d']);
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
    expect(held.rounds).toEqual([['a'], ['b', 'c'], ['b'], ['c']]);
  });
});
