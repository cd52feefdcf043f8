import type { DraftFault, ExamDraft } from '@chuyen-de/contracts';
import type { MadeExam } from '../catalogue/index.ts';
import type { Catalogue } from '../catalogue/index.ts';
import type { Exams } from '../exams/index.ts';
import type { FindAskable } from './askable.ts';
import { draftFaults } from './draft-faults.rules.ts';

interface Deps {
  catalogue: Pick<Catalogue, 'programmesFor'>;
  exams: Pick<Exams, 'previewPaper' | 'forecastExam'>;
  findAskable: FindAskable;
}

/** What no paper is drawn for: it would have to read a whole bank, or to shuffle one of its cells for each of the rows. */
const UNDRAWN: readonly DraftFault['code'][] = ['asks_too_much', 'row_twice'];

type Draft = Pick<MadeExam, 'owner' | 'draft'>;

/** Makes what finds from what a draft is drawn; or what is wrong with it, so that nothing can be. */
const makeFindDrawable =
  ({ catalogue, findAskable }: Pick<Deps, 'catalogue' | 'findAskable'>) =>
  async ({ owner, draft }: Draft) => {
    const programmes = await catalogue.programmesFor(owner);
    const askable = await findAskable(owner, draft);
    const faults = draftFaults(draft, askable).filter(({ code }) => UNDRAWN.includes(code));
    if (faults.length > 0) return { ok: false as const, error: { code: 'draft_faulty' as const, faults } };
    // What the draft asks and no bank has is among its faults.
    const fixed = draft.fixed.filter(({ question }) => askable.questions.has(question));
    const settings: ExamDraft = { ...draft, fixed };
    return { ok: true as const, settings, editions: programmes.map(({ edition }) => edition) };
  };

/** Draws a paper as a draft says, to be looked at: by the rules of those that are sat, and kept nowhere. */
export function makePreviewDraft(deps: Deps) {
  const findDrawable = makeFindDrawable(deps);
  return async (made: Draft, seed: string) => {
    const found = await findDrawable(made);
    return found.ok ? deps.exams.previewPaper(found.settings, found.editions, seed) : found;
  };
}

/** What pass marks are by default: while none is set, nobody is told how many pass another one. */
const USUAL_PASS_MARK = 5;

/** What is to be expected of a draft, from how its questions were answered before. */
export function makeForecastDraft(deps: Deps) {
  const findDrawable = makeFindDrawable(deps);
  return async (made: Draft) => {
    const found = await findDrawable(made);
    if (!found.ok) return found;
    return deps.exams.forecastExam(found.settings, found.editions, made.draft.passMark ?? USUAL_PASS_MARK);
  };
}
