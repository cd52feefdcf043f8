import type { Level } from '@chuyen-de/contracts';
import type { ProgrammeFolder, TopicFolder } from './programme-content.ts';
import type { Fault, LocatedFile } from './yaml-file.ts';

/** Codes of other programmes, with the programme that has each. */
export interface TakenCodes {
  topics: ReadonlyMap<string, string>;
  questions: ReadonlyMap<string, string>;
  exams: ReadonlyMap<string, string>;
  madeExams: ReadonlySet<string>;
  /** Codes of banks that are made in the browser: those of their topics and questions begin with them. */
  madeBanks: readonly string[];
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
    ...examCodes
      .filter(({ code }) => taken.madeExams.has(code))
      .map(({ code, file, line }) => ({ file, line, reason: `exam "${code}" was made in the browser` })),
    ...[...topicCodes, ...topics.flatMap(questionsOf)].flatMap(({ code, file, line }) => {
      const bank = taken.madeBanks.find((each) => code.startsWith(`${each}-`));
      return bank === undefined ? [] : [{ file, line, reason: `"${code}" is of the bank "${bank}"` }];
    }),
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
    ...questions.flatMap(({ source, sourceLine }) =>
      source === undefined ? [] : check(file, sourceLine, source),
    ),
  ]);
}

/** What the topics have that exams may ask: codes of questions with their levels, and how many of each topic and level. */
function askable(topics: ProgrammeFolder['topics']) {
  const levels = new Map<string, Map<string, Level>>();
  const undrawn = new Set<string>();
  const counts = new Map<string, number>();
  for (const { topic, questions } of topics) {
    const { code } = topic.value;
    levels.set(code, new Map(questions.questions.map((question) => [question.code, question.level])));
    for (const question of questions.questions) {
      const cell = `${code} ${question.level}`;
      if (question.undrawn) undrawn.add(question.code);
      else counts.set(cell, (counts.get(cell) ?? 0) + 1);
    }
  }
  return { levels, counts, undrawn };
}
type Askable = ReturnType<typeof askable>;

/** What is wrong with the questions that every paper of an exam has; those of each topic and level are counted. */
function fixedFaults(
  { exams }: ProgrammeFolder,
  exam: number,
  { levels, undrawn }: Askable,
): { faults: Fault[]; taken: ReadonlyMap<string, number> } {
  const faults: Fault[] = [];
  const taken = new Map<string, number>();
  const seen = new Set<string>();
  for (const [index, { topic, question }] of (exams.value[exam]?.fixed ?? []).entries()) {
    const refuse = (field: string, reason: string) =>
      void faults.push(faultAt(exams, [exam, 'fixed', index, field], reason));
    const level = levels.get(topic)?.get(question);
    if (!levels.has(topic)) refuse('topic', `the programme has no topic "${topic}"`);
    else if (level === undefined) refuse('question', `${topic} has no question "${question}"`);
    else if (seen.has(question)) refuse('question', `question "${question}" is fixed already`);
    else if (!undrawn.has(question))
      taken.set(`${topic} ${level}`, (taken.get(`${topic} ${level}`) ?? 0) + 1);
    seen.add(question);
  }
  return { faults, taken };
}

function blueprintFaults(folder: ProgrammeFolder): Fault[] {
  const { exams, topics } = folder;
  const all = askable(topics);
  return exams.value.flatMap(({ blueprint }, exam) => {
    const fixed = fixedFaults(folder, exam, all);
    const seen = new Set<string>();
    const ofRows = blueprint.flatMap(({ topic, level, count }, row) => {
      const path = [exam, 'blueprint', row];
      const cell = `${topic} ${level}`;
      if (!all.levels.has(topic))
        return [faultAt(exams, [...path, 'topic'], `the programme has no topic "${topic}"`)];
      if (seen.has(cell)) return [faultAt(exams, path, `a second row for ${topic}, ${level}`)];
      seen.add(cell);
      const taken = fixed.taken.get(cell) ?? 0;
      const found = (all.counts.get(cell) ?? 0) - taken;
      const beside = taken > 0 ? `, beside ${taken} fixed` : '';
      return count > found
        ? [
            faultAt(
              exams,
              [...path, 'count'],
              `${count} wanted of ${topic}, ${level}; there are ${found}${beside}`,
            ),
          ]
        : [];
    });
    return [...fixed.faults, ...ofRows];
  });
}

/** What does not fit together between the files of a programme and with the programmes already there. */
export const programmeFaults = (folder: ProgrammeFolder, taken: TakenCodes): Fault[] => [
  ...allCodeFaults(folder, taken),
  ...sourceFaults(folder),
  ...blueprintFaults(folder),
];
