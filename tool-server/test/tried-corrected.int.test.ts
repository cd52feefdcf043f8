import type { CorrectionDraft } from '@chuyen-de/contracts';
import { correctQuestion } from './correct-question.ts';
import { resultOf } from './exam-steps.ts';
import { one, useTriedRooms } from './tried-rooms.ts';

const { rooms, withTries, sit, stored } = useTriedRooms();
/** Takes back what a test has corrected: the next one finds the question as its author wrote it. */
let takeBack = (): Promise<unknown> => Promise.resolve();
afterEach(() => takeBack());

/** Somebody who tries a question of one right option, which is c. */
async function tryQuestion() {
  await withTries();
  const sitting = await sit();
  const question = sitting.questionOf('single-choice');
  const { paper } = await stored(sitting.id);
  const { question: code, revision } = paper.find(({ slot }) => slot === question.slot)!;
  return {
    ...sitting,
    slot: question.slot,
    tries: (id: string) => sitting.tries(question, one(id)),
    correct: async (wish: CorrectionDraft) => {
      const correct = (each: CorrectionDraft) => correctQuestion(rooms(), { code, revision }, each, 'link-9');
      const of = await correct(wish);
      takeBack = () => correct({ kind: 'undo', of });
    },
    /** What is left when all is over, marked by the corrections that stand. */
    marked: async () => {
      await rooms().exams.corrections.correct(sitting.id);
      const { results } = await stored(sitting.id);
      const { review } = await resultOf(sitting.client, sitting.id);
      return { result: results![question.slot], seen: review!.find(({ slot }) => slot === question.slot)! };
    },
  };
}

describe('a correction of a question that was tried several times', () => {
  it('counts the first try for everybody where all get its points', async () => {
    const { tries, correct, end, marked } = await tryQuestion();
    await tries('a');
    await tries('c');
    await end();
    await correct({ kind: 'full-credit' });
    const { result, seen } = await marked();
    expect(result).toMatchObject({ fraction: 1, points: 1, tries: { count: 1, first: 1 } });
    expect(seen.tries?.map(({ fraction }) => fraction)).toEqual([1, 1]);
  });

  it('tells in the review of each try how it counts now', async () => {
    const { tries, correct, end, marked } = await tryQuestion();
    await tries('a');
    await tries('c');
    await end();
    await correct({ kind: 'change-key', response: one('a') });
    const { result, seen } = await marked();
    expect(result).toMatchObject({ points: 1, tries: { count: 1, first: 1 } });
    expect(seen.tries?.map(({ fraction }) => fraction)).toEqual([1, 0]);
  });

  it('does not make a wrong try right because one before it is right now', async () => {
    const { tries, correct, end, marked } = await tryQuestion();
    await tries('a');
    await correct({ kind: 'accept-also', response: one('a') });
    const second = await tries('b');
    expect(second.checked).toMatchObject({ fraction: 0, points: 1 });
    await end();
    const { result, seen } = await marked();
    expect(result).toMatchObject({ points: 1, tries: { count: 1, first: 1 } });
    expect(seen.tries?.map(({ fraction }) => fraction)).toEqual([1, 0]);
  });
});
