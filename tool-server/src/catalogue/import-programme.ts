import type { CitedClause, ExamFile, SourceClause } from '@chuyen-de/contracts';
import { typeOf } from '@chuyen-de/question-types';
import type { Bank, QuestionContent } from '../bank/index.ts';
import type { Clock } from '../kernel/clock.ts';
import { fingerprint, type RevisionRef } from '../revisions/index.ts';
import { minutesToRead } from './lecture.ts';
import type { Catalogue } from './make-catalogue.ts';
import { programmeFaults, type TakenCodes } from './programme-checks.rules.ts';
import type { ProgrammeFolder, Source, TopicFolder } from './programme-content.ts';
import type { Programme } from './programme.model.ts';
import { readProgramme } from './read-programme.ts';
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
    }
  | { ok: false; faults: Fault[] };

type Sources = ReadonlyMap<string, Source>;

function citing(sources: Sources, id: string): Omit<CitedClause, 'clause'> {
  const source = sources.get(id);
  if (!source) throw new Error(`source "${id}" passed the checks and is missing`);
  const { title, number, date } = source;
  return { title, ...(number !== undefined && { number }), date };
}

const cite = (sources: Sources, { source, clause }: SourceClause): CitedClause => ({
  ...citing(sources, source),
  clause,
});

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
  { topic, questions }: TopicFolder,
  programme: string,
  sources: Sources,
): QuestionContent[] =>
  questions.value.map((question) => ({
    ...question,
    programme,
    topic: topic.value.code,
    cited: cite(sources, question.source),
  }));

/** The revision of each item beside the item itself; both lists are in the same order. */
const paired = <T>(items: readonly T[], refs: readonly RevisionRef[]): (readonly [T, RevisionRef])[] =>
  items.map((item, index) => [item, refs[index] as RevisionRef] as const);

const countOf = ({ blueprint }: ExamFile): number => blueprint.reduce((sum, { count }) => sum + count, 0);

function takenCodes(others: readonly Programme[]): TakenCodes {
  const owners = (kind: 'topics' | 'questions' | 'exams') =>
    new Map(others.flatMap((other) => other[kind].map(({ code }) => [code, other._id] as const)));
  return { topics: owners('topics'), questions: owners('questions'), exams: owners('exams') };
}

const everythingWritten = ({ programme, sources, exams, topics }: ProgrammeFolder): string =>
  fingerprint([
    programme.value,
    sources.value,
    exams.value,
    topics.map(({ topic, questions, lectures: { vi, en } }) => [
      topic.value,
      questions.value,
      vi.markdown,
      en?.markdown,
    ]),
  ]);

/** A version says one thing only, and never returns: whoever reads "version 3" knows which text it was. */
function versionFault(folder: ProgrammeFolder, before: Programme | undefined, print: string): Fault[] {
  const { file, value, lineAt } = folder.programme;
  const fault = (reason: string): Fault[] => [{ file, line: lineAt(['version']), reason }];
  if (!before || value.version > before.version) return [];
  if (value.version < before.version) return fault(`version ${before.version} is in force already`);
  return print === before.fingerprint
    ? []
    : fault(`version ${before.version} is in force with other content: raise the version`);
}

/** Stores all revisions that the folder needs; nothing is in force by that. */
async function publishAll(folder: ProgrammeFolder, print: string, deps: Deps): Promise<Programme> {
  const { code, title, summary, version } = folder.programme.value;
  const sources: Sources = new Map(folder.sources.value.map((source) => [source.id, source]));
  const topics = folder.topics.map((topic) => topicContent(topic, code, sources));
  const questions = folder.topics.flatMap((topic) => questionContents(topic, code, sources));
  const exams = folder.exams.value;
  const topicRefs = await deps.catalogue.publish(topics);
  const questionRefs = await deps.bank.publish(questions);
  const examRefs = await deps.publishExams(exams);
  const questionsOf = (topic: string): number =>
    questions.filter((question) => question.topic === topic).length;
  return {
    _id: code,
    title,
    summary,
    version,
    fingerprint: print,
    importedAt: deps.clock.now(),
    sources: folder.sources.value,
    topics: paired(topics, topicRefs).map(([topic, ref]) => ({
      ...ref,
      title: topic.title,
      summary: topic.summary,
      minutes: topic.minutes,
      questionCount: questionsOf(topic.code),
    })),
    questions: paired(questions, questionRefs).map(([question, ref]) => ({
      ...ref,
      topic: question.topic,
      level: question.level,
      type: question.type,
      options: typeOf(question.type).parts(question),
    })),
    exams: paired(exams, examRefs).map(([exam, ref]) => ({
      ...ref,
      title: exam.title,
      summary: exam.summary,
      minutes: exam.minutes,
      questionCount: countOf(exam),
    })),
  };
}

/**
 * Imports a programme's folder whole or not at all: revisions first, which nothing refers to yet, then the
 * one document that puts them into force. Importing the same folder again changes nothing; open attempts
 * keep the revisions that they drew.
 */
export const makeImportProgramme =
  (deps: Deps) =>
  async (root: string): Promise<ImportResult> => {
    const reading = await readProgramme(root);
    if (!reading.ok) return reading;
    const { folder } = reading;
    const { code, version } = folder.programme.value;
    const programmes = await deps.catalogue.readProgrammes();
    const before = programmes.find(({ _id }) => _id === code);
    const others = programmes.filter(({ _id }) => _id !== code);
    const print = everythingWritten(folder);
    const faults = [...programmeFaults(folder, takenCodes(others)), ...versionFault(folder, before, print)];
    if (faults.length > 0) return { ok: false, faults };

    const unchanged = before?.fingerprint === print;
    const programme = unchanged ? before : await publishAll(folder, print, deps);
    if (!unchanged) await deps.catalogue.putIntoForce(programme, before);
    const { topics, questions, exams } = programme;
    const counts = { topics: topics.length, questions: questions.length, exams: exams.length };
    return {
      ok: true,
      outcome: unchanged ? 'unchanged' : 'imported',
      programme: { code, version, ...counts },
    };
  };
