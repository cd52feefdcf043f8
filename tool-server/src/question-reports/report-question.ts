import { randomUUID } from 'node:crypto';
import type { ReportKind } from '@chuyen-de/contracts';
import type { Bank } from '../bank/index.ts';
import type { Catalogue } from '../catalogue/index.ts';
import type { Clock } from '../kernel/clock.ts';
import { revisionId } from '../revisions/index.ts';
import type { ShownPapers, ShownRefusal, Where } from './shown-papers.ts';
import type { QuestionReport } from './question-report.model.ts';
import type { ReportStore } from './report-store.ts';
import { readersOf } from './reports.rules.ts';

interface Deps {
  reports: Pick<ReportStore, 'add' | 'countSince' | 'countWaiting'>;
  shownPapers: ShownPapers;
  bank: Pick<Bank, 'findRevisions'>;
  catalogue: Pick<Catalogue, 'library'>;
  clock: Clock;
}

const DAY_MS = 24 * 3_600_000;
/** Of a person within a day. */
const MOST_IN_A_DAY = 20;
/** That wait for an answer about one question: whoever answers them has read enough. */
const MOST_WAITING = 100;

interface Reporting {
  where: Where;
  personId: string;
  slot: number;
  kind: ReportKind;
  text: string;
}

type Reported =
  | { ok: true }
  | {
      ok: false;
      error:
        | ShownRefusal
        | { code: 'unknown_slot'; slot: number }
        | { code: 'too_many_reports' | 'question_reported_enough' | 'reported_already' };
    };

/** Takes what a learner says is wrong with a question that they may look at now. */
export const makeReportQuestion =
  ({ reports, shownPapers, bank, catalogue, clock }: Deps) =>
  async ({ where, personId, slot, kind, text }: Reporting): Promise<Reported> => {
    const refuse = (code: 'too_many_reports' | 'question_reported_enough' | 'reported_already') =>
      ({ ok: false, error: { code } }) as const;
    const shown = await shownPapers.toReport(where, personId);
    if (!shown.ok) return shown;
    const place = shown.paper.find((each) => each.slot === slot);
    if (!place) return { ok: false, error: { code: 'unknown_slot', slot } };
    const at = clock.now();
    if ((await reports.countSince(personId, new Date(at.getTime() - DAY_MS))) >= MOST_IN_A_DAY)
      return refuse('too_many_reports');
    const { question, revision } = place;
    if ((await reports.countWaiting(question)) >= MOST_WAITING) return refuse('question_reported_enough');
    const ref = { code: question, revision };
    const stored = (await bank.findRevisions([ref])).get(revisionId(ref));
    if (!stored) throw new Error(`question ${revisionId(ref)} is gone`);
    const { programmes } = await catalogue.library();
    const programme = programmes.find(({ _id }) => _id === stored.programme);
    const report: QuestionReport = {
      ...{ _id: randomUUID(), question, revision, bank: stored.programme, personId, kind, text, at },
      from: { ...where, slot },
      readers: readersOf(programme, shown),
      state: 'waiting',
      waitsFor: `${personId} ${question}`,
    };
    return (await reports.add(report)) ? { ok: true } : refuse('reported_already');
  };
