import { makeHandOver } from './hand-over.ts';

const open = (isHeld = new Set(['a', 'b', 'c'])) => {
  const handOver = makeHandOver<string>({ most: 3, isHeld: (piece) => isHeld.has(piece) });
  for (const piece of ['a', 'b', 'c']) handOver.add(piece);
  return { handOver, isHeld };
};

describe('what is handed over', () => {
  it('is taken in its order, but for what is not ready', () => {
    const { handOver } = open();
    expect(handOver.take((piece) => piece !== 'a')).toBe('b');
    expect(handOver.take()).toBe('a');
    expect(handOver.take((piece) => piece !== 'c')).toBeUndefined();
    expect(handOver.take()).toBe('c');
  });

  it('is bounded', () => {
    const { handOver } = open();
    expect(handOver.hasRoom()).toBe(false);
    handOver.take();
    expect(handOver.hasRoom()).toBe(true);
  });

  it('is given back, not forgotten, when its lease has come near its end', () => {
    const { handOver, isHeld } = open();
    isHeld.delete('b');
    expect(handOver.takeStale()).toEqual(['b']);
    expect(handOver.takeStale()).toEqual([]);
    expect([handOver.take(), handOver.take(), handOver.take()]).toEqual(['a', 'c', undefined]);
  });
});
