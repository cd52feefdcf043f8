import { AggregateRequest } from '@chuyen-de/contracts';
import { makeDraw } from './draw.ts';
import { makeProtectedCount } from './protected-count.ts';
import { startOfDay } from './question-bounds.ts';

const request = AggregateRequest.parse({ groupBy: ['verb'] });

/** A count of some people who each answered one question. */
async function countOf(signal: AbortSignal) {
  const apart = { trial: false, byReading: false };
  const draw = makeDraw('key of this test');
  const counting = makeProtectedCount({ measures: [], apart, threshold: 5, draw, signal });
  const facts = Array.from({ length: 40 }, (_, i) => ({
    actor: `person ${i}`,
    at: startOfDay(20_500) + i,
    verb: 'answered',
    activity: 'question',
  }));
  await counting.add(facts);
  return counting;
}

describe('a protected count', () => {
  it('is told', async () => {
    const counting = await countOf(new AbortController().signal);
    expect((await counting.count(request)).rows).toMatchObject([
      { key: { verb: 'answered' }, suppressed: false },
    ]);
  });

  it('is given up when time is up while what was read is put together', async () => {
    const waiting = new AbortController();
    const counting = await countOf(waiting.signal);
    waiting.abort(new Error('time is up'));
    await expect(counting.count(request)).rejects.toThrow('time is up');
  });
});
