import type { LearnerAttempt, LoggedAnswer } from '@chuyen-de/contracts';
import type { QuestionResponse, QuestionType } from '@chuyen-de/question-types';
import { withType } from '@chuyen-de/question-types/responses';
import type { SendingState } from './answer-sender.ts';

/** A slot as the learner sees it. */
export interface SheetSlot {
  readonly response: QuestionResponse;
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

/** An answer of the server, or of this device: what an earlier page left there may be without a type. */
type StampedAnswer = Omit<LoggedAnswer, 'at'>;

/** Of each slot, the state with the newest stamp. */
function merge(
  held: ReadonlyMap<number, StampedSlot>,
  answers: readonly StampedAnswer[],
  types: ReadonlyMap<number, QuestionType>,
) {
  const slots = new Map(held);
  for (const { slot, seq, response, flagged } of answers) {
    const type = types.get(slot);
    if (type !== undefined && (slots.get(slot)?.seq ?? 0) < seq)
      slots.set(slot, { seq, response: withType(type, response), flagged });
  }
  return slots;
}

/** What the page shows of an attempt, as a store that React can follow. */
export function makeSheetState(attempt: LearnerAttempt, durable: boolean) {
  const listeners = new Set<() => void>();
  const types = new Map(attempt.questions.map(({ slot, type }) => [slot, type]));
  let slots = merge(new Map(), attempt.answers, types);
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
      slots = merge(slots, answers, types);
      show({ slots });
    },
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
