import type {
  Appraisal as AppraisalView,
  AppraisalBrief,
  AppraisalQueue,
  BankAppraisals,
} from '@chuyen-de/contracts';
import { clauseWords } from '@chuyen-de/contracts/clause-words';
import type { Catalogue, MadeBank } from '../catalogue/index.ts';
import { nameIn, type NamesById } from '../classes/index.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Sources } from '../sources/index.ts';
import type { AppraisalStore } from './appraisal-store.ts';
import type { Appraisal } from './appraisal.model.ts';
import { approvalsOf, checkOf, contestedOf, isBlind } from './appraisal.rules.ts';
import { findBlind } from './find-blind.ts';
import { askedOf, reviewedOf } from './shown-question.ts';

interface Deps {
  appraisals: Pick<AppraisalStore, 'openAmong'>;
  catalogue: Pick<Catalogue, 'madeBanks'>;
  sources: Pick<Sources, 'among'>;
  namesById: NamesById;
  clock: Clock;
}

/** Who reads an appraisal, and as what. */
export interface Reader {
  personId: string;
  /** Sits in its council, and holds the role that this takes. */
  isMember: boolean;
  isEditor: boolean;
}

type Names = Awaited<ReturnType<NamesById>>;

const peopleOf = ({ submittedBy, authors, checks, votes, comments }: Appraisal): string[] => [
  submittedBy,
  ...authors,
  ...[...checks, ...votes, ...comments].map(({ by }) => by),
];

const briefOf = (appraisal: Appraisal, names: Names, now: Date): AppraisalBrief => ({
  id: appraisal._id,
  question: appraisal.question,
  state: appraisal.state,
  submittedAt: appraisal.submittedAt.toISOString(),
  submittedBy: nameIn(names, appraisal.submittedBy),
  due: appraisal.due.toISOString(),
  overdue: appraisal.state === 'in-review' && appraisal.due < now,
  needed: appraisal.needed,
  approvals: approvalsOf(appraisal).length,
  contested: contestedOf(appraisal).length,
});

/** How others answered and voted would tell the key. */
const NONE = { approvals: 0, contested: 0 };
const NOTHING_SAID = { ...NONE, hash: null, checks: [], votes: [] };

const saidOf = ({ checks, votes }: Appraisal, names: Names) => ({
  checks: checks.map(({ by, at, agrees, settled }) => ({
    by: nameIn(names, by),
    ...{ at: at.toISOString(), agrees },
    settled: settled ? { at: settled.at.toISOString(), note: settled.note } : null,
  })),
  votes: votes.map(({ by, at, ...vote }) => ({ by: nameIn(names, by), at: at.toISOString(), ...vote })),
});

/** What a content leans on, in words. */
async function sourceWords(
  { sources }: Deps,
  { source, sourceText }: Appraisal['content'],
): Promise<string | null> {
  if (!source) return sourceText ?? null;
  const [document] = await sources.among([source.source]);
  const clause = document?.clauses.find(({ id }) => id === source.clause);
  if (!document || !clause) return null;
  const number = document.number === undefined ? '' : ` ${document.number}`;
  return `${clauseWords(clause)}, ${document.kind}${number}: ${document.title}`;
}

function canOf(
  appraisal: Appraisal,
  { personId, isMember, isEditor }: Reader,
  isTold: boolean,
): AppraisalView['can'] {
  const acts = isMember && appraisal.state === 'in-review';
  const blind = isBlind(appraisal, personId);
  return {
    check: acts && blind,
    vote: acts && !blind,
    takeBack: acts && appraisal.votes.some(({ by }) => by === personId),
    settle: acts && contestedOf(appraisal).some(({ by }) => by === personId),
    comment: (isMember || isEditor) && isTold,
  };
}

async function toldOf(deps: Deps, appraisal: Appraisal, personId: string, names: Names) {
  return {
    reviewed: reviewedOf(appraisal, personId),
    explanation: appraisal.content.explanation ?? null,
    source: await sourceWords(deps, appraisal.content),
    ...saidOf(appraisal, names),
    comments: appraisal.comments.map(({ by, at, text }) => ({
      by: nameIn(names, by),
      ...{ at: at.toISOString(), text },
    })),
  };
}

const makePresentOne =
  (deps: Deps) =>
  async (appraisal: Appraisal, bank: MadeBank, reader: Reader): Promise<AppraisalView> => {
    const { personId } = reader;
    const names = await deps.namesById(peopleOf(appraisal));
    const { content, question } = appraisal;
    const answerFirst = (await findBlind(deps, [question], personId)).get(question) ?? null;
    const isTold = answerFirst === null;
    return {
      ...briefOf(appraisal, names, deps.clock.now()),
      ...(!isTold && NONE),
      ...{ bank: bank._id, bankTitle: bank.title, level: content.level, answerFirst },
      hash: isTold ? appraisal.hash : null,
      topic: bank.topics.find(({ code }) => code === content.topic)?.title.vi ?? content.topic,
      members: appraisal.members.length,
      asked: askedOf(appraisal, personId),
      told: isTold ? await toldOf(deps, appraisal, personId, names) : null,
      mine: {
        agrees: (isTold ? checkOf(appraisal, personId)?.agrees : undefined) ?? null,
        verdict: appraisal.votes.find(({ by }) => by === personId)?.verdict ?? null,
      },
      can: canOf(appraisal, reader, isTold),
    };
  };

/** Makes what is told of appraisals: to members what they may see so far, to authors what was said. */
export function makePresentAppraisal(deps: Deps) {
  const { catalogue, namesById, clock } = deps;
  return {
    presentAppraisal: makePresentOne(deps),

    presentQueue: async (waiting: readonly Appraisal[]): Promise<AppraisalQueue> => {
      const names = await namesById(waiting.map(({ submittedBy }) => submittedBy));
      const codes = [...new Set(waiting.map(({ bank }) => bank))];
      const banks = await Promise.all(codes.map((code) => catalogue.madeBanks.find(code)));
      const titles = new Map(banks.flatMap((bank) => (bank ? [[bank._id, bank.title] as const] : [])));
      return {
        waiting: waiting.map((appraisal) => ({
          ...briefOf(appraisal, names, clock.now()),
          ...{ ...NONE, bank: appraisal.bank },
          bankTitle: titles.get(appraisal.bank) ?? { vi: appraisal.bank },
          ...{ stem: appraisal.content.stem.vi, level: appraisal.content.level },
        })),
      };
    },

    /** The last one of a question, with what those said who want it changed. */
    presentLast: async (appraisal: Appraisal) => {
      const names = await namesById([appraisal.submittedBy]);
      const against = appraisal.votes.filter(({ verdict }) => verdict === 'return');
      return { ...briefOf(appraisal, names, clock.now()), notes: against.map(({ note }) => note) };
    },

    presentList: async (
      found: readonly Appraisal[],
      personId: string,
    ): Promise<BankAppraisals['appraisals']> => {
      const names = await namesById(found.flatMap(peopleOf));
      const codes = [...new Set(found.map(({ question }) => question))];
      const blind = await findBlind(deps, codes, personId);
      return found.map((appraisal) => ({
        ...briefOf(appraisal, names, clock.now()),
        ...{ stem: appraisal.content.stem.vi, level: appraisal.content.level, hash: appraisal.hash },
        revision: appraisal.revision ?? null,
        decidedAt: appraisal.decidedAt?.toISOString() ?? null,
        authors: appraisal.authors.map((author) => nameIn(names, author)),
        ...saidOf(appraisal, names),
        ...(blind.has(appraisal.question) && NOTHING_SAID),
      }));
    },
  };
}

export type PresentAppraisal = ReturnType<typeof makePresentAppraisal>;
