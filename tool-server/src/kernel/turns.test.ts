import { makeTurns } from './turns.ts';

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
