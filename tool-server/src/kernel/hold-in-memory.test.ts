import { holdInMemory } from './hold-in-memory.ts';

/** A store whose answers wait until they are let go. */
function makeSlowStore() {
  const waiting: (() => void)[] = [];
  let reads = 0;
  return {
    read: () => {
      reads += 1;
      const answer = { read: reads };
      return new Promise<typeof answer>((resolve) => waiting.push(() => resolve(answer)));
    },
    answer: () => waiting.splice(0).forEach((letGo) => letGo()),
  };
}

describe('what is held in memory', () => {
  const options = { max: 2, ttl: 60_000 };

  it.each([
    ['dropped', (held: ReturnType<typeof holdInMemory>) => void held.delete('a')],
    ['dropped with all', (held: ReturnType<typeof holdInMemory>) => held.clear()],
    ['replaced', (held: ReturnType<typeof holdInMemory>) => void held.set('a', { read: 7 })],
    ['pushed out', (held: ReturnType<typeof holdInMemory>) => void held.set('b', {}).set('c', {})],
  ])('is given to whoever waits for it, though it is %s while it is read', async (what, change) => {
    const store = makeSlowStore();
    const held = holdInMemory(store.read, options);
    const [first, second] = [held.fetch('a'), held.fetch('a')];
    change(held as ReturnType<typeof holdInMemory>);
    store.answer();
    expect(await first).toEqual({ read: 1 });
    expect(await second).toEqual({ read: 1 });
    const next = held.fetch('a');
    store.answer();
    expect(await next).toEqual({ read: what === 'replaced' ? 7 : 2 });
  });

  it('fails for whoever waits where reading fails, and is read anew then', async () => {
    let isDown = true;
    const read = () => (isDown ? Promise.reject(new Error('away')) : Promise.resolve({ there: true }));
    const held = holdInMemory(read, options);
    await expect(held.fetch('a')).rejects.toThrow('away');
    isDown = false;
    expect(await held.fetch('a')).toEqual({ there: true });
  });
});
