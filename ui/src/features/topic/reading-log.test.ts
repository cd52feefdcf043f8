import type { TopicProgress } from '@chuyen-de/contracts';
import { makeReadingLog } from './reading-log.ts';

const progress: TopicProgress = {
  read: [],
  materials: [],
  seconds: 0,
  startedAt: null,
  completedAt: null,
  revision: 1,
};

function aLog() {
  const world = { now: 0, fault: false, sent: [] as [string[], number][], failing: [] as boolean[] };
  const log = makeReadingLog({
    now: () => world.now,
    send: (read, seconds) => {
      if (world.fault) return Promise.reject(new Error('away'));
      world.sent.push([read, seconds]);
      return Promise.resolve(progress);
    },
    onProgress: () => undefined,
    onFailure: (failing) => void world.failing.push(failing),
  });
  return { world, log };
}

describe('reading log', () => {
  it('counts only the time in which the page was seen', async () => {
    const { world, log } = aLog();
    log.see(true);
    world.now = 10_000;
    log.see(false);
    world.now = 60_000;
    log.see(true);
    world.now = 65_500;
    await log.report();
    expect(world.sent).toEqual([[[], 15]]);
  });

  it('reports what did not arrive once more, together with what came since', async () => {
    const { world, log } = aLog();
    log.see(true);
    world.fault = true;
    world.now = 5_000;
    await log.read('s1');
    world.fault = false;
    world.now = 9_000;
    await log.read('s2');
    expect(world.sent).toEqual([[['s1', 's2'], 9]]);
    expect(world.failing).toEqual([true, false]);
  });

  it('reports at once what was read while a report was on its way', async () => {
    const sent: string[][] = [];
    let answer: (said: TopicProgress) => void = () => undefined;
    const answered = new Promise<TopicProgress>((resolve) => void (answer = resolve));
    const log = makeReadingLog({
      send: (read) => {
        sent.push(read);
        return sent.length === 1 ? answered : Promise.resolve(progress);
      },
      onProgress: () => undefined,
      onFailure: () => undefined,
    });
    const first = log.read('s1');
    await log.read('s2');
    expect(sent).toEqual([['s1']]);
    answer(progress);
    await first;
    expect(sent).toEqual([['s1'], ['s2']]);
  });

  it('says nothing when there is nothing to say', async () => {
    const { world, log } = aLog();
    await log.report();
    expect(world.sent).toEqual([]);
  });
});
