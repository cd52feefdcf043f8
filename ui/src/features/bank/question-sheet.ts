import type { BankQuestion, QuestionChanged, QuestionDraft, QuestionField } from '@chuyen-de/contracts';
import {
  DraftSheet,
  type DraftKind,
  type Kept,
  type SheetDeps,
  type SheetView,
} from '../../lib/draft-sheet.ts';
import { ProblemError } from '../../lib/http.ts';
import { isSame } from '../../lib/is-same.ts';
import { openKept } from '../../lib/kept-draft.ts';

const FIELDS = ['topic', 'level', 'content'] as const satisfies readonly QuestionField[];

/** A question as two have changed it: what only one has changed is taken from there. */
export function mergeQuestions(
  base: QuestionDraft,
  { mine, theirs }: { mine: QuestionDraft; theirs: QuestionDraft },
  prefer: 'mine' | 'theirs',
): { draft: QuestionDraft; contested: QuestionField[] } {
  const contested: QuestionField[] = [];
  const pick = <Field extends QuestionField>(field: Field): QuestionDraft[Field] => {
    if (isSame(mine[field], base[field])) return theirs[field];
    if (isSame(theirs[field], base[field]) || isSame(mine[field], theirs[field])) return mine[field];
    contested.push(field);
    return (prefer === 'mine' ? mine : theirs)[field];
  };
  const [topic, level, content] = [pick(FIELDS[0]), pick(FIELDS[1]), pick(FIELDS[2])];
  return { draft: { topic, level, content }, contested };
}

function changeIn(error: unknown) {
  if (!(error instanceof ProblemError) || error.code !== 'question_changed') return undefined;
  const { question, edits } = error.problem as unknown as QuestionChanged;
  return { stored: question, edits };
}

const QUESTION: DraftKind<QuestionDraft, BankQuestion, QuestionField> = {
  savedAtOf: ({ editedAt }) => editedAt,
  lastEditsOf: ({ editedAt, editedBy }) => [{ at: editedAt, by: editedBy, fields: [...FIELDS] }],
  changeIn,
  merge: mergeQuestions,
};

/** What of a question is not saved yet, on the device. */
export const openKeptQuestion = (code: string): Kept<QuestionDraft> => openKept(`chuyen-de.question.${code}`);

export type QuestionView = SheetView<QuestionDraft, BankQuestion, QuestionField>;
type Deps = Omit<SheetDeps<QuestionDraft, BankQuestion, QuestionField>, 'kind'>;

/** A question while it is written. */
export const openQuestionSheet = (deps: Deps) => new DraftSheet({ ...deps, kind: QUESTION });
export type QuestionSheet = ReturnType<typeof openQuestionSheet>;
