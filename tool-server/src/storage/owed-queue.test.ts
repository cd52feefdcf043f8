import type { Model } from 'mongoose';
import { makeOwedQueue } from './owed-queue.ts';
import { owe, type Owed } from './owed-work.ts';

interface Thing {
  _id: string;
  owed: Owed[];
}

/** Nobody reads it here. */
const things = {} as Model<Thing>;
const clock = { now: () => new Date('2026-03-02T08:00:00Z') };

describe('what is handed over to the worker', () => {
  it('waits for what comes shortly after, to be carried out with it', async () => {
    const queue = makeOwedQueue({ clock });
    const hand = (id: string): void => {
      const owed = queue.lease([owe('tell', clock.now())]);
      queue.hand(things, { _id: id, owed }, owed);
    };
    const told = new Promise<number>((resolve) => queue.listen(resolve));
    hand('a');
    hand('b');
    expect(queue.take()).toBeUndefined();
    // An unreferenced timer lets nobody wait.
    const kept = setInterval(() => undefined, 1_000);
    expect(await told).toBe(2);
    clearInterval(kept);
    hand('c');
    const taken = [queue.take(), queue.take(), queue.take()];
    expect(taken.map((held) => held?.document._id)).toEqual(['a', 'b', undefined]);
    queue.open();
    expect(queue.take()?.document._id).toBe('c');
  });
});
