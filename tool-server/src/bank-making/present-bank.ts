import type {
  BankQuestion,
  BankRows,
  MadeBank as MadeBankView,
  MadeBanks,
  QuestionChanged,
  QuestionFault,
} from '@chuyen-de/contracts';
import type { Appraisals, AppraisersFor } from '../appraisal/index.ts';
import { levelsOf } from '../bank/index.ts';
import type { MadeBank } from '../catalogue/index.ts';
import { nameIn, type NamesById } from '../classes/index.ts';
import type { ReportStore } from '../question-reports/index.ts';
import { briefOf, type Sources } from '../sources/index.ts';
import type { CommentStore } from './comment-store.ts';
import type { FindCited, Found } from './cite-sources.ts';
import { faultsOf, sourceOf } from './question-contents.ts';
import type { ListedQuestion, StoredQuestion } from './question-draft.model.ts';
import type { QuestionStore } from './question-store.ts';
import type { TopicStore } from './topic-store.ts';
import { topicState } from './topic.rules.ts';

interface Deps {
  questions: Pick<QuestionStore, 'count'>;
  sources: Pick<Sources, 'supersededAmong'>;
  findCited: FindCited;
  topics: Pick<TopicStore, 'prints'>;
  appraisals: Pick<Appraisals, 'lastOf' | 'presentLast' | 'countApproved'>;
  appraisersFor: AppraisersFor;
  comments: Pick<CommentStore, 'countOf'>;
  reports: Pick<ReportStore, 'countIn' | 'waitingOf'>;
  namesById: NamesById;
}

type Names = Awaited<ReturnType<NamesById>>;

/** Characters of a stem that lists show. */
const MOST_SHOWN = 300;

/** The Vietnamese text of a stem as it was typed, or its English one. */
export function stemOf({ content }: Pick<StoredQuestion, 'content'>): string {
  const { stem } = content as { stem?: unknown };
  if (typeof stem !== 'object' || stem === null) return '';
  const { vi, en } = stem as { vi?: unknown; en?: unknown };
  const said = [vi, en].find((text) => typeof text === 'string' && text.trim() !== '');
  return typeof said === 'string' ? said.slice(0, MOST_SHOWN) : '';
}

const editedOf = ({ editedAt, editedBy }: Pick<StoredQuestion, 'editedAt' | 'editedBy'>, names: Names) => ({
  editedAt: editedAt.toISOString(),
  editedBy: nameIn(names, editedBy),
});

type Last = BankQuestion['appraisal'];
const isOpen = (last: Last): boolean => last?.state === 'in-review' || last?.state === 'approved';

/** What can be done to a question: where the bank has a council, it has to approve before anything is issued. */
const canOf = (
  { made: { council } }: MadeBank,
  { faulty, state, issued, issuing }: StoredQuestion,
  last: Last,
): BankQuestion['can'] => ({
  submit: council !== undefined && !faulty && state !== 'issued' && state !== 'found' && !isOpen(last),
  withdraw: isOpen(last),
  issue: council ? last?.state === 'approved' : !faulty && state !== 'issued' && state !== 'found',
  retire: issued?.inForce === true,
  remove: issued === undefined && issuing === undefined && !isOpen(last),
});

const UNKNOWN: QuestionFault = { code: 'source_unknown', path: ['source'], stops: true };

const questionView = (
  bank: MadeBank,
  question: StoredQuestion,
  { names, cited, last }: { names: Names; cited: Found | undefined; last: Last },
): BankQuestion => {
  const { _id: code, edition, state, topic, level, content, tags = [], issued } = question;
  return {
    ...{ code, bank: bank._id, edition, state },
    draft: { topic, level, content, tags },
    faults: [...faultsOf(bank, question), ...(sourceOf(question) && !cited ? [UNKNOWN] : [])],
    revision: issued?.inForce ? issued.revision : null,
    import: question.import ?? null,
    source: cited ? { document: briefOf(cited.document), clause: cited.clause } : null,
    ...editedOf(question, names),
    appraisal: last,
    can: canOf(bank, question, last),
  };
};

interface RowSources {
  names: Names;
  outdated: ReadonlySet<string>;
  comments: ReadonlyMap<string, number>;
  reports: ReadonlyMap<string, number>;
}

const rowOf = (
  question: ListedQuestion,
  { names, outdated, comments, reports }: RowSources,
): BankRows['questions'][number] => {
  const { _id: code, topic, level, state, faulty, edition, content, tags = [] } = question;
  return {
    ...{ code, topic, level, type: content.type, state, faulty, edition, tags },
    stem: stemOf(question),
    outdated: (question.cites ?? []).some((source) => outdated.has(source)),
    comments: comments.get(code) ?? 0,
    reports: reports.get(code) ?? 0,
    ...editedOf(question, names),
  };
};

const makePresentOne =
  ({ questions, topics: drafts, reports, appraisals, appraisersFor, namesById }: Deps) =>
  async (bank: MadeBank, can: MadeBankView['can']): Promise<MadeBankView> => {
    const { _id: code, owner, title, topics, edition, made } = bank;
    const waiting = { state: { $in: ['draft', 'changed'] } };
    const { council } = made;
    const [names, prints, holders, reported, ready, faulty] = await Promise.all([
      namesById([made.editedBy, ...(council?.members ?? [])]),
      drafts.prints(code),
      council ? appraisersFor(owner) : Promise.resolve<string[]>([]),
      reports.countIn(code),
      council ? appraisals.countApproved(code) : questions.count(code, { ...waiting, faulty: false }),
      questions.count(code, { ...waiting, faulty: true }),
    ]);
    return {
      ...{ code, owner: owner.kind, edition: made.edition, title },
      topics: topics.map((topic) => ({
        code: topic.code,
        title: topic.title,
        cells: levelsOf(edition, topic.code),
        state: topicState(prints.get(topic.code), topic.issued),
        minutes: topic.minutes,
      })),
      waiting: { ready, faulty },
      reports: reported,
      council: council
        ? {
            ...{ needed: council.needed, days: council.days },
            members: council.members.map((id) => ({
              ...{ id, name: nameIn(names, id), holds: holders.includes(id) },
            })),
          }
        : null,
      can,
      ...editedOf(made, names),
    };
  };

const makePresentRows =
  ({ sources, comments, reports, namesById }: Deps) =>
  async (rows: readonly ListedQuestion[]): Promise<BankRows['questions']> => {
    const cited = [...new Set(rows.flatMap(({ cites }) => cites ?? []))];
    const codes = rows.map(({ _id }) => _id);
    const [said, reported, names, superseded] = await Promise.all([
      comments.countOf(codes),
      reports.waitingOf(codes),
      namesById(rows.map(({ editedBy }) => editedBy)),
      cited.length === 0 ? [] : sources.supersededAmong(cited),
    ]);
    const outdated = new Set(superseded);
    return rows.map((row) => rowOf(row, { names, outdated, comments: said, reports: reported }));
  };

/** Makes what those are told of banks and questions who may edit them: nobody else is shown any. */
export function makePresentBank(deps: Deps) {
  const { findCited, appraisals, namesById } = deps;
  const lastOf = async ({ _id }: StoredQuestion): Promise<Last> => {
    const last = await appraisals.lastOf(_id);
    return last ? appraisals.presentLast(last) : null;
  };
  const citedIn = async (bank: MadeBank, question: StoredQuestion): Promise<Found | undefined> =>
    (await findCited(bank, [sourceOf(question)]))[0];

  return {
    presentBank: makePresentOne(deps),

    presentBanks: async (banks: readonly MadeBank[]): Promise<MadeBanks['banks']> => {
      const names = await namesById(banks.map(({ made }) => made.editedBy));
      return banks.map(({ _id: code, owner, title, topics, edition, made }) => ({
        ...{ code, owner: owner.kind, title, topics: topics.length },
        questions: edition.cells.reduce((sum, { count }) => sum + count, 0),
        ...editedOf(made, names),
      }));
    },

    presentQuestion: async (bank: MadeBank, question: StoredQuestion): Promise<BankQuestion> =>
      questionView(bank, question, {
        names: await namesById([question.editedBy]),
        cited: await citedIn(bank, question),
        last: await lastOf(question),
      }),

    /** A question that somebody else has changed since an edition: as it is now, and what they changed. */
    presentChange: async (
      bank: MadeBank,
      question: StoredQuestion,
      since: number,
    ): Promise<Pick<QuestionChanged, 'question' | 'edits'>> => {
      const later = question.edits.filter(({ edition }) => edition > since);
      const names = await namesById([question.editedBy, ...later.map(({ by }) => by)]);
      const edits = later.map(({ at, by, fields }) => ({
        at: at.toISOString(),
        by: nameIn(names, by),
        fields,
      }));
      const [cited, last] = await Promise.all([citedIn(bank, question), lastOf(question)]);
      return { question: questionView(bank, question, { names, cited, last }), edits };
    },

    presentRows: makePresentRows(deps),
  };
}

export type PresentBank = ReturnType<typeof makePresentBank>;
