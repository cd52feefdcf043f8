import type { AnswerReport } from '@chuyen-de/contracts';
import type { Appraisals } from '../appraisal/index.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Actor } from '../policies/index.ts';
import { readerKeys } from './present-reports.ts';
import type { QuestionReport } from './question-report.model.ts';
import type { ReportStore } from './report-store.ts';

interface Deps {
  reports: Pick<ReportStore, 'answer'>;
  appraisals: Pick<Appraisals, 'blindAmong'>;
  clock: Clock;
}

type Answered =
  { ok: true; answered: number } | { ok: false; error: { code: 'report_answered' | 'appraise_first' } };

/** Says what became of a report, or of all that wait about the same question; of two at once the first counts. */
export const makeAnswerReport =
  ({ reports, appraisals, clock }: Deps) =>
  async (
    { _id, question }: QuestionReport,
    { outcome, text, all }: AnswerReport,
    actor: Actor,
  ): Promise<Answered> => {
    const readers = readerKeys(actor);
    if ((await appraisals.blindAmong([question], actor.personId)).length > 0)
      return { ok: false, error: { code: 'appraise_first' } };
    const answer = { by: actor.personId, at: clock.now(), outcome, text };
    const first = await reports.answer({ _id }, { readers, answer });
    if (first === 0) return { ok: false, error: { code: 'report_answered' } };
    const others = all ? await reports.answer({ question }, { readers, answer }) : 0;
    return { ok: true, answered: first + others };
  };
