import { MOST_LEANING, type Leaning, type LeaningList } from '@chuyen-de/contracts';
import { clauseWords } from '@chuyen-de/contracts/clause-words';
import { canonicalJson } from '@chuyen-de/contracts/canonical-json';
import type { Bank } from '../bank/index.ts';
import type { Catalogue, Programme } from '../catalogue/index.ts';
import type { NamesById } from '../classes/index.ts';
import type { Exams } from '../exams/index.ts';
import { mayEditMade, ownersOfMade, takesIn, type Actor } from '../policies/index.ts';
import { revisionId } from '../revisions/index.ts';
import type { LeaningMark, Source, Sources } from '../sources/index.ts';
import { stemOf } from './present-bank.ts';
import { sourceOf } from './question-contents.ts';
import type { LeaningQuestion, QuestionStore } from './question-store.ts';

interface Deps {
  catalogue: Catalogue;
  bank: Pick<Bank, 'findCiting'>;
  questions: Pick<QuestionStore, 'leaningOn' | 'leaningAmong'>;
  exams: Pick<Exams, 'askedAlike'>;
  sources: Pick<Sources, 'marksOf'>;
  namesById: NamesById;
}

type Found = Omit<Leaning, 'mark'>;

function questionOf(source: Source, question: LeaningQuestion): Found {
  const { _id: code, bank, issued } = question;
  const named = sourceOf(question);
  const draft = named?.source === source._id;
  const clause = draft ? source.clauses.find(({ id }) => id === named.clause) : undefined;
  const inForce = issued?.inForce === true && issued.source === source._id;
  const title = stemOf(question);
  return { kind: 'question', code, bank, title, clause: clause ? clauseWords(clause) : null, draft, inForce };
}

const elsewhereMade = { bank: null, draft: false, inForce: true } as const;

/** Questions of one programme that are looked at. */
const MOST_CITING = 10_000;

/** The source of an imported programme that a document stands for. */
interface Stood {
  programme: Programme;
  source: Programme['sources'][number];
}

async function findStood({ catalogue }: Deps, { from }: Source): Promise<Stood | undefined> {
  const { programmes } = await catalogue.library();
  const programme = programmes.find(({ _id }) => _id === from?.programme);
  const source = programme?.sources.find(({ id }) => id === from?.source);
  return programme && source && { programme, source };
}

/** The questions of a programme that cite one of its sources. */
async function findCiting({ bank }: Deps, { programme, source }: Stood): Promise<Found[]> {
  const citing = await bank.findCiting(programme.edition, source.id, MOST_CITING);
  return citing.map(({ code, stem, source: named }): Found => ({
    ...{ kind: 'question', code, title: stem.vi, clause: named?.clause ?? null },
    ...elsewhereMade,
  }));
}

/** The topics of a programme whose reading list names one of its sources. */
async function findReading({ catalogue }: Deps, { programme, source }: Stood): Promise<Found[]> {
  const said = ({
    title,
    number,
    date,
  }: Pick<typeof source, 'title' | 'number'> & { date?: string | undefined }) =>
    canonicalJson({ title, number, date });
  const topics = await catalogue.findTopics(programme.topics);
  return programme.topics.flatMap((topic): Found[] => {
    const { code, title } = topic;
    const reading = topics.get(revisionId(topic))?.readingList.find((each) => said(each) === said(source));
    if (!reading) return [];
    return [{ kind: 'topic', code, title: title.vi, clause: reading.clause ?? null, ...elsewhereMade }];
  });
}

/** The exams that somebody may see to and that ask some questions of everybody, or in papers that are drawn already. */
async function findExams(
  { catalogue, exams }: Deps,
  actor: Actor,
  codes: Iterable<string>,
): Promise<Found[]> {
  const asked = new Set(codes);
  if (asked.size === 0) return [];
  const [made, { programmes }] = await Promise.all([
    catalogue.made.everyInForce(ownersOfMade(actor)),
    catalogue.library(),
  ]);
  const imported = programmes.filter(({ owner }) => takesIn(owner, actor)).flatMap((each) => each.exams);
  const found: Found[] = [];
  for (const exam of [...made.map(({ inForce }) => inForce), ...imported])
    if ((await exams.askedAlike(exam)).some((question) => asked.has(question)))
      found.push({ kind: 'exam', code: exam.code, title: exam.title.vi, clause: null, ...elsewhereMade });
  return found;
}

type Shown = Pick<LeaningMark, 'as' | 'at' | 'by'>;

/** Marks as they are shown, with the names of those who made them. */
async function makeShowMark({ namesById }: Deps, marks: readonly LeaningMark[]) {
  const names = await namesById(marks.map(({ by }) => by));
  return ({ as, at, by }: Shown) => ({ as, at: at.toISOString(), by: names.get(by) ?? null });
}

const keyOf = ({ kind, code }: Pick<LeaningMark, 'kind' | 'code'>): string => `${kind}/${code}`;
const keysOf = (marks: readonly LeaningMark[]): Set<string> => new Set(marks.map(keyOf));

/** So many of what waits, and, as far as there is room, of what is marked; in their order. */
function firstOf<T>(all: readonly T[], isMarked: (one: T) => boolean, most: number): T[] {
  const waiting = all.filter((each) => !isMarked(each));
  const chosen = new Set([...waiting, ...all.filter(isMarked)].slice(0, most));
  return all.filter((each) => chosen.has(each));
}

/** What leans on a document, of what somebody may see of it. */
interface FoundLeaning {
  source: Source;
  /** One more than is listed, where there are as many. */
  found: readonly Found[];
  /** The keys of all that leans on it, whoever may see it. */
  leans: ReadonlySet<string>;
  /** Questions of banks that others write in. */
  elsewhere: number;
  /** Whether they are told of a mark on what leans on it no more. */
  seesSettled: (mark: LeaningMark) => boolean;
}

/**
 * Makes what finds all that leans on a document: of banks those whose reader may write in them, of programmes what
 * concerns those who keep the registry. What is drawn anew for each learner leans on it by its questions alone.
 */
export const makeFindLeaning =
  (deps: Deps) =>
  async (source: Source, actor: Actor): Promise<FoundLeaning> => {
    const { catalogue, questions } = deps;
    const keepsRegistry = mayEditMade(actor, source.owner);
    const [banks, all, stood, marks] = await Promise.all([
      catalogue.madeBanks.listOf(ownersOfMade(actor)),
      questions.leaningOn(source._id),
      findStood(deps, source),
      deps.sources.marksOf(source._id),
    ]);
    const codes = all.map(({ _id }) => _id);
    const banksOfReader = new Set(banks.map(({ _id }) => _id));
    const own = all.filter(({ bank }) => banksOfReader.has(bank)).map(({ _id }) => _id);
    const marked = keysOf(marks);
    const isMarked = (code: string): boolean => marked.has(keyOf({ kind: 'question', code }));
    const [written, citing, reading] = await Promise.all([
      questions.leaningAmong(firstOf(own, isMarked, MOST_LEANING + 1)),
      stood ? findCiting(deps, stood) : [],
      stood ? findReading(deps, stood) : [],
    ]);
    const exams = await findExams(deps, actor, [...codes, ...citing.map(({ code }) => code)]);
    const imported = [...citing, ...reading];
    const questionKeys = codes.map((code) => keyOf({ kind: 'question', code }));
    return {
      source,
      found: [
        ...written.map((each) => questionOf(source, each)),
        ...(keepsRegistry ? imported : []),
        ...exams,
      ],
      leans: new Set([...questionKeys, ...[...imported, ...exams].map(keyOf)]),
      elsewhere: codes.length - own.length,
      seesSettled: ({ by }) => keepsRegistry || by === actor.personId,
    };
  };
export type FindLeaning = ReturnType<typeof makeFindLeaning>;

/** Makes what lists it as it is marked by now: finding it takes long, reading marks does not. */
export const makeListLeaning =
  (deps: Deps) =>
  async ({ source, found, leans, elsewhere, seesSettled }: FoundLeaning): Promise<LeaningList> => {
    const marks = await deps.sources.marksOf(source._id);
    const markOf = new Map(marks.map((mark) => [keyOf(mark), mark]));
    const isMarked = (one: Found): boolean => markOf.has(keyOf(one));
    const listed = firstOf(found, isMarked, MOST_LEANING);
    const over = marks.filter((mark) => !leans.has(keyOf(mark)) && seesSettled(mark)).slice(0, MOST_LEANING);
    const shown = await makeShowMark(deps, [
      ...listed.flatMap((each) => markOf.get(keyOf(each)) ?? []),
      ...over,
    ]);
    return {
      leaning: listed.map((each): Leaning => {
        const mark = markOf.get(keyOf(each));
        return { ...each, mark: mark ? shown(mark) : null };
      }),
      elsewhere,
      more: found.length > MOST_LEANING,
      settled: over.map((mark) => ({ kind: mark.kind, code: mark.code, mark: shown(mark) })),
    };
  };
export type ListLeaning = ReturnType<typeof makeListLeaning>;
