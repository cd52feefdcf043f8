import type {
  Appraisal as AppraisalView,
  AppraisalBrief,
  AppraisalQueue,
  BankAppraisals,
  BankQuestion,
  Scope,
} from '@chuyen-de/contracts';
import { clauseWords } from '@chuyen-de/contracts/clause-words';
import type { Catalogue, MadeBank } from '../catalogue/index.ts';
import { nameIn, type NamesById } from '../classes/index.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Sources } from '../sources/index.ts';
import type { AppraisalStore } from './appraisal-store.ts';
import type { Appraisal } from './appraisal.model.ts';
import { approvalsOf, checkOf, contestedOf, dueOf, isBlind } from './appraisal.rules.ts';
import { findBlind, type Appraises } from './find-blind.ts';
import { askedOf, reviewedOf } from './shown-question.ts';

/** Who may sit in councils of what belongs to an owner. */
export type AppraisersFor = (owner: Scope) => Promise<string[]>;

interface Deps {
  appraisals: Pick<AppraisalStore, 'openAmong'>;
  catalogue: Pick<Catalogue, 'madeBanks'>;
  sources: Pick<Sources, 'among'>;
  namesById: NamesById;
  appraisersFor: AppraisersFor;
  appraises: Appraises;
  clock: Clock;
}

/** Who reads an appraisal, and as what. */
export interface Reader {
  personId: string;
  /** Sits in its council, and holds the role that this takes. */
  isMember: boolean;
  isEditor: boolean;
  /** Handed it in. */
  isSubmitter: boolean;
}

type Names = Awaited<ReturnType<NamesById>>;

/** Names where whoever shares one has a number behind it: a list is signed, and read without anything else. */
function toldApart(names: Names): Names {
  const ids = [...names.keys()].sort();
  const sharing = (id: string) => ids.filter((other) => names.get(other) === names.get(id));
  return new Map(
    ids.map((id) => {
      const [name, people] = [names.get(id), sharing(id)];
      return [id, name !== undefined && people.length > 1 ? `${name} (${people.indexOf(id) + 1})` : name];
    }),
  );
}

const peopleOf = ({ submittedBy, authors, members, ended, checks, votes, comments }: Appraisal): string[] => [
  ...[submittedBy, ...authors, ...members, ...(ended ? [ended.by] : [])],
  ...[...checks, ...votes, ...comments].map(({ by }) => by),
];

/** Those who look on are told who may still say something; others nothing of it. */
interface Looking {
  names: Names;
  now: Date;
  holders?: readonly string[];
}

function waitsFor(appraisal: Appraisal, { names, holders }: Looking): AppraisalBrief['waitsFor'] {
  if (appraisal.state !== 'in-review' || !holders) return null;
  return appraisal.members.flatMap((member) => {
    const what = dueOf(appraisal, member);
    return what && holders.includes(member) ? [{ name: nameIn(names, member), what }] : [];
  });
}

const briefOf = (appraisal: Appraisal, looking: Looking): AppraisalBrief => ({
  id: appraisal._id,
  question: appraisal.question,
  state: appraisal.state,
  submittedAt: appraisal.submittedAt.toISOString(),
  submittedBy: nameIn(looking.names, appraisal.submittedBy),
  due: appraisal.due.toISOString(),
  overdue: appraisal.state === 'in-review' && appraisal.due < looking.now,
  needed: appraisal.needed,
  approvals: approvalsOf(appraisal).length,
  contested: contestedOf(appraisal).length,
  waitsFor: waitsFor(appraisal, looking),
  decidedAt: appraisal.decidedAt?.toISOString() ?? null,
  ended: appraisal.ended
    ? { by: nameIn(looking.names, appraisal.ended.by), at: appraisal.ended.at.toISOString() }
    : null,
});

/** How others answered and voted would tell the key. */
const NONE = { approvals: 0, contested: 0, waitsFor: null };
const NOTHING_SAID = { ...NONE, hash: null, checks: [], votes: [] };

const votesOf = ({ votes }: Appraisal, names: Names) =>
  votes.map(({ by, at, ...vote }) => ({ by: nameIn(names, by), at: at.toISOString(), ...vote }));

const saidOf = (appraisal: Appraisal, names: Names) => ({
  checks: appraisal.checks.map(({ by, at, agrees, settled }) => ({
    by: nameIn(names, by),
    ...{ at: at.toISOString(), agrees },
    settled: settled ? { at: settled.at.toISOString(), note: settled.note } : null,
  })),
  votes: votesOf(appraisal, names),
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
  { personId, isMember, isEditor, isSubmitter }: Reader,
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
    withdraw: (isEditor || isSubmitter) && isTold && appraisal.open !== undefined,
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
    const [names, holders] = await Promise.all([
      deps.namesById(peopleOf(appraisal)),
      deps.appraisersFor(appraisal.owner),
    ]);
    const { content, question } = appraisal;
    const answerFirst = (await findBlind(deps, [question], personId)).get(question) ?? null;
    const isTold = answerFirst === null;
    return {
      ...briefOf(appraisal, { names, now: deps.clock.now(), holders }),
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
  const { catalogue, namesById, appraisersFor, clock } = deps;
  return {
    presentAppraisal: makePresentOne(deps),

    presentQueue: async (waiting: readonly Appraisal[], personId: string): Promise<AppraisalQueue> => {
      const names = await namesById(waiting.map(({ submittedBy }) => submittedBy));
      const codes = [...new Set(waiting.map(({ bank }) => bank))];
      const banks = await Promise.all(codes.map((code) => catalogue.madeBanks.find(code)));
      const titles = new Map(banks.flatMap((bank) => (bank ? [[bank._id, bank.title] as const] : [])));
      return {
        waiting: waiting.map((appraisal) => ({
          ...briefOf(appraisal, { names, now: clock.now() }),
          ...{ ...NONE, bank: appraisal.bank },
          what: dueOf(appraisal, personId) ?? 'vote',
          bankTitle: titles.get(appraisal.bank) ?? { vi: appraisal.bank },
          ...{ stem: appraisal.content.stem.vi, level: appraisal.content.level },
        })),
      };
    },

    /** The last one of a question, for those who may see its key. */
    presentLast: async (appraisal: Appraisal): Promise<BankQuestion['appraisal']> => {
      const [names, holders] = await Promise.all([
        namesById(peopleOf(appraisal)),
        appraisersFor(appraisal.owner),
      ]);
      const looking = { names, now: clock.now(), holders };
      return { ...briefOf(appraisal, looking), votes: votesOf(appraisal, names) };
    },

    presentList: async (
      found: readonly Appraisal[],
      personId: string,
    ): Promise<BankAppraisals['appraisals']> => {
      const [first] = found;
      const names = toldApart(await namesById([...new Set(found.flatMap(peopleOf))]));
      // They are all of one bank.
      const holders = first ? await appraisersFor(first.owner) : [];
      const looking = { names, now: clock.now(), holders };
      const codes = [...new Set(found.map(({ question }) => question))];
      const blind = await findBlind(deps, codes, personId);
      return found.map((appraisal) => ({
        ...briefOf(appraisal, looking),
        ...{ stem: appraisal.content.stem.vi, level: appraisal.content.level, hash: appraisal.hash },
        revision: appraisal.revision ?? null,
        authors: appraisal.authors.map((author) => nameIn(names, author)),
        ...saidOf(appraisal, names),
        ...(blind.has(appraisal.question) && NOTHING_SAID),
      }));
    },
  };
}

export type PresentAppraisal = ReturnType<typeof makePresentAppraisal>;
