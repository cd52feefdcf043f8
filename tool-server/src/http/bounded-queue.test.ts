import { makeBoundedQueue } from './bounded-queue.ts';

it('does one thing after the other, sends away what is too much, and has room again afterwards', async () => {
  const inTurn = makeBoundedQueue(2);
  const begun: number[] = [];
  const end: (() => void)[] = [];
  const work = (number: number) => (): Promise<number> => {
    begun.push(number);
    return new Promise((resolve) => end.push(() => resolve(number)));
  };
  const first = inTurn(work(1));
  const second = inTurn(work(2));
  await expect(inTurn(work(3))).rejects.toMatchObject({
    problem: { code: 'too_busy' },
    headers: { 'Retry-After': '10' },
  });
  expect(begun).toEqual([1]);
  end[0]?.();
  expect(await first).toBe(1);
  const fourth = inTurn(work(4));
  end[1]?.();
  expect(await second).toBe(2);
  await Promise.resolve();
  end[2]?.();
  expect(await fourth).toBe(4);
  expect(begun).toEqual([1, 2, 4]);
});
