import { planBatch } from './plan-batch.rules.ts';

const told = (change: number, over: object = {}) => ({
  _id: `a ${change}`,
  attemptId: 'a',
  change,
  pending: true as const,
  ...over,
});
const counted = (change: number, over: object = {}) => ({
  _id: `a ${change}`,
  attemptId: 'a',
  change,
  counted: 1,
  ...over,
});
const gone = { gone: true as const };

describe('a batch', () => {
  it.each([
    ['takes up what is new', [told(5)], { add: ['a 5'], take: [], drop: [] }],
    [
      'lets a later change replace what was counted',
      [counted(5), told(7)],
      { add: ['a 7'], take: ['a 5'], drop: [] },
    ],
    ['takes up the latest alone', [told(7), told(5)], { add: ['a 7'], take: [], drop: ['a 5'] }],
    ['drops what comes too late', [counted(7), told(5)], { add: [], take: [], drop: ['a 5'] }],
    [
      'takes out whatever is of somebody who was removed',
      [counted(5, gone), told(7, gone)],
      { add: [], take: ['a 5'], drop: ['a 7'] },
    ],
    ['leaves alone what is counted', [counted(5)], { add: [], take: [], drop: [] }],
  ])('%s', (_, all, batch) => {
    expect(planBatch(all)).toEqual(batch);
  });
});
