import type { BankQuestion, QuestionDraft, QuestionField } from '@chuyen-de/contracts';
import { changedProblem } from '../../lib/changed-problem.ts';
import {
  DraftSheet,
  type DraftKind,
  type Kept,
  type SheetDeps,
  type SheetView,
} from '../../lib/draft-sheet.ts';
import { openKept } from '../../lib/kept-draft.ts';
import { mergeFields } from './merge-fields.ts';

const FIELDS = ['topic', 'level', 'content', 'tags'] as const satisfies readonly QuestionField[];

/** A question as two have changed it: what only one has changed is taken from there. */
export const mergeQuestions: DraftKind<QuestionDraft, BankQuestion, QuestionField>['merge'] = (
  base,
  sides,
  prefer,
) => mergeFields(FIELDS, base, sides, prefer);

function changeIn(error: unknown) {
  const changed = changedProblem(error, 'question_changed');
  return changed && { stored: changed.question, edits: changed.edits };
}

const QUESTION: DraftKind<QuestionDraft, BankQuestion, QuestionField> = {
  savedAtOf: ({ editedAt }) => editedAt,
  lastEditsOf: ({ editedAt, editedBy }) => [{ at: editedAt, by: editedBy, fields: [...FIELDS] }],
  changeIn,
  merge: mergeQuestions,
};

/** A question as it is known: also as the server said it when it refused to save, since a council has it. */
export const knownOf = ({ stored, error }: Pick<QuestionView, 'stored' | 'error'>): BankQuestion =>
  changedProblem(error, 'question_in_review')?.question ?? stored;

/** What of a question is not saved yet, on the device. */
export const openKeptQuestion = (code: string): Kept<QuestionDraft> => openKept(`chuyen-de.question.${code}`);

export type QuestionView = SheetView<QuestionDraft, BankQuestion, QuestionField>;
type Deps = Omit<SheetDeps<QuestionDraft, BankQuestion, QuestionField>, 'kind'>;

/** A question while it is written. */
export const openQuestionSheet = (deps: Deps) => new DraftSheet({ ...deps, kind: QUESTION });
export type QuestionSheet = ReturnType<typeof openQuestionSheet>;
