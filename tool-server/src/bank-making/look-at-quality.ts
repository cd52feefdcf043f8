import { MOST_COMPARED, type BankQuality } from '@chuyen-de/contracts';
import type { Appraisals } from '../appraisal/index.ts';
import { makeLeakFinder } from '../bank/index.ts';
import type { MadeBank } from '../catalogue/index.ts';
import { makeBoundedQueue } from '../http/index.ts';
import { stemOf } from './present-bank.ts';
import { contentOf } from './question-contents.ts';
import type { QuestionStore } from './question-store.ts';
import { makeBankQuality } from './quality.rules.ts';
import { askedTextOf } from './question.rules.ts';

interface Deps {
  questions: Pick<QuestionStore, 'next'>;
  appraisals: Pick<Appraisals, 'blindIn'>;
}

/** Others have their turn between these. */
const READ_AT_ONCE = 50;
const MOST_AT_ONCE = 4;

/**
 * Makes what looks at all questions of a bank as their drafts stand; those that something is wrong with, and those whose
 * key the reader has to find by themselves first, stay out.
 * @throws ProblemError `too_busy`
 */
export function makeLookAtQuality({ questions, appraisals }: Deps) {
  const inTurn = makeBoundedQueue(MOST_AT_ONCE);
  return (bank: MadeBank, personId: string): Promise<BankQuality> =>
    inTurn(async () => {
      const quality = makeBankQuality({ makeLeakFinder });
      const blind = new Set((await appraisals.blindIn(bank._id, personId)).map(({ question }) => question));
      let after = '';
      for (let looked = 0; ; looked += READ_AT_ONCE) {
        const some = await questions.next(bank._id, { text: '' }, { after, most: READ_AT_ONCE });
        const more = looked >= MOST_COMPARED && some.length > 0;
        if (more || some.length === 0) return { ...quality.told(), more };
        for (const question of some) {
          const content = blind.has(question._id) ? undefined : contentOf(bank, question);
          if (content)
            quality.add({ code: question._id, stem: stemOf(question), content, text: askedTextOf(question) });
        }
        after = some.at(-1)?._id ?? after;
      }
    });
}
