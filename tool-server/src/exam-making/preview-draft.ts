import type { MadeExam } from '../catalogue/index.ts';
import type { Catalogue } from '../catalogue/index.ts';
import type { Exams } from '../exams/index.ts';
import type { FindAskable } from './askable.ts';

interface Deps {
  catalogue: Pick<Catalogue, 'programmesFor'>;
  exams: Pick<Exams, 'previewPaper'>;
  findAskable: FindAskable;
}

/** Draws a paper as a draft says, to be looked at: by the rules of those that are sat, and kept nowhere. */
export const makePreviewDraft =
  ({ catalogue, exams, findAskable }: Deps) =>
  async ({ owner, draft }: Pick<MadeExam, 'owner' | 'draft'>, seed: string) => {
    const programmes = await catalogue.programmesFor(owner);
    const { questions } = await findAskable(owner, draft);
    // What the draft asks and no bank has is among its faults.
    const fixed = draft.fixed.filter(({ question }) => questions.has(question));
    return exams.previewPaper(
      { ...draft, fixed },
      programmes.map(({ edition }) => edition),
      seed,
    );
  };
