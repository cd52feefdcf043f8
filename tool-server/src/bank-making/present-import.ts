import type { FormatRemark, FoundQuestions, QuestionImport } from '@chuyen-de/contracts';
import { typeOf } from '@chuyen-de/question-types';
import type { MadeBank } from '../catalogue/index.ts';
import type { NamesById } from '../classes/index.ts';
import type { ImportStore } from './import-store.ts';
import { stemOf, type PresentBank } from './present-bank.ts';
import { contentOf } from './question-contents.ts';
import type { StoredQuestion } from './question-draft.model.ts';
import type { StoredImport } from './question-import.model.ts';

interface Deps {
  imports: Pick<ImportStore, 'alike' | 'questionsOf' | 'countUndone' | 'stayedOf'>;
  presentQuestion: PresentBank['presentQuestion'];
  namesById: NamesById;
}

type Shown = FoundQuestions['questions'][number]['shown'];

/** A question with its key, as its review shows it; null where it is none yet. */
function shownOf(bank: MadeBank, question: StoredQuestion): Shown {
  const content = contentOf(bank, question);
  if (!content) return null;
  const type = typeOf(content.type);
  const order = type.parts(content);
  return { ...type.show(content, order), key: type.keyOf(content, order), stem: content.stem } as Shown;
}

/** What there is to say of a question, but that it is nearly the same as the one that asks the very same. */
const remarksOf = ({ found }: StoredQuestion, same: string | undefined): FormatRemark[] =>
  (found?.remarks ?? []).filter(
    ({ code, values }) => !(code === 'alike_in_bank' || code === 'alike_in_file') || values['code'] !== same,
  );

/** What an import that is undone has left in the bank. */
async function stayedOf(
  { imports }: Pick<Deps, 'imports'>,
  read: StoredImport,
): Promise<QuestionImport['stayed']> {
  if (read.state !== 'undone') return { total: 0, questions: [] };
  const { total, questions } = await imports.stayedOf(read);
  return {
    total,
    questions: questions.map(({ question, why }) => ({ code: question._id, stem: stemOf(question), why })),
  };
}

/** Makes what those are told of an import who may edit its bank. */
export function makePresentImport({ imports, presentQuestion, namesById }: Deps) {
  /** For each question the first other one that asks the same: of the bank, or before it in the file. */
  async function alikeOf(bank: MadeBank, found: readonly StoredQuestion[]) {
    const likenesses = [...new Set(found.map(({ likeness }) => likeness))];
    const alike = await imports.alike(bank._id, likenesses);
    return (question: StoredQuestion) => {
      const other = alike.find(
        (each) =>
          each.likeness === question.likeness &&
          each._id !== question._id &&
          (each.state !== 'found' || (each.import === question.import && each._id < question._id)),
      );
      return other ? { code: other._id, stem: stemOf(other) } : null;
    };
  }

  return {
    presentImport: async (read: StoredImport): Promise<QuestionImport> => {
      const { _id: id, name, format, state, at, by, found, remarks, repairs, repaired, progress } = read;
      const names = await namesById([by]);
      return {
        ...{ id, name, format, state, at: at.toISOString(), by: names.get(by) ?? null },
        ...{ found, untouched: state === 'confirmed' ? await imports.countUndone(read) : 0 },
        stayed: await stayedOf({ imports }, read),
        ...{ remarks, repairs, repaired, progress: progress ?? null },
      };
    },

    presentFound: async (
      bank: MadeBank,
      read: StoredImport,
      wanted: Parameters<ImportStore['questionsOf']>[1],
    ): Promise<FoundQuestions> => {
      const { questions, total, pages } = await imports.questionsOf(read, wanted);
      const alike = await alikeOf(bank, questions);
      const rows = questions.map(async (question) => ({
        question: await presentQuestion(bank, question),
        label: question.found?.label ?? null,
        at: question.found?.at ?? { question: 1 },
        group: question.found?.group ?? [],
        remarks: remarksOf(question, alike(question)?.code),
        shown: shownOf(bank, question),
        alike: alike(question),
      }));
      return { questions: await Promise.all(rows), total, pages };
    },
  };
}

export type PresentImport = ReturnType<typeof makePresentImport>;
