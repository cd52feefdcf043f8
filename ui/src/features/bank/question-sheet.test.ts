import type { QuestionDraft } from '@chuyen-de/contracts';
import { mergeQuestions } from './question-sheet.ts';

const BASE: QuestionDraft = {
  topic: 'NH-1-T01',
  level: 'recall',
  content: { type: 'true-false', stem: { vi: 'Một' }, key: true },
};
const content = (vi: string) => ({ ...BASE.content, stem: { vi } });

describe('a question that two have changed', () => {
  it('has what each of them changed, where that is not the same', () => {
    const mine = { ...BASE, content: content('Hai') };
    const theirs = { ...BASE, level: 'application' as const };
    expect(mergeQuestions(BASE, { mine, theirs }, 'mine')).toEqual({
      draft: { ...BASE, level: 'application', content: content('Hai') },
      contested: [],
    });
  });

  it('is contested where both changed the same in different ways, and then has what is preferred', () => {
    const [mine, theirs] = [content('Hai'), content('Ba')].map((each) => ({ ...BASE, content: each }));
    const sides = { mine: mine!, theirs: theirs! };
    expect(mergeQuestions(BASE, sides, 'mine')).toEqual({ draft: mine, contested: ['content'] });
    expect(mergeQuestions(BASE, sides, 'theirs')).toEqual({ draft: theirs, contested: ['content'] });
    expect(mergeQuestions(BASE, { mine: mine!, theirs: mine! }, 'theirs').contested).toEqual([]);
  });
});
