import type { BankQuestion, QuestionDraft } from '@chuyen-de/contracts';
import { ProblemError } from '../../lib/http.ts';
import { knownOf, mergeQuestions, openQuestionSheet } from './question-sheet.ts';

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

describe('a question that is handed in while it is written elsewhere', () => {
  it('keeps what is typed, says that a council has it, and is saved once it is taken back', async () => {
    const can = { submit: true, withdraw: false, issue: false, retire: false, remove: true };
    const stored = { code: 'NH-1-0001', edition: 1, draft: BASE, can, editedAt: '', editedBy: null } as never;
    const inReview: BankQuestion = { ...(stored as BankQuestion), can: { ...can, withdraw: true } };
    const saved: { edition: number; draft: QuestionDraft }[] = [];
    let isHandedIn = true;
    const sheet = openQuestionSheet({
      stored,
      kept: { get: () => undefined, set: () => undefined },
      save: (_code, body) => {
        if (isHandedIn)
          return Promise.reject(
            new ProblemError(409, { code: 'question_in_review', question: inReview, edits: [] } as never),
          );
        saved.push(body);
        return Promise.resolve({ ...(stored as BankQuestion), edition: 2, draft: body.draft });
      },
    });
    sheet.change({ content: content('Hai') });
    await sheet.settle();
    expect(sheet.view()).toMatchObject({ state: 'stopped', draft: { content: { stem: { vi: 'Hai' } } } });
    expect(knownOf(sheet.view()).can.withdraw).toBe(true);
    isHandedIn = false;
    sheet.goOnFrom(stored);
    await sheet.settle();
    expect(saved).toEqual([{ edition: 1, draft: { ...BASE, content: content('Hai') } }]);
    expect(sheet.view()).toMatchObject({ state: 'saved', stored: { edition: 2 } });
    expect(knownOf(sheet.view()).can.withdraw).toBe(false);
  });
});
