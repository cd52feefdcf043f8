import { MOST_LEANING, type Leaning, type LeaningList } from '@chuyen-de/contracts';
import { clauseWords } from '@chuyen-de/contracts/clause-words';
import { canonicalJson } from '@chuyen-de/contracts/canonical-json';
import type { Bank } from '../bank/index.ts';
import type { Catalogue, Programme } from '../catalogue/index.ts';
import type { NamesById } from '../classes/index.ts';
import type { Exams } from '../exams/index.ts';
import { mayEditMade, ownersOfMade, takesIn, type Actor } from '../policies/index.ts';
import type { LeaningMark, Source, Sources } from '../sources/index.ts';
import { stemOf } from './present-bank.ts';
import { sourceOf } from './question-contents.ts';
import type { LeaningQuestion, QuestionStore } from './question-store.ts';

interface Deps {
  catalogue: Catalogue;
  bank: Pick<Bank, 'findCiting'>;
  questions: Pick<QuestionStore, 'leaningOn' | 'codesLeaningOn'>;
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

/** What leans on a source of an imported programme: its questions, and the topics whose reading list names it. */
async function findInProgramme(
  { catalogue, bank }: Pick<Deps, 'catalogue' | 'bank'>,
  programme: Programme,
  id: string,
): Promise<Found[]> {
  const source = programme.sources.find((each) => each.id === id);
  if (!source) return [];
  const citing = await bank.findCiting(programme.edition, id, MOST_LEANING);
  const questions = citing.map(({ code, stem, source: named }): Found => ({
    ...{ kind: 'question', code, title: stem.vi, clause: named?.clause ?? null },
    ...elsewhereMade,
  }));
  const said = ({ title, number, date }: Pick<typeof source, 'title' | 'number' | 'date'>) =>
    canonicalJson({ title, number, date });
  const topics: Found[] = [];
  for (const { code, title } of programme.topics) {
    const found = await catalogue.findTopic(code);
    const reading = found?.topic.readingList.find((each) => said(each) === said(source));
    if (reading)
      topics.push({
        ...{ kind: 'topic', code, title: title.vi, clause: reading.clause ?? null },
        ...elsewhereMade,
      });
  }
  return [...questions, ...topics];
}

/** The exams that somebody may see to and that ask some questions of everybody, or in papers that are drawn already. */
async function findExams(
  { catalogue, exams }: Deps,
  actor: Actor,
  codes: Iterable<string>,
): Promise<Found[]> {
  const asked = new Set(codes);
  if (asked.size === 0) return [];
  const [{ exams: made }, { programmes }] = await Promise.all([
    catalogue.made.listInForce(ownersOfMade(actor)),
    catalogue.library(),
  ]);
  const imported = programmes.filter(({ owner }) => takesIn(owner, actor)).flatMap((each) => each.exams);
  const found: Found[] = [];
  for (const { code, title } of [...made.map(({ inForce }) => inForce), ...imported])
    if ((await exams.askedAlike(code)).some((question) => asked.has(question)))
      found.push({ kind: 'exam', code, title: title.vi, clause: null, ...elsewhereMade });
  return found;
}

type Shown = Pick<LeaningMark, 'as' | 'at' | 'by'>;

/** Marks as they are shown, with the names of those who made them. */
async function makeShowMark({ namesById }: Deps, marks: readonly LeaningMark[]) {
  const names = await namesById(marks.map(({ by }) => by));
  return ({ as, at, by }: Shown) => ({ as, at: at.toISOString(), by: names.get(by) ?? null });
}

/**
 * Makes what finds all that leans on a document: of banks those whose reader may write in them, of programmes what
 * concerns those who keep the registry. What is drawn anew for each learner leans on it by its questions alone.
 */
export const makeFindLeaning =
  (deps: Deps) =>
  async (source: Source, actor: Actor): Promise<LeaningList> => {
    const { catalogue, questions, sources } = deps;
    const [banks, { programmes }, all, codes, marks] = await Promise.all([
      catalogue.madeBanks.listOf(ownersOfMade(actor)),
      catalogue.library(),
      questions.leaningOn(source._id),
      questions.codesLeaningOn(source._id),
      sources.marksOf(source._id),
    ]);
    const own = new Set(banks.map(({ _id }) => _id));
    const visible = all.filter(({ bank }) => own.has(bank)).map((each) => questionOf(source, each));
    const keepsRegistry = mayEditMade(actor, source.owner);
    const programme = programmes.find(({ _id }) => _id === source.from?.programme);
    const imported = programme ? await findInProgramme(deps, programme, source.from?.source ?? '') : [];
    const importedCodes = imported.filter(({ kind }) => kind === 'question').map(({ code }) => code);
    const exams = await findExams(deps, actor, [...codes, ...importedCodes]);
    const found = [...visible, ...(keepsRegistry ? imported : []), ...exams];
    const shown = await makeShowMark(deps, marks);
    const markOf = new Map(marks.map((mark) => [`${mark.kind}/${mark.code}`, mark]));
    const listed = new Set(found.map(({ kind, code }) => `${kind}/${code}`));
    const leaning = found.slice(0, MOST_LEANING).map((each): Leaning => {
      const mark = markOf.get(`${each.kind}/${each.code}`);
      return { ...each, mark: mark ? shown(mark) : null };
    });
    const settled = marks
      .filter(
        ({ kind, code, by }) => !listed.has(`${kind}/${code}`) && (keepsRegistry || by === actor.personId),
      )
      .map((mark) => ({ kind: mark.kind, code: mark.code, mark: shown(mark) }));
    const elsewhere = codes.length - all.filter(({ bank }) => own.has(bank)).length;
    return { leaning, elsewhere, more: found.length > MOST_LEANING, settled };
  };

export type FindLeaning = ReturnType<typeof makeFindLeaning>;
