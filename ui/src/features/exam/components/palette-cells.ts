import type { LearnerAttempt } from '@chuyen-de/contracts';
import { EMPTY_SLOT, type SheetSlot } from '../log/sheet-state.ts';

/** A question as the palette shows it. */
export interface PaletteCell {
  number: number;
  answered: boolean;
  flagged: boolean;
  current: boolean;
}

export const paletteCells = (
  questions: LearnerAttempt['questions'],
  slots: ReadonlyMap<number, SheetSlot>,
  current: number | undefined,
): PaletteCell[] =>
  questions.map((question, index) => {
    const { selected, flagged } = slots.get(question.slot) ?? EMPTY_SLOT;
    return { number: index + 1, answered: selected.length > 0, flagged, current: index + 1 === current };
  });
