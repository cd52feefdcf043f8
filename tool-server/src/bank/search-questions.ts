import type { QuestionType } from '@chuyen-de/contracts';
import { matches } from '@chuyen-de/contracts/vietnamese';
import { typeOf } from '@chuyen-de/question-types';
import type { Model } from 'mongoose';
import { revisionId, type RevisionRef } from '../revisions/index.ts';
import { inForce, type Cell, type Edition } from './edition.ts';
import type { QuestionInForce } from './question-in-force.model.ts';
import type { QuestionRevision } from './question.model.ts';

/** Questions that are read together: of each, its text is in memory meanwhile. */
const AT_ONCE = 200;
/** So many are looked at for one page, some tenths of a second's work; what was not is looked at for the next. */
const LOOKED_AT = 3_000;
const PAGE_SIZE = 20;

interface Deps {
  entries: Model<QuestionInForce>;
  questions: Model<QuestionRevision>;
}

interface Wanted {
  /** Words, marks aside; of the stem, the code, the options. */
  text: string;
  type?: QuestionType | undefined;
  /** Cells to look into, in this order, each with the edition that has it. */
  cells: readonly (Cell & { edition: Edition })[];
  /** Where the page before ended. */
  after?: string | undefined;
}

interface Page {
  questions: QuestionRevision[];
  /** Where to go on; undefined: that was all. */
  next?: string;
}

const positionOf = ({ topic, level }: Cell, code: string): string => `${topic} ${level} ${code}`;

/** The cells that are left after a position, and the code after which the first of them goes on. */
function cellsAfter({ cells, after }: Wanted): { left: Wanted['cells']; code: string } {
  const [topic, level, code = ''] = (after ?? '').split(' ');
  const at = cells.findIndex((cell) => cell.topic === topic && cell.level === level);
  return at === -1 ? { left: cells, code: '' } : { left: cells.slice(at), code };
}

const isText = (value: unknown): value is { vi: string; en?: string } =>
  typeof value === 'object' && value !== null && 'vi' in value && typeof value.vi === 'string';

/** Every text that a learner is shown of a question, and its code. */
function textOf(question: QuestionRevision): string {
  const type = typeOf(question.type);
  const texts: string[] = [question.code];
  JSON.stringify([question.stem, type.show(question, type.parts(question))], (_key, value: unknown) => {
    if (isText(value)) texts.push(value.vi, value.en ?? '');
    return value;
  });
  return texts.join(' ');
}

/** Codes and revisions of a cell, in the order of the codes. */
const refsAfter = ({ entries }: Deps, { edition, topic, level }: Wanted['cells'][number], code: string) =>
  entries.collection
    .find({ ...inForce(edition), topic, level, code: { $gt: code } } as object, {
      projection: { _id: 0, code: 1, revision: 1 },
    })
    .sort({ code: 1 })
    .limit(AT_ONCE)
    .toArray() as unknown as Promise<RevisionRef[]>;

/**
 * Looks through the questions in force for those that someone may choose from: a page of them, and where to go on. No
 * page looks at more than some thousands, so that one may be short though others follow.
 */
export const makeSearchQuestions =
  (deps: Deps) =>
  async (wanted: Wanted): Promise<Page> => {
    const { left, code } = cellsAfter(wanted);
    const found: QuestionRevision[] = [];
    let looked = 0;
    for (const [index, cell] of left.entries()) {
      for (let from = index === 0 ? code : ''; ;) {
        const refs = await refsAfter(deps, cell, from);
        const read = await deps.questions
          .find({ _id: { $in: refs.map(revisionId) } })
          .lean<QuestionRevision[]>();
        const byId = new Map(read.map((question) => [question._id, question]));
        for (const ref of refs) {
          const question = byId.get(revisionId(ref));
          looked += 1;
          from = ref.code;
          if (!question || (wanted.type !== undefined && question.type !== wanted.type)) continue;
          if (wanted.text !== '' && !matches(textOf(question), wanted.text)) continue;
          found.push(question);
          if (found.length === PAGE_SIZE) return { questions: found, next: positionOf(cell, from) };
        }
        if (looked >= LOOKED_AT) return { questions: found, next: positionOf(cell, from) };
        if (refs.length < AT_ONCE) break;
      }
    }
    return { questions: found };
  };
