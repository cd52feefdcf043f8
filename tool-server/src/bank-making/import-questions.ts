import type { Level, PlaceFound, QuestionDraft } from '@chuyen-de/contracts';
import { fold } from '@chuyen-de/contracts/vietnamese';
import { FormatError, type FoundFile } from '../bank/index.ts';
import { newCode, type MadeBank } from '../catalogue/index.ts';
import type { Clock } from '../kernel/clock.ts';
import type { makeAddQuestions } from './change-question.ts';
import type { ImportStore } from './import-store.ts';
import type { StoredImport } from './question-import.model.ts';

interface Deps {
  imports: ImportStore;
  addQuestions: ReturnType<typeof makeAddQuestions>;
  /** Reads the questions of a file. @throws FormatError */
  readQuestions: (bytes: Buffer) => Promise<FoundFile>;
  clock: Clock;
}

type FoundQuestion = FoundFile['questions'][number];

/** Of what is said of a file as a whole so much is kept. */
const MOST_REMARKS = 500;
const ADDED_AT_ONCE = 500;

/** Where a question goes: into the topic that is called as its group is, or as one within that; else where all go. */
function topicOf({ topics }: MadeBank, group: readonly string[], topic: string): string {
  for (const name of group.toReversed()) {
    const known = topics.find(({ title }) => fold(title.vi) === fold(name));
    if (known) return known.code;
  }
  return topic;
}

/** What a question leans on stays in words: which document of the registry that is, somebody has to say. */
const reasonsOf = ({
  explanation,
  source,
}: FoundQuestion): { explanation?: object; sourceText?: string } => ({
  ...(explanation && { explanation }),
  ...(source !== undefined && source !== '' && { sourceText: source }),
});

const draftOf = (bank: MadeBank, found: FoundQuestion, { topic, level }: Place): QuestionDraft => ({
  topic: topicOf(bank, found.group ?? [], topic),
  level: found.level ?? level,
  content: {
    ...found.content,
    stem: found.stem,
    ...reasonsOf(found),
    ...(found.hints && { hints: found.hints }),
  },
});

interface Place {
  topic: string;
  level: Level;
}

interface Reading extends Place {
  bank: MadeBank;
  bytes: Buffer;
  name: string;
  by: string;
}

type Read =
  | { ok: true; read: StoredImport }
  | { ok: false; error: { code: 'file_not_read'; fault: string; values: object } }
  | { ok: false; error: { code: 'too_many_questions' | 'bank_not_found' | 'bank_topic_unknown' } };

/** Stores what was found in a file, not yet as questions of the bank: that is confirmed by whoever has looked at it. */
export const makeReadFile =
  (deps: Deps) =>
  async ({ bank, bytes, name, by, topic, level }: Reading): Promise<Read> => {
    if (!bank.topics.some(({ code }) => code === topic))
      return { ok: false, error: { code: 'bank_topic_unknown' } };
    let file: FoundFile;
    try {
      file = await deps.readQuestions(bytes);
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      const { code: fault, values } = error;
      return { ok: false, error: { code: 'file_not_read', fault, values } };
    }
    const read: StoredImport = {
      _id: newCode('NK'),
      ...{ bank: bank._id, name, by, format: file.format, state: 'reading', at: deps.clock.now() },
      ...{ found: file.questions.length, remarks: file.remarks.slice(0, MOST_REMARKS) },
      ...{ repairs: file.repairs, repaired: file.repaired, without: [] },
    };
    await deps.imports.insert(read);
    for (let from = 0; from < file.questions.length; from += ADDED_AT_ONCE) {
      const some = file.questions.slice(from, from + ADDED_AT_ONCE);
      const found = some.map((each) => ({
        draft: draftOf(bank, each, { topic, level }),
        found: foundOf(each),
      }));
      const added = await deps.addQuestions({ bank, by, drafts: found, from: read._id });
      if (!added.ok) {
        await deps.imports.drop(read);
        return added;
      }
    }
    await deps.imports.open(read._id);
    return { ok: true, read: { ...read, state: 'open' } };
  };

/** Of what is said of one question so much is kept. */
const MOST_OF_ONE = 50;
const foundOf = ({ at, label, group, remarks }: FoundQuestion) => ({
  at,
  ...(label !== undefined && { label }),
  group: group ?? [],
  remarks: remarks.slice(0, MOST_OF_ONE),
});

/** Where some of the questions that were found go, or all of them. */
export const makePlaceFound =
  ({ imports }: Pick<Deps, 'imports'>) =>
  async (
    bank: MadeBank,
    read: StoredImport,
    { questions, topic, level }: PlaceFound,
  ): Promise<{ ok: true } | { ok: false; error: { code: 'bank_topic_unknown' } }> => {
    if (topic !== undefined && !bank.topics.some(({ code }) => code === topic))
      return { ok: false, error: { code: 'bank_topic_unknown' } };
    await imports.place(read, { ...(topic !== undefined && { topic }), ...(level && { level }) }, questions);
    return { ok: true };
  };
