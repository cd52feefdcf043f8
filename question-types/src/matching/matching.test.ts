import fc from 'fast-check';
import { readResponse, shownResponse } from '../index.ts';
import { matching } from './index.ts';

const LEFT = ['a', 'b', 'c'];
const RIGHT = ['a', 'b', 'c', 'd'];
const items = (ids: string[]) => ids.map((id) => ({ id, text: { vi: `Mục ${id}` } }));
const content = (over: object = {}) =>
  matching.content.parse({
    type: 'matching',
    left: items(LEFT),
    right: items(RIGHT),
    key: { a: 'a', b: 'b', c: 'a' },
    ...over,
  });
const response = (pairs: Record<string, string>) => ({ type: 'matching' as const, pairs });
const earned = (pairs: Record<string, string>, over: object = {}) =>
  matching.fraction(content(over), response(pairs));

const pairs = fc
  .tuple(...LEFT.map(() => fc.constantFrom(undefined, ...RIGHT)))
  .map((rights) =>
    Object.fromEntries(LEFT.flatMap((id, at) => (rights[at] === undefined ? [] : [[id, rights[at]]]))),
  );
const orders = fc.shuffledSubarray(matching.parts(content()), { minLength: LEFT.length + RIGHT.length });

describe('matching', () => {
  it.each([
    [{ a: 'a', b: 'b', c: 'a' }, 1, 1],
    [{ a: 'a', b: 'b' }, 2 / 3, 0],
    [{ a: 'd', b: 'b', c: 'c' }, 1 / 3, 0],
    [{ a: 'b', b: 'a', c: 'd' }, 0, 0],
    [{}, 0, 0],
  ])('%j earns %d by pair, and %d as a whole', (given, byPair, whole) => {
    expect(earned(given)).toBeCloseTo(byPair);
    expect(earned(given, { scoring: 'all-or-nothing' })).toBe(whole);
  });

  it('never leaves 0 to 1, and gains by each right pair alone', () => {
    fc.assert(
      fc.property(pairs, fc.constantFrom(...LEFT), fc.constantFrom(...RIGHT), (given, left, right) => {
        const { [left]: _, ...without } = given;
        const [before, after] = [earned(without) ?? NaN, earned({ ...without, [left]: right }) ?? NaN];
        expect(before).toBeGreaterThanOrEqual(0);
        expect(after).toBeLessThanOrEqual(1);
        expect(after - before).toBeCloseTo(content().key[left] === right ? 1 / 3 : 0);
      }),
    );
  });

  it('comes back from a learner’s page as what was meant, whatever the order of the paper', () => {
    fc.assert(
      fc.property(pairs, orders, (given, order) => {
        const read = readResponse('matching', order, shownResponse(response(given), order));
        expect(read).toEqual({ ok: true, response: matching.tidy(response(given)) });
        const shown = matching.show(content(), order);
        for (const [left, place] of Object.entries(matching.keyOf(content(), order)))
          expect(shown.right.find(({ id }) => id === place)?.text.vi).toBe(`Mục ${content().key[left]!}`);
      }),
    );
  });

  it('takes no part that the paper does not have', () => {
    const order = matching.parts(content());
    for (const given of [{ z: '1' }, { a: '5' }, { a: '0' }, { a: 'a' }, { '>a': '1' }])
      expect(readResponse('matching', order, response(given as never))).toMatchObject({ ok: false });
  });

  it.each([
    [{}, []],
    [{ key: { a: 'a', b: 'b' } }, [['key']]],
    [{ key: { a: 'a', b: 'b', c: 'z' } }, [['key', 'c']]],
    [{ key: { a: 'a', b: 'b', c: 'a', z: 'a' } }, [['key', 'z']]],
    [{ left: items(['a', 'b', 'c', 'c']) }, [['left']]],
    [{ right: items([...RIGHT, 'd']) }, [['right']]],
  ])('says what is wrong with the two sides and the key: %j', (over, paths) => {
    const faults = matching.contentFaults(content(over));
    expect(faults.map(({ path }) => path)).toEqual(paths);
    for (const { message } of faults) expect(message.vi).not.toBe(message.en);
  });

  it('is counted by each pair that there may be', () => {
    const all = matching.counted(content());
    expect(all).toHaveLength(LEFT.length * RIGHT.length);
    expect(all.filter(({ isKey }) => isKey).map(({ id }) => id)).toEqual(['a-a', 'b-b', 'c-a']);
    expect(all[1]).toEqual({ id: 'a-b', text: { vi: 'Mục a – Mục b' }, isKey: false });
    expect(matching.countsFor(content(), response({ c: 'd', a: 'a' }))).toEqual(['c-d', 'a-a']);
  });

  it('is told to record stores in one order, by sources and targets', () => {
    expect(matching.interaction(content())).toMatchObject({
      interactionType: 'matching',
      correctResponsesPattern: ['a[.]a[,]b[.]b[,]c[.]a'],
      components: { source: [{ id: 'a' }, { id: 'b' }, { id: 'c' }], target: RIGHT.map((id) => ({ id })) },
    });
    expect(matching.statementResponse(response({ c: 'd', a: 'b' }), content())).toBe('a[.]b[,]c[.]d');
  });
});
