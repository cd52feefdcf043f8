import type { LearnerAttempt } from '@chuyen-de/contracts';
import type { SendingState } from './answer-sender.ts';

/** A slot as the learner sees it. */
export interface SheetSlot {
  readonly selected: readonly string[];
  readonly flagged: boolean;
}

interface StampedSlot extends SheetSlot {
  readonly seq: number;
}

export interface SheetView {
  readonly slots: ReadonlyMap<number, SheetSlot>;
  readonly sending: SendingState;
  /** When the server last took something in. */
  readonly savedAt: string | undefined;
  /** End of the attempt, in milliseconds of the server's clock. */
  readonly dueAt: number;
  /** False where the answers that wait would go with the tab. */
  readonly durable: boolean;
}

type StampedAnswer = LearnerAttempt['answers'][number];

export const EMPTY_SLOT: SheetSlot = { selected: [], flagged: false };

/** Of each slot, the state with the newest stamp. */
function merge(held: ReadonlyMap<number, StampedSlot>, answers: readonly StampedAnswer[]) {
  const slots = new Map(held);
  for (const { slot, seq, response, flagged } of answers)
    if ((slots.get(slot)?.seq ?? 0) < seq) slots.set(slot, { seq, selected: response.selected, flagged });
  return slots;
}

/** What the page shows of an attempt, as a store that React can follow. */
export function makeSheetState(attempt: LearnerAttempt, durable: boolean) {
  const listeners = new Set<() => void>();
  let slots = merge(new Map(), attempt.answers);
  let view: SheetView = {
    slots,
    sending: { kind: 'saved' },
    savedAt: undefined,
    dueAt: Date.parse(attempt.dueAt),
    durable,
  };
  const show = (change: Partial<SheetView>) => {
    view = { ...view, ...change };
    for (const listener of listeners) listener();
  };
  return {
    view: () => view,
    show,
    adopt: (answers: readonly StampedAnswer[]) => {
      slots = merge(slots, answers);
      show({ slots });
    },
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
