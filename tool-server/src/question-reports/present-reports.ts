import type { OwnReports, QuestionReports, ReportsQuery } from '@chuyen-de/contracts';
import type { Appraisals } from '../appraisal/index.ts';
import type { Bank } from '../bank/index.ts';
import type { Catalogue } from '../catalogue/index.ts';
import { nameIn, type NamesById } from '../classes/index.ts';
import type { Exams, PaperSlot } from '../exams/index.ts';
import { pageOf } from '../kernel/pages.rules.ts';
import { mayEditMade, ownersOfMade, type Actor } from '../policies/index.ts';
import { revisionId } from '../revisions/index.ts';
import type { QuestionReport } from './question-report.model.ts';
import type { ReportStore } from './report-store.ts';
import { ownerKey, ownReport } from './reports.rules.ts';

const PAGE_SIZE = 20;

interface Deps {
  reports: Pick<ReportStore, 'ownOf' | 'count' | 'list' | 'waitingOf'>;
  exams: Pick<Exams, 'questionsHeldBack'>;
  bank: Pick<Bank, 'findRevisions'>;
  catalogue: Pick<Catalogue, 'library'>;
  appraisals: Pick<Appraisals, 'blindAmong'>;
  namesById: NamesById;
}

export const readerKeys = (actor: Actor): string[] => ownersOfMade(actor).map(ownerKey);

/** What is told of some reports to somebody who may answer them. */
async function entriesOf(
  { reports, bank, catalogue, appraisals, namesById }: Deps,
  listed: readonly QuestionReport[],
  actor: Actor,
): Promise<QuestionReports['reports']> {
  const codes = [...new Set(listed.map(({ question }) => question))];
  const refs = listed.map(({ question: code, revision }) => ({ code, revision }));
  const [revisions, waiting, blind, names, { programmes }] = await Promise.all([
    bank.findRevisions(refs),
    reports.waitingOf(codes),
    appraisals.blindAmong(codes, actor.personId),
    namesById(listed.flatMap(({ answer }) => (answer ? [answer.by] : []))),
    catalogue.library(),
  ]);
  const edited = programmes.filter(({ made, owner }) => made && mayEditMade(actor, owner));
  return listed.map((report) => {
    const { _id: id, question, revision, kind, at, state, text, answer } = report;
    const isBlind = blind.includes(question);
    const isWaiting = state === 'waiting';
    return {
      ...{ id, kind, state, bank: report.bank, question, revision, at: at.toISOString() },
      stem: revisions.get(revisionId({ code: question, revision }))?.stem ?? null,
      text: isBlind ? null : text,
      answer: answer
        ? {
            ...{ at: answer.at.toISOString(), by: nameIn(names, answer.by), outcome: answer.outcome },
            text: isBlind ? null : answer.text,
          }
        : null,
      others: (waiting.get(question) ?? 0) - (isWaiting ? 1 : 0),
      can: { answer: isWaiting && !isBlind, open: edited.some(({ _id }) => _id === report.bank) },
    };
  });
}

/** Makes what shows reports to those who made them, and to those who answer them. */
export const makePresentReports = (deps: Deps) => ({
  /** What somebody has reported of the questions of a paper. */
  own: async (paper: readonly PaperSlot[], personId: string): Promise<OwnReports> => {
    const made = await deps.reports.ownOf(
      personId,
      paper.map(({ question }) => question),
    );
    const isAnswered = made.some(({ answer }) => answer !== undefined);
    const heldBack = isAnswered ? await deps.exams.questionsHeldBack(personId) : new Set<string>();
    return {
      reports: made.map((report) =>
        ownReport(report, {
          slots: paper.filter(({ question }) => question === report.question).map(({ slot }) => slot),
          isHeldBack: heldBack.has(report.question),
        }),
      ),
    };
  },

  /** A page of those that somebody may answer. */
  list: async (actor: Actor, { state, question, page: asked }: ReportsQuery): Promise<QuestionReports> => {
    const wanted = { readers: readerKeys(actor), question };
    const [found, waiting] = await Promise.all([
      deps.reports.count({ ...wanted, state }),
      deps.reports.count({ ...wanted, state: 'waiting' }),
    ]);
    const { page, pages, from } = pageOf(found, asked, PAGE_SIZE);
    const listed = await deps.reports.list({ ...wanted, state }, from, PAGE_SIZE);
    return { state, waiting, found, page, pages, reports: await entriesOf(deps, listed, actor) };
  },
});

export type PresentReports = ReturnType<typeof makePresentReports>;
