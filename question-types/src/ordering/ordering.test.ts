import fc from 'fast-check';
import { readResponse, shownResponse } from '../index.ts';
import { ordering } from './index.ts';

const IDS = ['a', 'b', 'c', 'd'];
const items = (ids: string[]) => ids.map((id) => ({ id, text: { vi: `Mục ${id}` } }));
const content = (over: object = {}) =>
  ordering.content.parse({ type: 'ordering', items: items(IDS), ...over });
const response = (order: string[]) => ({ type: 'ordering' as const, order });
const earned = (order: string[], scoring?: string) =>
  ordering.fraction(content({ scoring }), response(order)) ?? NaN;

const letters = (order: string): string[] => order.match(/./g) ?? [];
const whole = fc.shuffledSubarray(IDS, { minLength: IDS.length });

describe('ordering', () => {
  it.each([
    ['abcd', 1, 1],
    ['bcda', 0, 2 / 3],
    ['abdc', 0, 1 / 3],
    ['cdab', 0, 2 / 3],
    ['dcba', 0, 0],
    ['acbd', 0, 0],
    ['ab', 0, 1 / 3],
    ['', 0, 0],
  ])('%s earns %d exactly, and %d by neighbours', (order, exactly, byNeighbours) => {
    expect(earned(letters(order))).toBe(exactly);
    expect(earned(letters(order), 'adjacent-pairs')).toBeCloseTo(byNeighbours);
  });

  it('never leaves 0 to 1, is whole for the right order alone, and gives by neighbours at least as much', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(IDS), (order) => {
        const [exactly, byNeighbours] = [earned(order), earned(order, 'adjacent-pairs')];
        expect(exactly).toBe(order.join('') === 'abcd' ? 1 : 0);
        expect(byNeighbours === 1).toBe(exactly === 1);
        expect(byNeighbours).toBeGreaterThanOrEqual(exactly);
        expect(byNeighbours).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('comes back from a learner’s page as what was meant, whatever the order of the paper', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(IDS), whole, (order, paper) => {
        const read = readResponse('ordering', paper, shownResponse(response(order), paper));
        expect(read).toEqual({ ok: true, response: response(order) });
        const shown = ordering.show(content(), paper).items;
        const right = ordering.keyOf(content(), paper).map((place) => shown.find(({ id }) => id === place));
        expect(right.map((item) => item?.text.vi)).toEqual(IDS.map((id) => `Mục ${id}`));
      }),
    );
  });

  it('takes no part that the paper does not have, and none twice', () => {
    expect(readResponse('ordering', IDS, response(['5']))).toMatchObject({ ok: false });
    expect(readResponse('ordering', IDS, response(['a']))).toMatchObject({ ok: false });
    expect(readResponse('ordering', IDS, response(['2', '2', '1']))).toMatchObject({
      response: { order: ['b', 'a'] },
    });
  });

  it('refuses items of one id, and two items, of which the paper would show the order', () => {
    expect(ordering.contentFaults(content({ items: items(['a', 'b', 'a']) }))).toHaveLength(1);
    expect(ordering.content.safeParse({ type: 'ordering', items: items(['a', 'b']) }).success).toBe(false);
  });

  it('is counted by what follows what as it should, and whether all does', () => {
    expect(ordering.counted(content()).map(({ id, isKey }) => [id, isKey])).toEqual([
      ['a-b', true],
      ['b-c', true],
      ['c-d', true],
      ['other', false],
    ]);
    const counts = (order: string) => ordering.countsFor(content(), response(letters(order)));
    expect(['abcd', 'cdab', 'dcba'].map(counts)).toEqual([
      ['a-b', 'b-c', 'c-d'],
      ['a-b', 'c-d', 'other'],
      ['other'],
    ]);
  });

  it('is told to record stores as a sequence', () => {
    expect(ordering.interaction(content())).toMatchObject({
      interactionType: 'sequencing',
      correctResponsesPattern: ['a[,]b[,]c[,]d'],
      components: { choices: IDS.map((id) => ({ id })) },
    });
    expect(ordering.statementResponse(response(['b', 'a']), content())).toBe('b[,]a');
  });
});
