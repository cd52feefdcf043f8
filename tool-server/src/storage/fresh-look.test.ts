import { makeFreshLook } from './fresh-look.ts';

/** A store whose readings end when they are told to, and say what was there as they began. */
function open() {
  let now = 0;
  let stored = 0;
  let seen = -1;
  const underWay: { end: () => void; fail: () => void }[] = [];
  const look = makeFreshLook({
    clock: { now: () => new Date(now) },
    restMs: 1_000,
    read: () =>
      new Promise<void>((resolve, reject) => {
        const found = stored;
        underWay.push({
          end: () => {
            seen = found;
            resolve();
          },
          fail: () => {
            reject(new Error('the store is away'));
          },
        });
      }),
  });
  return {
    look,
    seen: () => seen,
    begun: () => underWay.length,
    store: (value: number) => void (stored = value),
    wait: (ms: number) => void (now += ms),
    end: async (reading: number) => {
      underWay[reading]?.end();
      await new Promise(setImmediate);
    },
    fail: async (reading: number) => {
      underWay[reading]?.fail();
      await new Promise(setImmediate);
    },
  };
}

describe('a fresh look', () => {
  it('is shared by all who ask while it is fresh', async () => {
    const { look, begun, end, wait } = open();
    const both = Promise.all([look(), look()]);
    await end(0);
    await both;
    await look();
    expect(begun()).toBe(1);
    wait(1_000);
    void look();
    expect(begun()).toBe(2);
  });

  it('shows who asks at once what was stored before, and all who ask meanwhile share it', async () => {
    const { look, begun, end, store, seen } = open();
    const first = look();
    store(7);
    const atOnce = Array.from({ length: 16 }, () => look({ atOnce: true }));
    await end(0);
    await first;
    expect(seen()).toBe(0);
    expect(begun()).toBe(2);
    await end(1);
    await Promise.all(atOnce);
    expect(seen()).toBe(7);
    expect(begun()).toBe(2);
  });

  it('keeps nobody waiting to whom what is known is fresh enough', async () => {
    const { look, end, begun } = open();
    const first = look();
    await end(0);
    await first;
    void look({ atOnce: true });
    await look();
    expect(begun()).toBe(2);
  });

  it('begins at once when none is under way', async () => {
    const { look, begun, end } = open();
    const first = look({ atOnce: true });
    await end(0);
    await first;
    const second = look({ atOnce: true });
    expect(begun()).toBe(2);
    await end(1);
    await second;
  });

  it('does not wait for one that hangs', async () => {
    const { look, begun, end, wait, seen, store } = open();
    void look({ atOnce: true });
    wait(1_000);
    store(3);
    const later = look({ atOnce: true });
    const after = look({ atOnce: true });
    await end(1);
    await later;
    expect(seen()).toBe(3);
    await end(2);
    await after;
    expect(begun()).toBe(3);
  });

  it('fails for those who share it alone, and begins again for the next', async () => {
    const { look, begun, end, fail } = open();
    const first = look({ atOnce: true });
    const second = look({ atOnce: true });
    await fail(0);
    await expect(first).rejects.toThrow('away');
    expect(begun()).toBe(2);
    await end(1);
    await second;
  });
});
