import { typeOf, type QuestionContent, type QuestionResponse } from './index.ts';

const part = (id: string) => ({ id, text: { vi: `Mục ${id}`, en: `Item ${id}` } });
const parts = ['a', 'b', 'c'].map(part);

const read = (
  content: QuestionContent,
  { order, response, language = 'vi' }: { order: string[]; response: unknown; language?: 'vi' | 'en' },
) => {
  const paper = typeOf(content.type).onPaper(content, order, language);
  return [paper.lines, paper.words(response as QuestionResponse)];
};

describe('a question on paper', () => {
  it('letters options in the order of the paper, and tells a response by these letters', () => {
    const content: QuestionContent = { type: 'multiple-choice', options: parts, key: ['a', 'c'] };
    const response = { type: 'multiple-choice', selected: ['a', 'c'] };
    expect(read(content, { order: ['c', 'b', 'a'], response })).toEqual([
      ['A. Mục c', 'B. Mục b', 'C. Mục a'],
      'A, C',
    ]);
    expect(read(content, { order: ['b', 'a', 'c'], response, language: 'en' })).toEqual([
      ['A. Item b', 'B. Item a', 'C. Item c'],
      'B, C',
    ]);
  });

  it('numbers what is matched, and letters what it is matched with', () => {
    const content: QuestionContent = {
      ...{ type: 'matching', left: parts, right: parts },
      key: { a: 'b', b: 'a', c: 'c' },
    };
    const order = ['a', 'b', 'c', '>c', '>a', '>b'];
    expect(read(content, { order, response: { type: 'matching', pairs: { a: 'b', c: 'c' } } })).toEqual([
      ['1. Mục a', '2. Mục b', '3. Mục c', 'A. Mục c', 'B. Mục a', 'C. Mục b'],
      '1 – C; 3 – A',
    ]);
  });

  it('tells an order by the numbers of the paper', () => {
    const content: QuestionContent = { type: 'ordering', items: parts };
    const response = { type: 'ordering', order: ['a', 'b', 'c'] };
    expect(read(content, { order: ['b', 'c', 'a'], response })).toEqual([
      ['1. Mục b', '2. Mục c', '3. Mục a'],
      '3 → 1 → 2',
    ]);
  });

  it('numbers gaps as they are read, whatever their type', () => {
    const content: QuestionContent = {
      type: 'cloze',
      text: { vi: 'Do [[b]] định, có [[a]] cấp.' },
      gaps: [
        { id: 'a', type: 'numeric', answer: 2 },
        { id: 'b', type: 'single-choice', options: parts, key: ['b'] },
      ],
    };
    const order = ['a', 'b', 'b.c', 'b.b', 'b.a'];
    expect(read(content, { order, response: { type: 'cloze', gaps: { a: '2', b: 'b' } } })).toEqual([
      ['Do (1) …… định, có (2) …… cấp.', '(1) A. Mục c; B. Mục b; C. Mục a'],
      '(1) B; (2) 2',
    ]);
  });

  it('says in words whether a statement was called true', () => {
    const content: QuestionContent = { type: 'true-false', key: false };
    expect(read(content, { order: [], response: { type: 'true-false', value: true } })).toEqual([[], 'Đúng']);
  });
});
