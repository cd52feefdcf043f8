import { withinLimits } from './count-up.ts';
import { TooManyCells, TooMuch } from './table.ts';

const MINUTE_MS = 60_000;

describe('a count that is given up', () => {
  it.each([
    ['there are too many rows', new TooManyCells(), { code: 'too_many_groups', status: 422 }],
    ['memory has no room for it', new TooMuch(), { code: 'too_much_to_count', status: 422 }],
  ])('says why where %s', async (_, fault, problem) => {
    const counting = withinLimits(new AbortController().signal, MINUTE_MS, () => Promise.reject(fault));
    await expect(counting).rejects.toMatchObject(problem);
  });

  it('does not send anybody to fewer days where memory has no room: bins are made of all of them', async () => {
    const counting = withinLimits(new AbortController().signal, MINUTE_MS, () =>
      Promise.reject(new TooMuch()),
    );
    await expect(counting).rejects.toThrow('narrow it by verb, activity or course');
  });
});
