import { MOST_QUESTIONS_IN_FILE, type CitedClause, type ExportQuestions } from '@chuyen-de/contracts';
import {
  FormatError,
  type FormatQuestion,
  type FormatsApart,
  type QuestionContent,
  type WrittenFile,
} from '../bank/index.ts';
import type { MadeBank } from '../catalogue/index.ts';
import { makeBoundedQueue } from '../http/index.ts';
import type { Cite } from './cite-sources.ts';
import type { ReportStore } from '../question-reports/index.ts';
import { contentOf } from './question-contents.ts';
import type { QuestionStore } from './question-store.ts';
import type { WithheldQuestion } from './withhold-keys.ts';

interface Deps {
  questions: Pick<QuestionStore, 'next'>;
  reports: Pick<ReportStore, 'waitingIn'>;
  writeQuestions: FormatsApart['writeQuestions'];
  /** Spells out what questions cite. */
  cite: Cite;
}

/** Read and looked at together; others are served in between. */
const READ_AT_ONCE = 500;
/** All that one file says, in characters of JSON: a web process holds it, and its thread once more. */
const MOST_CHARACTERS = 20_000_000;
/** The one under way, and those that wait and hold nothing yet. */
const MOST_AT_ONCE = 6;

/** What a question cites, in words. */
const sourceWords = ({ title, number, clause }: CitedClause): string =>
  [clause, number === undefined ? title.vi : `${title.vi} (${number})`]
    .filter((part) => part !== undefined)
    .join(', ');

/** A question of a bank as formats carry it. */
function formatQuestionOf(
  { topics }: MadeBank,
  question: QuestionContent,
  tags: readonly string[],
): FormatQuestion {
  const { topic, programme: _, source: _source, sourceText: _text, ...rest } = question;
  const { code, level, stem, explanation, hints, cited, ...content } = rest;
  const source = cited && sourceWords(cited);
  const title = topics.find((each) => each.code === topic)?.title.vi;
  return {
    ...{ content, stem, level, code },
    ...(title !== undefined && { group: [title] }),
    ...(explanation && { explanation }),
    ...(source !== undefined && { source }),
    ...(hints && { hints }),
    ...(tags.length > 0 && { tags: [...tags] }),
  };
}

interface Gathered {
  whole: { code: string; question: FormatQuestion }[];
  /** Codes of those that something is wrong with. */
  faulty: string[];
}

/** The codes of the questions that a filter means by what learners have reported; undefined: it means all. */
const amongReported = async (
  reports: Deps['reports'],
  bank: string,
  wanted: ExportQuestions['questions'],
): Promise<string[] | undefined> =>
  'reports' in wanted && wanted.reports ? [...(await reports.waitingIn(bank)).keys()] : undefined;

/** What of a bank goes into a file; undefined: it is too much for one. */
async function gather(
  { questions, reports, cite }: Deps,
  bank: MadeBank,
  wanted: ExportQuestions['questions'],
  withheld: readonly WithheldQuestion[],
): Promise<Gathered | undefined> {
  const among = await amongReported(reports, bank._id, wanted);
  const gathered: Gathered = { whole: [], faulty: [] };
  let characters = 0;
  let after = '';
  for (;;) {
    const some = await questions.next(bank._id, wanted, { after, most: READ_AT_ONCE, withheld, among });
    const read = await cite(
      bank,
      some.map((question) => ({ question, content: contentOf(bank, question) })),
    );
    for (const { question, content } of read) {
      if (!content) gathered.faulty.push(question._id);
      else
        gathered.whole.push({
          code: question._id,
          question: formatQuestionOf(bank, content, question.tags ?? []),
        });
      characters += JSON.stringify(question.content).length;
    }
    const found = gathered.whole.length + gathered.faulty.length;
    if (found > MOST_QUESTIONS_IN_FILE || characters > MOST_CHARACTERS) return undefined;
    if (some.length < READ_AT_ONCE) return gathered;
    after = some.at(-1)?._id ?? after;
  }
}

export interface Exported {
  file: WrittenFile;
  /** Those that were given to the format, in the order of the file, by their codes. */
  codes: string[];
  faulty: string[];
}

type Result =
  { ok: true; exported: Exported } | { ok: false; error: { code: 'export_too_large'; most: number } };

const tooLarge: Result = { ok: false, error: { code: 'export_too_large', most: MOST_QUESTIONS_IN_FILE } };

/**
 * Writes questions of a bank as a file, as their drafts stand; those that something is wrong with stay out.
 * @throws ProblemError `too_busy` where several files wait already
 */
export function makeExportQuestions(deps: Deps) {
  const inTurn = makeBoundedQueue(MOST_AT_ONCE);
  return (bank: MadeBank, wish: ExportQuestions, withheld: readonly WithheldQuestion[]): Promise<Result> =>
    inTurn(() => exported(deps, bank, wish, withheld));
}

async function exported(
  deps: Deps,
  bank: MadeBank,
  { format, keys, questions }: ExportQuestions,
  withheld: readonly WithheldQuestion[],
): Promise<Result> {
  const gathered = await gather(deps, bank, questions, withheld);
  if (!gathered) return tooLarge;
  const { whole, faulty } = gathered;
  try {
    const file = await deps.writeQuestions(
      format,
      whole.map(({ question }) => question),
      { keys },
    );
    return { ok: true, exported: { file, codes: whole.map(({ code }) => code), faulty } };
  } catch (error) {
    if (error instanceof FormatError) return tooLarge;
    throw error;
  }
}
