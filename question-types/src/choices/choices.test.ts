import fc from 'fast-check';
import { multipleChoice } from '../multiple-choice/index.ts';
import { singleChoice } from '../single-choice/index.ts';

const IDS = ['a', 'b', 'c', 'd'];
const options = IDS.map((id) => ({ id, text: { vi: `Phương án ${id}` } }));
const multiple = (key: string[], scoring?: 'all-or-nothing' | 'per-option') => ({
  type: 'multiple-choice' as const,
  options,
  key,
  scoring,
});
const chosen = (selected: string[]) => ({ type: 'multiple-choice' as const, selected });
const selections = fc.shuffledSubarray(IDS);
const keys = fc.subarray(IDS, { minLength: 2 });

describe('multiple choice', () => {
  it('gives everything for exactly the key, in any order, and nothing else', () => {
    fc.assert(
      fc.property(selections, keys, (selected, key) => {
        const same = selected.length === key.length && key.every((option) => selected.includes(option));
        expect(multipleChoice.fraction(multiple(key), chosen(selected))).toBe(same ? 1 : 0);
      }),
    );
  });

  it.each([
    [['a', 'b'], 1],
    [['a'], 0.5],
    [['a', 'c'], 0],
    [['a', 'b', 'c'], 0.5],
    [['c', 'd'], 0],
    [[], 0],
  ])(
    'gives each right option its share, of which a wrong one takes as much: %j earns %d',
    (selected, fraction) => {
      expect(multipleChoice.fraction(multiple(['a', 'b'], 'per-option'), chosen(selected))).toBe(fraction);
    },
  );

  it('never leaves 0 to 1 by shares, and rewards no option that is wrong', () => {
    fc.assert(
      fc.property(selections, keys, fc.constantFrom(...IDS), (selected, key, id) => {
        const earned = (ids: string[]) =>
          multipleChoice.fraction(multiple(key, 'per-option'), chosen(ids)) ?? NaN;
        expect(earned(selected)).toBeGreaterThanOrEqual(0);
        expect(earned(selected)).toBeLessThanOrEqual(1);
        const without = selected.filter((one) => one !== id);
        const change = earned([...without, id]) - earned(without);
        expect(key.includes(id) ? change >= 0 : change <= 0).toBe(true);
      }),
    );
  });
});

it.each([
  [singleChoice.contentFaults({ type: 'single-choice', options, key: ['a', 'b'] }), ['exactly one key']],
  [singleChoice.contentFaults({ type: 'single-choice', options, key: ['a'] }), []],
  [multipleChoice.contentFaults(multiple(['a'])), ['two keys or more']],
  [multipleChoice.contentFaults(multiple(['a', 'z'])), ['no option has the id "z"']],
  [multipleChoice.contentFaults(multiple(['a', 'b', 'a'])), ['a key is named twice']],
  [
    multipleChoice.contentFaults({ ...multiple(['a', 'b']), options: [...options, ...options] }),
    ['two options share an id'],
  ],
])('says what is wrong with the options and the key of a question: %j', (faults, expected) => {
  expect(faults).toHaveLength(expected.length);
  for (const [index, part] of expected.entries()) expect(faults[index]?.message.en).toContain(part);
});

it('shows the options in the order of the paper', () => {
  const content = { type: 'single-choice' as const, options, key: ['a'] };
  const shown = singleChoice.show(content, ['c', 'a', 'd', 'b']);
  expect(shown.options.map(({ id }) => id)).toEqual(['c', 'a', 'd', 'b']);
});
