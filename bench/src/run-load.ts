import { setTimeout as sleep } from 'node:timers/promises';
import type { Meter } from './meter.ts';

/** A learner who fails keeps failing at full speed when the tool is gone: enough is enough. */
const MOST_FAILURES = 200;

interface Load {
  meter: Meter;
  concurrency: number;
  warmUpSeconds: number;
  seconds: number;
  /** One whole journey of a new person; `number` tells them apart. */
  journey: (number: number) => Promise<void>;
  /** Called as measuring begins and as it ends. */
  onMeasure?: (moment: 'begin' | 'end') => void;
}

/**
 * Closed loop: so many people at a time, each followed at once by the next. Journeys that are under way when
 * the time is over come to their end, outside the measurement. Answers the seconds that were measured.
 */
export async function runLoad(load: Load): Promise<number> {
  const { meter, concurrency, warmUpSeconds, seconds, journey, onMeasure } = load;
  let running = true;
  let number = 0;
  let failures = 0;

  const isRunning = (): boolean => running && failures < MOST_FAILURES;

  async function strand(): Promise<void> {
    while (isRunning()) {
      number += 1;
      try {
        await journey(number);
      } catch (error) {
        failures += 1;
        meter.fail(error);
      }
    }
  }

  const strands = Array.from({ length: concurrency }, strand);
  await sleep(warmUpSeconds * 1000);
  const begun = performance.now();
  onMeasure?.('begin');
  meter.begin();
  await sleep(seconds * 1000);
  meter.end();
  onMeasure?.('end');
  const measured = (performance.now() - begun) / 1000;
  running = false;
  await Promise.all(strands);
  return measured;
}
