import type { DraftField, ExamDraft, MadeExam, SaveExamDraft } from '@chuyen-de/contracts';
import { changedProblem } from '../../lib/changed-problem.ts';
import {
  DraftSheet as Sheet,
  type DraftKind,
  type SheetDeps,
  type SheetView,
} from '../../lib/draft-sheet.ts';
import type { KeptDraft } from './kept-draft.ts';
import { mergeDrafts } from './merge-drafts.ts';

export type DraftView = SheetView<ExamDraft, MadeExam, DraftField>;

interface Deps {
  exam: MadeExam;
  kept: KeptDraft;
  save: (code: string, body: SaveExamDraft) => Promise<MadeExam>;
  publish: (code: string, body: { edition: number }) => Promise<MadeExam>;
  schedule?: SheetDeps<ExamDraft, MadeExam, DraftField>['schedule'];
}

function changeIn(error: unknown) {
  const changed = changedProblem(error, 'draft_changed');
  return changed && { stored: changed.exam, edits: changed.edits };
}

const EXAM: DraftKind<ExamDraft, MadeExam, DraftField> = {
  savedAtOf: ({ lastEdit }) => lastEdit.at,
  lastEditsOf: ({ lastEdit }) => [lastEdit],
  changeIn,
  merge: mergeDrafts,
};

/** An exam's draft while it is edited, and how it comes into force. */
export function openDraftSheet({ exam, publish, ...deps }: Deps) {
  const sheet = new Sheet({ ...deps, kind: EXAM, stored: exam });
  return {
    view: sheet.view,
    subscribe: sheet.subscribe,
    change: sheet.change,
    decide: sheet.decide,
    settle: sheet.settle,
    close: sheet.close,
    /** Puts what is on screen into force. @throws ProblemError, NetworkError */
    publish: () => sheet.carryOut(({ code, edition }) => publish(code, { edition })),
  };
}
export type DraftSheet = ReturnType<typeof openDraftSheet>;
