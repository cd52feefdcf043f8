import type {
  BankQuestion,
  BankRows,
  MadeBank as MadeBankView,
  MadeBanks,
  QuestionChanged,
  QuestionFault,
} from '@chuyen-de/contracts';
import { levelsOf } from '../bank/index.ts';
import type { MadeBank } from '../catalogue/index.ts';
import type { NamesById } from '../classes/index.ts';
import { briefOf, type Sources } from '../sources/index.ts';
import type { FindCited, Found } from './cite-sources.ts';
import { faultsOf, sourceOf } from './question-contents.ts';
import type { StoredQuestion } from './question-draft.model.ts';
import type { ListedQuestion, QuestionStore } from './question-store.ts';
import type { TopicStore } from './topic-store.ts';
import { topicState } from './topic.rules.ts';

interface Deps {
  questions: Pick<QuestionStore, 'count'>;
  sources: Pick<Sources, 'supersededAmong'>;
  findCited: FindCited;
  topics: Pick<TopicStore, 'prints'>;
  namesById: NamesById;
}

type Names = Awaited<ReturnType<NamesById>>;
const nameIn = (names: Names, id: string): string | null => names.get(id) ?? null;

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

const canOf = ({ faulty, state, issued, issuing }: StoredQuestion): BankQuestion['can'] => ({
  issue: !faulty && state !== 'issued' && state !== 'found',
  retire: issued?.inForce === true,
  remove: issued === undefined && issuing === undefined,
});

const UNKNOWN: QuestionFault = { code: 'source_unknown', path: ['source'], stops: true };

const questionView = (
  bank: MadeBank,
  question: StoredQuestion,
  { names, cited }: { names: Names; cited: Found | undefined },
): BankQuestion => {
  const { _id: code, edition, state, topic, level, content, issued } = question;
  return {
    ...{ code, bank: bank._id, edition, state },
    draft: { topic, level, content },
    faults: [...faultsOf(bank, question), ...(sourceOf(question) && !cited ? [UNKNOWN] : [])],
    revision: issued?.inForce ? issued.revision : null,
    import: question.import ?? null,
    source: cited ? { document: briefOf(cited.document), clause: cited.clause } : null,
    ...editedOf(question, names),
    can: canOf(question),
  };
};

const rowOf = (
  question: ListedQuestion,
  { names, outdated }: { names: Names; outdated: ReadonlySet<string> },
): BankRows['questions'][number] => {
  const { _id: code, topic, level, state, faulty, edition, content } = question;
  return {
    ...{ code, topic, level, type: content.type, state, faulty, edition },
    stem: stemOf(question),
    outdated: (question.cites ?? []).some((source) => outdated.has(source)),
    ...editedOf(question, names),
  };
};

const makePresentOne =
  ({ questions, topics: drafts, namesById }: Pick<Deps, 'questions' | 'topics' | 'namesById'>) =>
  async (bank: MadeBank): Promise<MadeBankView> => {
    const { _id: code, owner, title, topics, edition, made } = bank;
    const waiting = { state: { $in: ['draft', 'changed'] } };
    const [names, prints, ready, faulty] = await Promise.all([
      namesById([made.editedBy]),
      drafts.prints(code),
      questions.count(code, { ...waiting, faulty: false }),
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
      ...editedOf(made, names),
    };
  };

/** Makes what those are told of banks and questions who may edit them: nobody else is shown any. */
export function makePresentBank(deps: Deps) {
  const { sources, findCited, namesById } = deps;
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
      const cited = await citedIn(bank, question);
      return { question: questionView(bank, question, { names, cited }), edits };
    },

    presentRows: async (rows: readonly ListedQuestion[]): Promise<BankRows['questions']> => {
      const cited = [...new Set(rows.flatMap(({ cites }) => cites ?? []))];
      const [names, superseded] = await Promise.all([
        namesById(rows.map(({ editedBy }) => editedBy)),
        cited.length === 0 ? [] : sources.supersededAmong(cited),
      ]);
      const outdated = new Set(superseded);
      return rows.map((row) => rowOf(row, { names, outdated }));
    },
  };
}

export type PresentBank = ReturnType<typeof makePresentBank>;
