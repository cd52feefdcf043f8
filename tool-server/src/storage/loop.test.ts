import { makeLoop } from './loop.ts';

/** A step that takes pieces of work from a list, and says when it finds none. */
function makeWork() {
  const pieces: (() => Promise<void> | void)[] = [];
  let looks = 0;
  let onEmpty = (): void => undefined;
  return {
    pieces,
    looks: () => looks,
    /** Until a step finds nothing. */
    exhausted: () => new Promise<void>((resolve) => (onEmpty = resolve)),
    step: async (): Promise<boolean> => {
      looks += 1;
      const piece = pieces.shift();
      if (!piece) {
        onEmpty();
        return false;
      }
      await piece();
      return true;
    },
  };
}

const HOUR = 3_600_000;
const fail = (error: unknown): void => {
  throw error;
};

describe('a loop', () => {
  it('works while there is work, rests, and works again when nudged', async () => {
    const work = makeWork();
    const done: number[] = [];
    work.pieces.push(
      () => void done.push(1),
      () => void done.push(2),
    );
    const loop = makeLoop({ step: work.step, concurrency: 1, idleMs: HOUR, onError: fail });
    let empty = work.exhausted();
    loop.start();
    await empty;
    expect(done).toEqual([1, 2]);

    work.pieces.push(() => void done.push(3));
    empty = work.exhausted();
    loop.nudge();
    await empty;
    expect(done).toEqual([1, 2, 3]);
    await loop.stop();
  });

  it('works on as many pieces at once as it has strands, once there is work for them', async () => {
    const work = makeWork();
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    let running = 0;
    const threeRun = new Promise<void>((resolve) => {
      for (let piece = 0; piece < 5; piece++)
        work.pieces.push(async () => {
          if (++running === 3) resolve();
          await held;
        });
    });
    const loop = makeLoop({ step: work.step, concurrency: 3, idleMs: HOUR, onError: fail });
    loop.start();
    await threeRun;
    expect(running).toBe(3);
    release();
    await loop.stop();
  });

  it('goes on looking while pieces take long, as long as a strand is free', async () => {
    const work = makeWork();
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const loop = makeLoop({ step: work.step, concurrency: 3, idleMs: 1, onError: fail });
    const rested = work.exhausted();
    loop.start();
    await rested;
    for (let piece = 0; piece < 2; piece++) {
      // Nobody announces it: it is found by a look.
      const begun = new Promise<void>((resolve) => {
        work.pieces.push(async () => {
          resolve();
          await held;
        });
      });
      await begun;
    }
    const done = new Promise<void>((resolve) => work.pieces.push(resolve));
    await done;
    release();
    await loop.stop();
  });

  it('wakes a single strand for a nudge', async () => {
    const work = makeWork();
    const loop = makeLoop({ step: work.step, concurrency: 4, idleMs: HOUR, onError: fail });
    const rested = work.exhausted();
    loop.start();
    await rested;
    // Lets all strands come to rest.
    await new Promise(setImmediate);
    const before = work.looks();
    const empty = work.exhausted();
    loop.nudge();
    await empty;
    await new Promise(setImmediate);
    expect(work.looks()).toBe(before + 1);
    await loop.stop();
  });

  it('looks again when it was nudged while it looked', async () => {
    let looks = 0;
    let second = (): void => undefined;
    const lookedAgain = new Promise<void>((resolve) => (second = resolve));
    const loop = makeLoop({
      step: () => {
        looks += 1;
        if (looks === 1) loop.nudge();
        else second();
        return Promise.resolve(false);
      },
      concurrency: 1,
      idleMs: HOUR,
      onError: fail,
    });
    loop.start();
    await lookedAgain;
    await loop.stop();
  });

  it('reports a failing step and goes on', async () => {
    const work = makeWork();
    const errors: unknown[] = [];
    const done = new Promise<void>((resolve) => {
      work.pieces.push(() => Promise.reject(new Error('store away')), resolve);
    });
    const loop = makeLoop({
      step: work.step,
      concurrency: 1,
      idleMs: 1,
      onError: (error) => errors.push(error),
    });
    loop.start();
    await done;
    await loop.stop();
    expect(errors).toEqual([new Error('store away')]);
  });

  it('stops only after the piece under way', async () => {
    const work = makeWork();
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    let ended = false;
    work.pieces.push(async () => {
      await held;
      ended = true;
    });
    const loop = makeLoop({ step: work.step, concurrency: 1, idleMs: HOUR, onError: fail });
    loop.start();
    const stopped = loop.stop();
    release();
    await stopped;
    expect(ended).toBe(true);
  });
});
