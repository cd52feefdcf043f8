import { makeBreaks, mapWithBreaks } from './breaks.ts';

/** Keeps the process for longer than a turn. */
function work(): void {
  const breaks = makeBreaks();
  while (!breaks.isDue());
}

it('maps a list in its order, and lets others run in between', async () => {
  const order: (string | number)[] = [];
  const mapped = mapWithBreaks([1, 2, 3], (item, index) => {
    work();
    order.push(item);
    return [item, index];
  });
  setImmediate(() => order.push('other'));
  expect(await mapped).toEqual([
    [1, 0],
    [2, 1],
    [3, 2],
  ]);
  expect(order.indexOf('other')).toBeLessThan(order.indexOf(3));
});

it('takes turns with other long works, one of them at a time', async () => {
  let turn = 0;
  const turns: number[] = [];
  let runs = true;
  const count = (): void => {
    turn += 1;
    if (runs) setImmediate(count);
  };
  const one = () =>
    mapWithBreaks([1, 2, 3], (item) => {
      work();
      if (item > 1) turns.push(turn);
    });
  const all = Promise.all([one(), one(), one()]);
  setImmediate(count);
  await all;
  runs = false;
  expect(new Set(turns).size).toBe(turns.length);
});
