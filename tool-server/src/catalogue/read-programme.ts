import { readFile } from 'node:fs/promises';
import path from 'node:path';
import {
  ExamsFile,
  ProgrammeFile,
  QuestionsFile,
  SourcesFile,
  TopicFile,
  type QuestionFile,
} from '@chuyen-de/contracts';
import { isMarkedByPerson, optionsThatMeanOthers } from '@chuyen-de/question-types';
import type { z } from 'zod';
import { fingerprint, fingerprintOfLong } from '../revisions/index.ts';
import { readLecture } from './lecture.ts';
import type {
  Lecture,
  Lectures,
  ProgrammeFolder,
  QuestionsOutline,
  TopicFolder,
} from './programme-content.ts';
import { parseQuickly } from './quick-yaml.ts';
import { parseYamlFile, type Fault, type LocatedFile } from './yaml-file.ts';

const MOST_BYTES = 5 * 1024 * 1024;

type Reading = { ok: true; folder: ProgrammeFolder } | { ok: false; faults: Fault[] };

const isMissing = (error: unknown): boolean =>
  typeof error === 'object' &&
  error !== null &&
  'code' in error &&
  (error.code === 'ENOENT' || error.code === 'ENOTDIR');

interface ReadOptions {
  /** Whether the lines of questions are wanted, which takes ten times as long: to say where a fault is. */
  lines: boolean;
}

/** Stands for a line that nobody asked for. */
const SOME_LINE = 1;

/** A file's text in NFC, so that equal words are equal bytes whatever keyboard wrote them; else what is wrong with it. */
async function readText(file: string): Promise<{ text: string } | { fault: string; missing?: true }> {
  let bytes: Buffer;
  try {
    bytes = await readFile(file);
  } catch (error) {
    if (!isMissing(error)) throw error;
    return { fault: 'the file is missing', missing: true };
  }
  if (bytes.length > MOST_BYTES) return { fault: 'the file is larger than 5 MB' };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes).normalize('NFC') };
  } catch {
    return { fault: 'the file is not UTF-8 text' };
  }
}

/** Reads the files of one folder; what is wrong with them goes to `faults`, and the value is undefined. */
function makeFolderReader(root: string, faults: Fault[]) {
  function refuse(file: string, reason: string): void {
    faults.push({ file, line: 1, reason });
  }

  async function text(file: string, optional = false): Promise<string | undefined> {
    const read = await readText(path.join(root, file));
    if ('text' in read) return read.text;
    if (!read.missing || !optional) refuse(file, read.fault);
    return undefined;
  }

  function located<T>(file: string, content: string, schema: z.ZodType<T>): LocatedFile<T> | undefined {
    const parsed = parseYamlFile(file, content, schema);
    if (parsed.ok) return parsed.located;
    faults.push(...parsed.faults);
    return undefined;
  }

  async function yaml<T>(file: string, schema: z.ZodType<T>): Promise<LocatedFile<T> | undefined> {
    const content = await text(file);
    return content === undefined ? undefined : located(file, content, schema);
  }

  return {
    refuse,

    yaml,

    async questions(file: string, { lines }: ReadOptions): Promise<LocatedFile<QuestionFile[]> | undefined> {
      if (lines) return yaml(file, QuestionsFile);
      const content = await text(file);
      if (content === undefined) return undefined;
      const value = parseQuickly(content, QuestionsFile);
      return value ? { file, value, lineAt: () => SOME_LINE } : located(file, content, QuestionsFile);
    },

    async lecture(file: string, optional: boolean): Promise<Lecture | undefined> {
      const markdown = await text(file, optional);
      if (markdown === undefined) return undefined;
      const sections = readLecture(markdown);
      if (sections.length === 0) refuse(file, 'a lecture has one section ("## …") or more');
      return { markdown, sections };
    },
  };
}

type FolderReader = ReturnType<typeof makeFolderReader>;

async function readLectures(reader: FolderReader, folder: string): Promise<Lectures | undefined> {
  const vi = await reader.lecture(`${folder}/lecture.vi.md`, false);
  const en = await reader.lecture(`${folder}/lecture.en.md`, true);
  if (vi && en && vi.sections.length !== en.sections.length)
    reader.refuse(
      `${folder}/lecture.en.md`,
      `${en.sections.length} sections where lecture.vi.md has ${vi.sections.length}`,
    );
  return vi && { vi, ...(en && { en }) };
}

/** What stays in memory of a file of questions. */
const outlined = ({ file, value, lineAt }: LocatedFile<QuestionFile[]>): QuestionsOutline => ({
  file,
  fingerprint: fingerprint(value),
  questions: value.map((question, index) => {
    const { code, level, type, source } = question;
    const [option] = optionsThatMeanOthers(question);
    return {
      ...{ code, level, undrawn: isMarkedByPerson(type) },
      ...(option && { meansOthers: option.text.vi }),
      ...(source && { source: source.source }),
      codeLine: lineAt([index, 'code']),
      sourceLine: lineAt([index, 'source', 'source']),
    };
  }),
});

/** @param written takes what the files say */
async function readTopic(
  reader: FolderReader,
  name: string,
  { written, ...options }: ReadOptions & { written: (content: unknown) => void },
): Promise<TopicFolder | undefined> {
  const folder = `topics/${name}`;
  const topic = await reader.yaml(`${folder}/topic.yaml`, TopicFile);
  const questions = await reader.questions(`${folder}/questions.yaml`, options);
  const lectures = await readLectures(reader, folder);
  if (!topic || !questions || !lectures) return undefined;
  written([topic.value, questions.value, lectures.vi.markdown, lectures.en?.markdown]);
  return { folder, topic, questions: outlined(questions), lectures };
}

/**
 * Reads a programme's folder, each file by its schema; of the questions it keeps an outline.
 * @returns every fault of every file when there is one
 */
export async function readProgramme(root: string, options: ReadOptions): Promise<Reading> {
  const faults: Fault[] = [];
  const reader = makeFolderReader(root, faults);
  const programme = await reader.yaml('programme.yaml', ProgrammeFile);
  const sources = await reader.yaml('sources.yaml', SourcesFile);
  const exams = await reader.yaml('exams.yaml', ExamsFile);
  const topics: TopicFolder[] = [];
  const print = fingerprintOfLong([programme?.value, sources?.value, exams?.value]);
  for (const name of new Set(programme?.value.topics)) {
    const topic = await readTopic(reader, name, { ...options, written: (content) => print.add(content) });
    if (topic) topics.push(topic);
  }
  if (!programme || !sources || !exams || faults.length > 0) return { ok: false, faults };
  return { ok: true, folder: { programme, sources, exams, topics, fingerprint: print.digest() } };
}

type QuestionsReading = { ok: true; questions: QuestionFile[] } | { ok: false; faults: Fault[] };

/** Reads the questions of a topic that was read before, and makes sure that they are the same still. */
export async function readQuestions(
  root: string,
  { questions: { file, fingerprint: print } }: TopicFolder,
): Promise<QuestionsReading> {
  const faults: Fault[] = [];
  const reader = makeFolderReader(root, faults);
  const questions = await reader.questions(file, { lines: false });
  if (!questions) return { ok: false, faults };
  if (fingerprint(questions.value) === print) return { ok: true, questions: questions.value };
  return { ok: false, faults: [{ file, line: 1, reason: 'the file was changed while it was imported' }] };
}
