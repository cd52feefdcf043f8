import type { LoggedAnswer } from '@chuyen-de/contracts';

/** A tap as the device keeps it until the server has it. */
export interface Entry extends LoggedAnswer {
  attempt: string;
  /** Device that logged it: the server knows the attempt's holder by it. */
  device: string;
}

export interface StoredSlot {
  slot: number;
  seq: number;
}

/** Of each slot the newest. */
export function newestOfEach<T extends StoredSlot>(...lists: (readonly T[])[]): T[] {
  const slots = new Map<number, T>();
  for (const one of lists.flat()) {
    const held = slots.get(one.slot);
    if (held === undefined || held.seq < one.seq) slots.set(one.slot, one);
  }
  return [...slots.values()];
}

/** Where taps wait. Holds the newest entry of each slot; an older one never replaces a newer. */
export interface EntryStore {
  put(entry: Entry): Promise<void>;
  list(attempt: string): Promise<Entry[]>;
  /** Drops entries that the server holds: those no newer than it says. */
  acknowledge(attempt: string, stored: readonly StoredSlot[]): Promise<void>;
}

export function makeMemoryStore(): EntryStore {
  const attempts = new Map<string, Map<number, Entry>>();
  const slotsOf = (attempt: string) => attempts.get(attempt) ?? new Map<number, Entry>();
  return {
    put(entry) {
      const slots = slotsOf(entry.attempt);
      const held = slots.get(entry.slot);
      if (held === undefined || held.seq < entry.seq) slots.set(entry.slot, entry);
      attempts.set(entry.attempt, slots);
      return Promise.resolve();
    },
    list: (attempt) => Promise.resolve([...slotsOf(attempt).values()]),
    acknowledge(attempt, stored) {
      const slots = slotsOf(attempt);
      for (const { slot, seq } of stored) {
        const held = slots.get(slot);
        if (held !== undefined && held.seq <= seq) slots.delete(slot);
      }
      return Promise.resolve();
    },
  };
}
