import type { Appraisals, Blind } from '../appraisal/index.ts';
import type { MadeBank } from '../catalogue/index.ts';
import { ProblemError } from '../http/index.ts';
import { foldedOf } from './question.rules.ts';

/** A question whose key somebody has to find without help, and the words of it that they may search for. */
export interface WithheldQuestion {
  code: string;
  folded: string;
}

const withheldOf = ({ question, asked }: Blind): WithheldQuestion => ({
  code: question,
  folded: foldedOf(question, { content: { ...asked } }),
});

/** Makes what keeps keys from members of a council who edit the bank, too, until they have answered without them. */
export function makeWithholdKeys({ appraisals }: { appraisals: Pick<Appraisals, 'blindIn' | 'blindAmong'> }) {
  return {
    /** @throws ProblemError `appraise_first` */
    withholdKey: async (code: string, person: string): Promise<void> => {
      if ((await appraisals.blindAmong([code], person)).length > 0)
        throw new ProblemError({ code: 'appraise_first' });
    },

    /** @throws ProblemError `keys_withheld`, with the codes of the questions that wait */
    withholdKeys: async (codes: readonly string[], person: string): Promise<void> => {
      const questions = await appraisals.blindAmong(codes, person);
      if (questions.length > 0) throw new ProblemError({ code: 'keys_withheld', questions });
    },

    /** Those of a bank that a search finds by what they ask alone: accepted answers and explanations tell the key. */
    withheldIn: async (
      { _id }: MadeBank,
      { text, person }: { text: string; person: string },
    ): Promise<WithheldQuestion[]> =>
      text === '' ? [] : (await appraisals.blindIn(_id, person)).map(withheldOf),
  };
}

export type WithholdKeys = ReturnType<typeof makeWithholdKeys>;
