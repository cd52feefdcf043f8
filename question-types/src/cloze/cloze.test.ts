import fc from 'fast-check';
import { readResponse } from '../index.ts';
import { piecesOf } from './device.ts';
import { cloze } from './index.ts';

const options = ['a', 'b', 'c'].map((id) => ({ id, text: { vi: `Phương án ${id}` } }));
const GAPS = [
  { id: 'c', type: 'numeric', answer: 1930, tolerance: 1 },
  { id: 'a', type: 'short-answer', accepted: ['Đảng', 'Đảng ta'], weight: 2 },
  { id: 'b', type: 'single-choice', options, key: ['b'] },
];
const content = (over: object = {}) =>
  cloze.content.parse({
    type: 'cloze',
    text: { vi: '[[a]] ra đời năm [[c]], do [[b]].' },
    gaps: GAPS,
    ...over,
  });
const response = (gaps: Record<string, string>) => ({ type: 'cloze' as const, gaps });
const earned = (gaps: Record<string, string>) => cloze.fraction(content(), response(gaps)) ?? NaN;

const values = {
  a: fc.constantFrom('', 'đảng', 'Đảng', 'dang', 'Việt Minh'),
  b: fc.constantFrom('', 'a', 'b', 'c'),
  c: fc.constantFrom('', '1.930', '1931', '1932', 'năm'),
};
const RIGHT: Record<string, string[]> = { a: ['đảng', 'Đảng'], b: ['b'], c: ['1.930', '1931'] };
const WEIGHT: Record<string, number> = { a: 2, b: 1, c: 1 };

describe('a text with gaps', () => {
  it('is read in pieces', () => {
    expect(piecesOf('[[a]] và [[b2]]. [x] [[Không]]')).toEqual([
      { gap: 'a' },
      { words: ' và ' },
      { gap: 'b2' },
      { words: '. [x] [[Không]]' },
    ]);
  });

  it('earns the weight of each gap that is right as its type says, and nothing else', () => {
    fc.assert(
      fc.property(fc.record(values, { requiredKeys: [] }), (gaps) => {
        const given = Object.entries(gaps);
        const right = given.filter(([id, value]) => RIGHT[id]?.includes(value));
        const expected = right.reduce((sum, [id]) => sum + (WEIGHT[id] ?? 0), 0) / 4;
        expect(earned(gaps)).toBeCloseTo(expected);
      }),
    );
  });

  it('takes no gap and no option that the paper does not have', () => {
    const parts = cloze.parts(content());
    const ok = (gaps: Record<string, string>) => readResponse('cloze', parts, response(gaps)).ok;
    expect([{}, { a: 'gì cũng được' }, { b: 'c' }, { b: '' }].map(ok)).toEqual([true, true, true, true]);
    expect([{ z: 'x' }, { b: 'z' }, { 'b.a': 'x' }].map((gaps) => ok(gaps as never))).toEqual([
      false,
      false,
      false,
    ]);
  });

  it('shows the gaps as they are read, and their options in the order of the paper', () => {
    const shown = cloze.show(content(), ['b.c', 'a', 'b', 'b.a', 'c', 'b.b']);
    expect(shown.gaps.map(({ id }) => id)).toEqual(['a', 'c', 'b']);
    expect(shown.gaps[2]).toMatchObject({ options: [{ id: 'c' }, { id: 'a' }, { id: 'b' }] });
    expect(JSON.stringify(shown)).not.toMatch(/"(?:accepted|answer|tolerance|key|weight)":/);
  });

  it.each([
    [{}, []],
    [{ text: { vi: '[[a]] [[b]]' } }, ['text.vi']],
    [{ text: { vi: '[[a]] [[b]] [[c]] [[a]]' } }, ['text.vi']],
    [{ text: { vi: '[[a]] [[b]] [[c]] [[d]]' } }, ['text.vi']],
    [{ text: { vi: '[[a]] [[b]] [[c]]', en: '[[a]] [[b]]' } }, ['text.en']],
    [{ gaps: [...GAPS, GAPS[0]] }, ['gaps']],
    [{ gaps: [GAPS[0], { ...GAPS[1], accepted: ['*'] }, GAPS[2]] }, ['gaps.1.accepted.0']],
    [{ gaps: [GAPS[0], GAPS[1], { ...GAPS[2], key: ['z'] }] }, ['gaps.2.key']],
  ])('says where text and gaps do not go together, and what is wrong in a gap: %j', (over, paths) => {
    const faults = cloze.contentFaults(content(over));
    expect(faults.map(({ path }) => path.join('.'))).toEqual(paths);
    for (const { message } of faults) expect(message.vi).not.toBe(message.en);
  });

  it('is told to record stores in words, as it is read, with each answer that is accepted', () => {
    expect(cloze.interaction(content())).toEqual({
      interactionType: 'fill-in',
      correctResponsesPattern: ['Đảng[,]1930[,]Phương án b', 'Đảng ta[,]1930[,]Phương án b'],
    });
    expect(cloze.statementResponse(response({ b: 'c', a: ' Việt  Minh ' }), content())).toBe(
      'Việt Minh[,][,]Phương án c',
    );
  });

  it('is counted gap by gap, as the type of each counts', () => {
    expect(cloze.counted(content()).map(({ id, text, isKey }) => [id, text?.vi, isKey])).toEqual([
      ['a-accepted-1', '(1) Đảng', true],
      ['a-accepted-2', '(1) Đảng ta', true],
      ['a-other', '(1) câu trả lời khác', false],
      ['c-accepted', '(2) 1929–1931', true],
      ['c-other', '(2) câu trả lời khác', false],
      ['b-a', '(3) Phương án a', false],
      ['b-b', '(3) Phương án b', true],
      ['b-c', '(3) Phương án c', false],
    ]);
    expect(cloze.countsFor(content(), response({ a: 'đảng ta', b: 'c' }))).toEqual(['a-accepted-2', 'b-c']);
  });

  it('keeps no gap that was emptied, and tells different answers apart in a receipt', () => {
    expect(cloze.tidy(response({ b: '', c: ' 1 ', a: 'x' }))).toEqual(response({ a: 'x', c: '1' }));
    expect(cloze.plainText(response({ c: '1', a: 'x' }))).toBe('a: x\nc: 1');
  });
});
