import type { ProgrammeFolder, TopicFolder } from './programme-content.ts';
import type { Fault, LocatedFile } from './yaml-file.ts';

/** Codes of other programmes, with the programme that has each. */
export interface TakenCodes {
  topics: ReadonlyMap<string, string>;
  questions: ReadonlyMap<string, string>;
  exams: ReadonlyMap<string, string>;
}

type Path = readonly (string | number)[];

const faultAt = ({ file, lineAt }: LocatedFile<unknown>, path: Path, reason: string): Fault => ({
  file,
  line: lineAt(path),
  reason,
});

interface Named {
  code: string;
  file: string;
  line: number;
}

const named = (code: string, { file, lineAt }: LocatedFile<unknown>, path: Path): Named => ({
  code,
  file,
  line: lineAt(path),
});

/** Codes that are there twice, or belong to another programme. */
function codeFaults(kind: string, items: readonly Named[], taken?: ReadonlyMap<string, string>): Fault[] {
  const first = new Map<string, Named>();
  return items.flatMap((item) => {
    const { code, file, line } = item;
    const other = first.get(code);
    if (other) {
      const place = `${other.file}:${other.line}`;
      return [{ file, line, reason: `${kind} "${code}" is there already, at ${place}` }];
    }
    first.set(code, item);
    const owner = taken?.get(code);
    return owner === undefined
      ? []
      : [{ file, line, reason: `${kind} "${code}" belongs to the programme "${owner}"` }];
  });
}

const questionsOf = ({ questions: { file, questions } }: TopicFolder): Named[] =>
  questions.map(({ code, codeLine }) => ({ code, file, line: codeLine }));

function allCodeFaults({ programme, sources, exams, topics }: ProgrammeFolder, taken: TakenCodes): Fault[] {
  const folders = programme.value.topics.map((code, index) => named(code, programme, ['topics', index]));
  const sourceIds = sources.value.map(({ id }, index) => named(id, sources, [index, 'id']));
  const topicCodes = topics.map(({ topic }) => named(topic.value.code, topic, ['code']));
  const examCodes = exams.value.map(({ code }, index) => named(code, exams, [index, 'code']));
  return [
    ...codeFaults('topic folder', folders),
    ...codeFaults('source', sourceIds),
    ...codeFaults('topic', topicCodes, taken.topics),
    ...codeFaults('question', topics.flatMap(questionsOf), taken.questions),
    ...codeFaults('exam', examCodes, taken.exams),
  ];
}

function sourceFaults({ sources, topics }: ProgrammeFolder): Fault[] {
  const known = new Set(sources.value.map(({ id }) => id));
  const check = (file: string, line: number, source: string): Fault[] =>
    known.has(source) ? [] : [{ file, line, reason: `sources.yaml has no source "${source}"` }];
  return topics.flatMap(({ topic, questions: { file, questions } }) => [
    ...topic.value.readingList.flatMap(({ source }, index) =>
      check(topic.file, topic.lineAt(['readingList', index, 'source']), source),
    ),
    ...questions.flatMap(({ source, sourceLine }) => check(file, sourceLine, source)),
  ]);
}

function blueprintFaults({ exams, topics }: ProgrammeFolder): Fault[] {
  const available = new Map<string, number>();
  const known = new Set(topics.map(({ topic }) => topic.value.code));
  for (const { topic, questions } of topics) {
    for (const { level } of questions.questions) {
      const cell = `${topic.value.code} ${level}`;
      available.set(cell, (available.get(cell) ?? 0) + 1);
    }
  }
  return exams.value.flatMap(({ blueprint }, exam) => {
    const seen = new Set<string>();
    return blueprint.flatMap(({ topic, level, count }, row) => {
      const path = [exam, 'blueprint', row];
      const cell = `${topic} ${level}`;
      if (!known.has(topic))
        return [faultAt(exams, [...path, 'topic'], `the programme has no topic "${topic}"`)];
      if (seen.has(cell)) return [faultAt(exams, path, `a second row for ${topic}, ${level}`)];
      seen.add(cell);
      const found = available.get(cell) ?? 0;
      return count > found
        ? [faultAt(exams, [...path, 'count'], `${count} wanted of ${topic}, ${level}; there are ${found}`)]
        : [];
    });
  });
}

/** What does not fit together between the files of a programme and with the programmes already there. */
export const programmeFaults = (folder: ProgrammeFolder, taken: TakenCodes): Fault[] => [
  ...allCodeFaults(folder, taken),
  ...sourceFaults(folder),
  ...blueprintFaults(folder),
];
