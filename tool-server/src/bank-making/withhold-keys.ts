import type { Appraisals } from '../appraisal/index.ts';
import type { MadeBank } from '../catalogue/index.ts';
import { ProblemError } from '../http/index.ts';

/** Makes what keeps keys from members of a council who edit the bank, too, until they have answered without them. */
export function makeWithholdKeys({ appraisals }: { appraisals: Pick<Appraisals, 'blindIn'> }) {
  return {
    /** @throws ProblemError `appraise_first` */
    withholdKey: async ({ _id }: MadeBank, code: string, person: string): Promise<void> => {
      if ((await appraisals.blindIn(_id, person)).includes(code))
        throw new ProblemError({ code: 'appraise_first' });
    },

    /** @throws ProblemError `keys_withheld`, with the codes of the questions that wait */
    withholdKeys: async ({ _id }: MadeBank, codes: readonly string[], person: string): Promise<void> => {
      const asked = new Set(codes);
      const questions = (await appraisals.blindIn(_id, person)).filter((code) => asked.has(code));
      if (questions.length > 0) throw new ProblemError({ code: 'keys_withheld', questions });
    },
  };
}

export type WithholdKeys = ReturnType<typeof makeWithholdKeys>;
