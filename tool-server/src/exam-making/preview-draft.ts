import type { DraftFault } from '@chuyen-de/contracts';
import type { MadeExam } from '../catalogue/index.ts';
import type { Catalogue } from '../catalogue/index.ts';
import type { Exams } from '../exams/index.ts';
import type { FindAskable } from './askable.ts';
import { draftFaults } from './draft-faults.rules.ts';

interface Deps {
  catalogue: Pick<Catalogue, 'programmesFor'>;
  exams: Pick<Exams, 'previewPaper'>;
  findAskable: FindAskable;
}

/** What no paper is drawn for: it would have to read a whole bank, or to shuffle one of its cells for each of the rows. */
const UNDRAWN: readonly DraftFault['code'][] = ['asks_too_much', 'row_twice'];

/** Draws a paper as a draft says, to be looked at: by the rules of those that are sat, and kept nowhere. */
export const makePreviewDraft =
  ({ catalogue, exams, findAskable }: Deps) =>
  async ({ owner, draft }: Pick<MadeExam, 'owner' | 'draft'>, seed: string) => {
    const programmes = await catalogue.programmesFor(owner);
    const askable = await findAskable(owner, draft);
    const faults = draftFaults(draft, askable).filter(({ code }) => UNDRAWN.includes(code));
    if (faults.length > 0) return { ok: false as const, error: { code: 'draft_faulty' as const, faults } };
    // What the draft asks and no bank has is among its faults.
    const fixed = draft.fixed.filter(({ question }) => askable.questions.has(question));
    return exams.previewPaper(
      { ...draft, fixed },
      programmes.map(({ edition }) => edition),
      seed,
    );
  };
