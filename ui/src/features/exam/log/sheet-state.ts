import type { Certainty, ClockTold, LearnerAttempt, LoggedAnswer } from '@chuyen-de/contracts';
import type { QuestionResponse, QuestionType } from '@chuyen-de/question-types';
import { withType } from '@chuyen-de/question-types/responses';
import type { SendingState } from './answer-sender.ts';

/** A slot as the learner sees it. */
export interface SheetSlot {
  readonly response: QuestionResponse;
  readonly flagged: boolean;
  /** How certain its learner is, where they said so. */
  readonly certainty?: Certainty | undefined;
}

interface StampedSlot extends SheetSlot {
  readonly seq: number;
}

/** What was told of an answer that was checked, which stands from then on. */
export type CheckedItem = NonNullable<LearnerAttempt['checked']>[number];

export interface SheetView {
  readonly slots: ReadonlyMap<number, SheetSlot>;
  readonly checked: ReadonlyMap<number, CheckedItem>;
  readonly sending: SendingState;
  /** When the server last took something in. */
  readonly savedAt: string | undefined;
  /** End of the attempt, in milliseconds of the server's clock. */
  readonly dueAt: number;
  /** Since when the attempt is paused: what was left then is left until it goes on. */
  readonly pausedAt: number | undefined;
  readonly pauseReason: string | undefined;
  /** Minutes that were added while the page was open, the last time. */
  readonly addedMinutes: number | undefined;
  /** False where the answers that wait would go with the tab. */
  readonly durable: boolean;
}

/** An answer of the server, or of this device: what an earlier page left there may be without a type. */
type StampedAnswer = Omit<LoggedAnswer, 'at'>;

/** The time of an attempt, as any answer of the server tells it. */
export type TimeTold = Pick<ClockTold, 'dueAt' | 'pausedAt' | 'reason'>;

/** Less than that is no time that somebody has added. */
const MINUTE_MS = 60_000;

const timeOf = ({ dueAt, pausedAt, reason }: TimeTold) => ({
  dueAt: Date.parse(dueAt),
  pausedAt: pausedAt === undefined ? undefined : Date.parse(pausedAt),
  pauseReason: reason,
});

/** Whole minutes that were added to the time. What grows as a pause ends was not. */
function addedMinutes(before: SheetView, after: Pick<SheetView, 'dueAt' | 'pausedAt'>): number | undefined {
  if (before.pausedAt !== undefined && after.pausedAt === undefined) return undefined;
  const minutes = Math.round((after.dueAt - before.dueAt) / MINUTE_MS);
  return minutes >= 1 ? minutes : before.addedMinutes;
}

/** Of each slot, the state with the newest stamp. */
function merge(
  held: ReadonlyMap<number, StampedSlot>,
  answers: readonly StampedAnswer[],
  types: ReadonlyMap<number, QuestionType>,
) {
  const slots = new Map(held);
  for (const { slot, seq, response, ...said } of answers) {
    const type = types.get(slot);
    if (type !== undefined && (slots.get(slot)?.seq ?? 0) < seq)
      slots.set(slot, { ...said, seq, response: withType(type, response) });
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
    checked: new Map((attempt.checked ?? []).map((item) => [item.slot, item])),
    sending: { kind: 'saved' },
    savedAt: undefined,
    ...timeOf(attempt),
    addedMinutes: undefined,
    durable,
  };
  const show = (change: Partial<SheetView>) => {
    view = { ...view, ...change };
    for (const listener of listeners) listener();
  };
  return {
    view: () => view,
    show,
    /** Takes in the time as an answer of the server tells it; one that says no reason leaves that as it was. */
    hear: (told: TimeTold) => {
      const time = timeOf(told);
      const pauseReason = time.pausedAt === undefined ? undefined : (time.pauseReason ?? view.pauseReason);
      show({ ...time, pauseReason, addedMinutes: addedMinutes(view, time) });
    },
    adopt: (answers: readonly StampedAnswer[]) => {
      slots = merge(slots, answers, types);
      show({ slots });
    },
    takeChecked: (item: CheckedItem) => {
      show({ checked: new Map(view.checked).set(item.slot, item) });
    },
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
