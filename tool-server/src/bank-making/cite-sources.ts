import type { CitedClause, SourceClause } from '@chuyen-de/contracts';
import { clauseWords } from '@chuyen-de/contracts/clause-words';
import type { QuestionContent } from '../bank/index.ts';
import type { MadeBank } from '../catalogue/index.ts';
import { covers } from '../policies/index.ts';
import type { Source, Sources } from '../sources/index.ts';
import { sourceOf } from './question-contents.ts';

interface Deps {
  sources: Pick<Sources, 'among'>;
}

type Owned = Pick<MadeBank, 'owner'>;

/** A document and the words of a clause, where a bank may cite them. */
export interface Found {
  document: Source;
  clause: string;
}

/**
 * Makes what finds the documents that questions of a bank name: those of its owner and of wider ones.
 * @returns of each reference in its order; undefined where there is no such clause
 */
export const makeFindCited =
  ({ sources }: Deps) =>
  async (
    { owner }: Owned,
    references: readonly (SourceClause | undefined)[],
  ): Promise<(Found | undefined)[]> => {
    const codes = [...new Set(references.flatMap((reference) => reference?.source ?? []))];
    const documents = codes.length === 0 ? [] : await sources.among(codes);
    const known = new Map(documents.map((document) => [document._id, document]));
    return references.map((reference) => {
      const document = reference && known.get(reference.source);
      const clause = document?.clauses.find(({ id }) => id === reference?.clause);
      if (!document || !clause || !covers(document.owner, owner)) return undefined;
      return { document, clause: clauseWords(clause) };
    });
  };
export type FindCited = ReturnType<typeof makeFindCited>;

/**
 * Makes what tells of contents whether their bank may cite what they name.
 * @returns of each in its order; true where it names no clause
 */
export const makeAreCited =
  (findCited: FindCited) =>
  async (bank: Owned, drafts: readonly Parameters<typeof sourceOf>[0][]): Promise<boolean[]> => {
    const references = drafts.map(sourceOf);
    const found = await findCited(bank, references);
    return references.map((reference, index) => reference === undefined || found[index] !== undefined);
  };
export type AreCited = ReturnType<typeof makeAreCited>;

const spelt = ({ document: { title, number, date }, clause }: Found): CitedClause => ({
  title: { vi: title },
  ...(number !== undefined && { number }),
  ...{ date, clause },
});

interface Read<Question> {
  question: Question;
  content: QuestionContent | undefined;
}

/** Makes what spells out what contents cite, as learners are told; one that names what there is not is none. */
export const makeCite =
  (findCited: FindCited) =>
  async <Question>(bank: Owned, read: readonly Read<Question>[]): Promise<Read<Question>[]> => {
    const found = await findCited(
      bank,
      read.map(({ content }) => content?.source),
    );
    return read.map(({ question, content }, index) => {
      if (content?.source) {
        const cited = found[index];
        return { question, content: cited && { ...content, cited: spelt(cited) } };
      }
      const text = content?.sourceText;
      return {
        question,
        content: content && text !== undefined ? { ...content, cited: { title: { vi: text } } } : content,
      };
    });
  };
export type Cite = ReturnType<typeof makeCite>;
