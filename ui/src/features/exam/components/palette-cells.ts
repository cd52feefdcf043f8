import type { LearnerAttempt } from '@chuyen-de/contracts';
import { isBlank } from '@chuyen-de/question-types/responses';
import type { SheetSlot } from '../log/sheet-state.ts';

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
    const held = slots.get(question.slot);
    return {
      number: index + 1,
      answered: held !== undefined && !isBlank(held.response),
      flagged: held?.flagged ?? false,
      current: index + 1 === current,
    };
  });
