import { isDeepStrictEqual } from 'node:util';
import type { CitedClause, ExamFile, QuestionFile, Scope, SourceClause } from '@chuyen-de/contracts';
import type { Bank, QuestionContent } from '../bank/index.ts';
import type { Clock } from '../kernel/clock.ts';
import { scopeText } from '../policies/index.ts';
import { fingerprint, type RevisionRef } from '../revisions/index.ts';
import { minutesToRead } from './lecture.ts';
import type { Catalogue } from './make-catalogue.ts';
import { programmeFaults, type TakenCodes } from './programme-checks.rules.ts';
import type { ProgrammeFolder, Source, TopicFolder } from './programme-content.ts';
import { programmeRemarks, type Remark } from './programme-remarks.rules.ts';
import type { Programme } from './programme.model.ts';
import { readProgramme, readQuestions } from './read-programme.ts';
import type { TopicContent } from './topic.model.ts';
import type { Fault } from './yaml-file.ts';

interface Deps {
  clock: Clock;
  catalogue: Catalogue;
  bank: Bank;
  /** Stores the exams whose definition is new and answers the revision of each. */
  publishExams: (exams: ExamFile[]) => Promise<RevisionRef[]>;
}

type ImportResult =
  | {
      ok: true;
      /** `unchanged`: this version is in force already. */
      outcome: 'imported' | 'unchanged';
      programme: { code: string; version: number; topics: number; questions: number; exams: number };
      /** What may not be meant so, and stops nothing. */
      remarks: Remark[];
    }
  | { ok: false; faults: Fault[] };

type Sources = ReadonlyMap<string, Source>;

function citing(sources: Sources, id: string): Omit<CitedClause, 'clause' | 'date'> & { date: string } {
  const source = sources.get(id);
  if (!source) throw new Error(`source "${id}" passed the checks and is missing`);
  const { title, number, date } = source;
  return { title, ...(number !== undefined && { number }), date };
}

const cite = (sources: Sources, { source, clause }: SourceClause): CitedClause => ({
  ...citing(sources, source),
  clause,
});

const citedInWords = ({ sourceText }: QuestionFile): { cited?: CitedClause } =>
  sourceText === undefined ? {} : { cited: { title: { vi: sourceText } } };

const topicContent = (
  { topic: { value }, lectures }: TopicFolder,
  programme: string,
  sources: Sources,
): TopicContent => ({
  ...value,
  programme,
  minutes: minutesToRead(lectures.vi.sections),
  lectures,
  readingList: value.readingList.map(({ source, clause, note }) => ({
    ...citing(sources, source),
    ...(clause !== undefined && { clause }),
    ...(note && { note }),
  })),
});

const questionContents = (
  topic: string,
  questions: readonly QuestionFile[],
  { programme, sources }: { programme: string; sources: Sources },
): QuestionContent[] =>
  questions.map((question) => ({
    ...question,
    programme,
    topic,
    ...(question.source ? { cited: cite(sources, question.source) } : citedInWords(question)),
  }));

/** The revision of each item beside the item itself; both lists are in the same order. */
const paired = <T>(items: readonly T[], refs: readonly RevisionRef[]): (readonly [T, RevisionRef])[] =>
  items.map((item, index) => [item, refs[index] as RevisionRef] as const);

const countOf = ({ blueprint, fixed = [] }: ExamFile): number =>
  blueprint.reduce((sum, { count }) => sum + count, fixed.length);

/** Which codes belong to other programmes, or to exams that were made in the browser. */
async function takenCodes(
  folder: ProgrammeFolder,
  others: readonly Programme[],
  { bank, catalogue }: Pick<Deps, 'bank' | 'catalogue'>,
): Promise<TakenCodes> {
  const made = await catalogue.made.codesAmong(folder.exams.value.map(({ code }) => code));
  const owners = (kind: 'topics' | 'exams') =>
    new Map(others.flatMap((other) => other[kind].map(({ code }) => [code, other._id] as const)));
  const codes = folder.topics.flatMap(({ questions }) => questions.questions.map(({ code }) => code));
  return {
    topics: owners('topics'),
    questions: await bank.ownersOf(
      codes,
      others.map(({ edition }) => edition),
    ),
    exams: owners('exams'),
    madeExams: new Set(made),
    madeBanks: others.filter((other) => other.made).map(({ _id }) => _id),
  };
}

/** A version says one thing only, and never returns: whoever reads "version 3" knows which text it was. */
function versionFault({ programme, fingerprint }: ProgrammeFolder, before: Programme | undefined): Fault[] {
  const { file, value, lineAt } = programme;
  const fault = (reason: string): Fault[] => [{ file, line: lineAt(['version']), reason }];
  if (!before || value.version > before.version) return [];
  if (value.version < before.version) return fault(`version ${before.version} is in force already`);
  return fingerprint === before.fingerprint
    ? []
    : fault(`version ${before.version} is in force with other content: raise the version`);
}

/** A programme keeps its owner: links to it and what was done there would else be of what nobody there may open. */
function ownerFault({ programme }: ProgrammeFolder, owner: Scope, before: Programme | undefined): Fault[] {
  if (!before || (!before.made && isDeepStrictEqual(before.owner, owner))) return [];
  const { file, lineAt } = programme;
  if (before.made)
    return [{ file, line: lineAt(['code']), reason: `"${before._id}" is a bank made in the browser` }];
  const reason = `"${before._id}" belongs to ${scopeText(before.owner)} and keeps its owner`;
  return [{ file, line: lineAt(['code']), reason }];
}

interface Publication {
  root: string;
  owner: Scope;
  folder: ProgrammeFolder;
  before: Programme | undefined;
}

type Published<T> = { ok: true; value: T } | { ok: false; faults: Fault[] };

/** Raise this when more or something else is stored of a question than before: what is in force is then written anew. */
const STORED_FORM = 1;

/** Of all that the stored questions of a topic follow from: equal prints, equal questions. */
function questionsPrint(
  { topic, questions: { fingerprint: written, questions } }: TopicFolder,
  programme: string,
  sources: Sources,
): string {
  const named = new Set(questions.flatMap(({ source }) => source ?? []));
  const cited = [...named].map((id) => [id, citing(sources, id)]);
  return fingerprint([STORED_FORM, programme, topic.value.code, written, cited]);
}

/** Stores what is new among the questions, the texts of one topic in memory at a time. */
async function publishQuestions(
  { root, folder, before }: Publication,
  sources: Sources,
  bank: Bank,
): Promise<Published<Required<Pick<Programme, 'edition' | 'questionPrints'>>>> {
  const { code: programme } = folder.programme.value;
  const stored = new Map(before?.questionPrints?.map(({ topic, print }) => [topic, print]));
  const draft = await bank.draftEdition(programme, before?.edition);
  const questionPrints: { topic: string; print: string }[] = [];
  for (const topic of folder.topics) {
    const { code } = topic.topic.value;
    const print = questionsPrint(topic, programme, sources);
    questionPrints.push({ topic: code, print });
    if (stored.get(code) === print) {
      draft.keep(code);
      continue;
    }
    const reading = await readQuestions(root, topic);
    if (!reading.ok) return reading;
    await draft.put(questionContents(code, reading.questions, { programme, sources }));
  }
  return { ok: true, value: { edition: await draft.finish(), questionPrints } };
}

/** Stores all that the folder needs; nothing is in force by that. */
async function publishAll(publication: Publication, deps: Deps): Promise<Published<Programme>> {
  const { folder } = publication;
  const { code, title, summary, version } = folder.programme.value;
  const sources: Sources = new Map(folder.sources.value.map((source) => [source.id, source]));
  const topics = folder.topics.map((topic) => topicContent(topic, code, sources));
  const exams = folder.exams.value;
  const topicRefs = await deps.catalogue.publish(topics);
  const questions = await publishQuestions(publication, sources, deps.bank);
  if (!questions.ok) return questions;
  const examRefs = await deps.publishExams(exams);
  const value: Programme = {
    _id: code,
    owner: publication.owner,
    title,
    summary,
    version,
    fingerprint: folder.fingerprint,
    importedAt: deps.clock.now(),
    sources: folder.sources.value,
    topics: paired(topics, topicRefs).map(([topic, ref], index) => ({
      ...ref,
      title: topic.title,
      summary: topic.summary,
      minutes: topic.minutes,
      questionCount: folder.topics[index]?.questions.questions.length ?? 0,
    })),
    ...questions.value,
    exams: paired(exams, examRefs).map(([exam, ref]) => ({
      ...ref,
      title: exam.title,
      summary: exam.summary,
      minutes: exam.minutes,
      questionCount: countOf(exam),
    })),
  };
  return { ok: true, value };
}

type Checked =
  | { ok: true; folder: ProgrammeFolder; before: Programme | undefined; owner: Scope }
  | { ok: false; faults: Fault[] };

/** To whom a programme belongs of which nobody says it. */
const EVERYBODY: Scope = { kind: 'installation' };

interface Import {
  root: string;
  /** Whose the programme is to be; absent: whose it is, or everybody's. */
  owner: Scope | undefined;
}

/** Reads a folder and makes sure that its files fit together, and with what is there. */
async function check(
  { root, owner: wanted }: Import,
  lines: boolean,
  { catalogue, bank }: Deps,
): Promise<Checked> {
  const reading = await readProgramme(root, { lines });
  if (!reading.ok) return reading;
  const { folder } = reading;
  const { code } = folder.programme.value;
  const programmes = await catalogue.readProgrammes();
  const before = programmes.find(({ _id }) => _id === code);
  const others = programmes.filter(({ _id }) => _id !== code);
  const taken = await takenCodes(folder, others, { bank, catalogue });
  const owner = wanted ?? before?.owner ?? EVERYBODY;
  const faults = [
    ...programmeFaults(folder, taken),
    ...versionFault(folder, before),
    ...ownerFault(folder, owner, before),
  ];
  return faults.length > 0 ? { ok: false, faults } : { ok: true, folder, before, owner };
}

/**
 * Imports a programme's folder whole or not at all: what is new first, which nothing refers to yet, then the
 * one document that puts it into force. Importing the same folder again changes nothing; open attempts
 * keep the revisions that they drew.
 */
export const makeImportProgramme =
  (deps: Deps) =>
  async (root: string, owner?: Scope): Promise<ImportResult> => {
    const quick = await check({ root, owner }, false, deps);
    // Something is wrong: where it is takes longer to find.
    const checked = quick.ok ? quick : await check({ root, owner }, true, deps);
    if (!checked.ok) return checked;
    const { folder, before } = checked;
    const { code, version } = folder.programme.value;
    const unchanged = before?.fingerprint === folder.fingerprint;
    const published: Published<Programme> = unchanged
      ? { ok: true, value: before }
      : await publishAll({ ...checked, root }, deps);
    if (!published.ok) return published;
    if (!unchanged) await deps.catalogue.putIntoForce(published.value, before);
    const { topics, exams } = published.value;
    const questions = folder.topics.reduce((sum, topic) => sum + topic.questions.questions.length, 0);
    const counts = { topics: topics.length, questions, exams: exams.length };
    return {
      ok: true,
      outcome: unchanged ? 'unchanged' : 'imported',
      programme: { code, version, ...counts },
      remarks: programmeRemarks(folder),
    };
  };
