import { typeOf, type QuestionContent } from '@chuyen-de/question-types';
import fc from 'fast-check';
import { layOutPaper } from './draw.rules.ts';
import { randomFrom } from './random.rules.ts';

const seeds = fc
  .bigInt({ min: 1n, max: 2n ** 128n - 1n })
  .map((value) => value.toString(16).padStart(32, '0'));

describe('a question whose order would tell the key', () => {
  const items = ['a', 'b', 'c'].map((id) => ({ id, text: { vi: id } }));
  const contents: QuestionContent[] = [
    { type: 'matching', left: items, right: items, key: { a: 'a', b: 'b', c: 'c' } },
    { type: 'ordering', items },
  ];
  const orderBy = (seed: string, content: QuestionContent, shuffleOptions: boolean) => {
    const settings = { blueprint: [], shuffleQuestions: false, shuffleOptions };
    const fixed = [{ code: 'Q', revision: 1, topic: 'CD01', level: 'recall' as const }];
    const paper = { drawn: [], fixed, random: randomFrom(seed) };
    const [place] = layOutPaper(settings, paper, () => content);
    return place!.optionOrder;
  };

  it('is never brought in that order, though its exam shuffles no options, and is the same by its seed', () => {
    fc.assert(
      fc.property(seeds, fc.constantFrom(...contents), fc.boolean(), (seed, content, shuffles) => {
        const order = orderBy(seed, content, shuffles);
        const written = typeOf(content.type).parts(content);
        expect(order).not.toEqual(written);
        expect([...order].sort()).toEqual([...written].sort());
        expect(orderBy(seed, content, shuffles)).toEqual(order);
      }),
    );
  });
});
