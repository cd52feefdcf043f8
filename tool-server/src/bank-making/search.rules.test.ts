import { Level } from '@chuyen-de/contracts';
import { fold, hasWords, wordsOf } from '@chuyen-de/contracts/vietnamese';
import fc from 'fast-check';
import { makeSearchIndex, type SearchedQuestion } from './search.rules.ts';

const EVERYTHING = { text: '', most: 50 };
const question = (code: string, text: string, over: Partial<SearchedQuestion> = {}): SearchedQuestion => ({
  ...{ code, topic: 'T1', level: 'recall', type: 'single-choice', state: 'draft' },
  folded: fold(`${code} ${text}`),
  ...over,
});

function indexOf(...questions: SearchedQuestion[]) {
  const index = makeSearchIndex();
  for (const each of questions) index.put(each);
  return index;
}

it('finds parts of words, marks and case aside, and codes', () => {
  const index = indexOf(question('Q-1', 'Độc lập dân tộc'), question('Q-2', 'Chủ nghĩa xã hội'));
  const found = (text: string) => index.look({ ...EVERYTHING, text }).codes;
  expect(found('DOC lập')).toEqual(['Q-1']);
  expect(found('nghi')).toEqual(['Q-2']);
  expect(found('q-2')).toEqual(['Q-2']);
  expect(found('độc nghĩa')).toEqual([]);
});

it('pages in the order of the codes, and counts all', () => {
  const index = indexOf(...['Q-3', 'Q-1', 'Q-4', 'Q-2'].map((code) => question(code, 'a')));
  expect(index.look({ text: '', most: 2 })).toEqual({ codes: ['Q-1', 'Q-2'], total: 4, hasMore: true });
  expect(index.look({ text: '', most: 2, after: 'Q-2' })).toEqual({
    ...{ codes: ['Q-3', 'Q-4'], total: 4, hasMore: false },
  });
});

it('shows what waits to be confirmed to those who ask for it alone', () => {
  const index = indexOf(question('Q-1', 'a', { state: 'found' }), question('Q-2', 'a'));
  expect(index.look(EVERYTHING).codes).toEqual(['Q-2']);
  expect(index.look({ ...EVERYTHING, state: 'found' }).codes).toEqual(['Q-1']);
});

const WORDS = ['đảng', 'dân', 'chủ', 'nghĩa', 'xã', 'hội', 'độc', 'lập', 'Đan', 'dân?'];
const aQuestion = fc
  .record({
    code: fc.integer({ min: 1, max: 15 }).map((number) => `Q-${number}`),
    topic: fc.constantFrom('T1', 'T2'),
    level: fc.constantFrom(...Level.options),
    type: fc.constantFrom('single-choice' as const, 'essay' as const),
    state: fc.constantFrom('draft' as const, 'issued' as const, 'found' as const),
    text: fc.array(fc.constantFrom(...WORDS), { maxLength: 6 }),
  })
  .map(({ text, ...rest }) => ({ ...rest, folded: fold(`${rest.code} ${text.join(' ')}`) }));
const aFilter = fc.record(
  {
    text: fc
      .array(fc.constantFrom('da', 'dân', 'ngh', 'hội', 'q-1', ' ', 'xyz'), { maxLength: 3 })
      .map((words) => words.join(' ')),
    topic: fc.constantFrom('T1', 'T2'),
    level: fc.constantFrom(...Level.options),
    type: fc.constantFrom('single-choice' as const, 'essay' as const),
    state: fc.constantFrom('draft' as const, 'found' as const),
  },
  { requiredKeys: ['text'] },
);

it('finds what a look at every question finds, whatever was put in, replaced and removed before', () => {
  const step = fc.oneof(
    aQuestion.map((put) => ({ put })),
    fc.integer({ min: 1, max: 15 }).map((number) => ({ remove: `Q-${number}` })),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), aFilter, (steps, { text, state, ...filter }) => {
      const index = makeSearchIndex();
      const kept = new Map<string, SearchedQuestion>();
      for (const each of steps) {
        if ('put' in each) {
          index.put(each.put);
          kept.set(each.put.code, each.put);
        } else {
          index.remove(each.remove);
          kept.delete(each.remove);
        }
      }
      const expected = [...kept.values()]
        .filter((each) => (state ? each.state === state : each.state !== 'found'))
        .filter((each) =>
          (Object.keys(filter) as (keyof typeof filter)[]).every((name) => each[name] === filter[name]),
        )
        .filter(({ folded }) => hasWords(folded, wordsOf(text)))
        .map(({ code }) => code)
        .sort();
      const found = index.look({ text, ...filter, ...(state && { state }), most: 5 });
      expect(index.count()).toBe(kept.size);
      expect(found).toEqual({
        codes: expected.slice(0, 5),
        total: expected.length,
        hasMore: expected.length > 5,
      });
    }),
  );
});
