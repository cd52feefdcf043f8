import { makeMemory } from './memory.ts';

describe('a memory of texts', () => {
  it('makes something of a text once, and of a long one each time, which it does not keep', () => {
    const memory = makeMemory<number>(10);
    let made = 0;
    const make = () => ++made;
    expect([memory.get('an', make), memory.get('an', make)]).toEqual([1, 1]);
    const long = 'x'.repeat(1_000);
    expect([memory.get(long, make), memory.get(long, make)]).toEqual([2, 3]);
    expect(memory.size).toBe(1);
  });

  it('begins anew where there are more than it may keep', () => {
    const memory = makeMemory<string>(3);
    for (const text of ['a', 'b', 'c', 'd']) memory.get(text, () => text);
    expect(memory.size).toBe(1);
    expect(memory.get('a', () => 'made again')).toBe('made again');
  });
});
