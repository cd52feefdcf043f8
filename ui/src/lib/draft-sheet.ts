import { NetworkError, ProblemError } from './http.ts';
import { isSame } from './is-same.ts';

/** What of a draft is not saved yet: kept on the device, so that it outlives a reload or a closed tab. */
export interface Unsaved<Draft> {
  /** The edition that it was made from, and what that said. */
  edition: number;
  base: Draft;
  draft: Draft;
}

export interface Kept<Draft> {
  get: () => Unsaved<Draft> | undefined;
  set: (unsaved: Unsaved<Draft> | undefined) => void;
}

/** Somebody else's change. */
interface Edit<Field> {
  at: string;
  by: string | null;
  fields: Field[];
}

/** What somebody else has changed in another way than it is here. */
interface Contest<Draft, Field> {
  /** That both were made from, and what it said. */
  edition: number;
  fields: readonly Field[];
  edits: readonly Edit<Field>[];
  base: Draft;
  mine: Draft;
  theirs: Draft;
}

/** What is stored of a draft, as its server answers it. */
interface Stored<Draft> {
  code: string;
  edition: number;
  draft: Draft;
}

/** What is particular to one kind of draft. */
export interface DraftKind<Draft, Thing, Field> {
  savedAtOf: (stored: Thing) => string;
  /** The last change that the server tells of. */
  lastEditsOf: (stored: Thing) => readonly Edit<Field>[];
  /** Of an error that somebody else has changed it: what is stored now, and who changed what. */
  changeIn: (error: unknown) => { stored: Thing; edits: readonly Edit<Field>[] } | undefined;
  merge: (
    base: Draft,
    sides: { mine: Draft; theirs: Draft },
    prefer: 'mine' | 'theirs',
  ) => { draft: Draft; contested: readonly Field[] };
}

export interface SheetView<Draft, Thing, Field> {
  draft: Draft;
  /** As the server said it last. */
  stored: Thing;
  /** `waiting`: it is tried again, once the server can be reached; `stopped`: the server refuses it. */
  state: 'saved' | 'changed' | 'saving' | 'waiting' | 'stopped' | 'contested';
  savedAt: string;
  error?: unknown;
  /** What others have changed meanwhile, and what is taken in here. */
  news: readonly Edit<Field>[];
  contest?: Contest<Draft, Field> | undefined;
  /** What an earlier visit had not saved is here again. */
  recovered: boolean;
}

export interface SheetDeps<Draft, Thing, Field> {
  kind: DraftKind<Draft, Thing, Field>;
  stored: Thing;
  kept: Kept<Draft>;
  save: (code: string, body: { edition: number; draft: Draft }) => Promise<Thing>;
  /** Does something later; answers what prevents it. */
  schedule?: ((work: () => void, ms: number) => () => void) | undefined;
}

const AFTER_TYPING_MS = 700;
const FIRST_RETRY_MS = 2_000;
const LAST_RETRY_MS = 30_000;

const later = (work: () => void, ms: number) => {
  const timer = setTimeout(work, ms);
  return () => clearTimeout(timer);
};

/** Whether a later try may succeed: no answer, or a server that asks for patience. */
const mayPass = (error: unknown): boolean =>
  error instanceof NetworkError ||
  (error instanceof ProblemError && (error.status >= 500 || error.status === 429));

/**
 * A draft while it is edited: what is typed is kept on the device at once, and saved a moment later over the edition
 * that it was made from. What somebody else has changed meanwhile is taken in; where both have changed the same, the
 * reader is asked, and nothing is saved until then.
 */
export class DraftSheet<Draft, Thing extends Stored<Draft>, Field> {
  readonly #deps: SheetDeps<Draft, Thing, Field>;
  /** What the server's edition said. */
  #base: Draft;
  /** A save went out and no answer came: what is stored may be what was sent. */
  #isUnanswered = false;
  #view: SheetView<Draft, Thing, Field>;
  #tries = 0;
  #sending: Promise<void> | undefined;
  #unplan: () => void = () => undefined;
  readonly #listeners = new Set<() => void>();

  constructor(deps: SheetDeps<Draft, Thing, Field>) {
    this.#deps = deps;
    const { stored, kind } = deps;
    this.#base = stored.draft;
    const savedAt = kind.savedAtOf(stored);
    this.#view = { draft: stored.draft, stored, state: 'saved', savedAt, news: [], recovered: false };
    this.#recover(deps.kept.get());
  }

  readonly view = (): SheetView<Draft, Thing, Field> => this.#view;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  readonly change = (change: Partial<Draft>): void => {
    const draft = { ...this.#view.draft, ...change };
    if (this.#view.contest) this.#show({ draft, state: 'contested' });
    else if (this.#isStored(draft)) this.#show({ draft, state: 'saved' });
    else {
      this.#show({ draft, state: 'changed' });
      this.#plan(AFTER_TYPING_MS);
    }
  };

  /** Whose is to hold where both have changed the same; what is typed since stays. */
  readonly decide = (prefer: 'mine' | 'theirs'): void => {
    const { contest, draft: typed } = this.#view;
    if (!contest) return;
    const { base, mine, theirs } = contest;
    const { merge } = this.#deps.kind;
    const chosen = merge(base, { mine, theirs }, prefer).draft;
    const shown = merge(base, { mine, theirs }, 'mine').draft;
    const { draft } = merge(shown, { mine: typed, theirs: chosen }, 'mine');
    // Theirs is stored already.
    const state = isSame(draft, this.#base) ? 'saved' : 'changed';
    this.#show({ draft, contest: undefined, state });
    if (state === 'changed') this.#plan(0);
  };

  /** Saves all that there is to save; returns when it is saved, or cannot be now. */
  readonly settle = async (): Promise<void> => {
    do await this.#send();
    while (this.#view.state === 'changed');
  };

  /**
   * Does something on the server to what is on screen: saves it first; false where it could not be saved, or somebody
   * else has changed it. @throws ProblemError, NetworkError
   */
  readonly carryOut = async (deed: (stored: Thing) => Promise<Thing>): Promise<boolean> => {
    await this.settle();
    const { state, stored } = this.#view;
    if (state !== 'saved') return false;
    try {
      const after = await deed(stored);
      if (after.edition === stored.edition) this.#show({ stored: after });
      else this.#takeIn({ stored: after, edits: this.#deps.kind.lastEditsOf(after) });
      return after.edition === stored.edition;
    } catch (error) {
      const change = this.#deps.kind.changeIn(error);
      if (!change) throw error;
      this.#takeIn(change);
      return false;
    }
  };

  /** Goes on from what is stored now, where a save was refused before: what is typed is saved over that. */
  readonly goOnFrom = (stored: Thing): void => {
    if (stored.edition !== this.#view.stored.edition) {
      this.#takeIn({ stored, edits: this.#deps.kind.lastEditsOf(stored) });
      return;
    }
    const state = this.#view.contest ? 'contested' : this.#isStored(this.#view.draft) ? 'saved' : 'changed';
    this.#show({ stored, state, error: undefined });
    if (state === 'changed') this.#plan(0);
  };

  /** Ends its work; what is not saved stays on the device. */
  readonly close = (): void => {
    this.#unplan();
    this.#listeners.clear();
  };

  #show(change: Partial<SheetView<Draft, Thing, Field>>): void {
    this.#view = { ...this.#view, ...change };
    const { draft, contest, stored } = this.#view;
    // Whoever comes back before it is chosen is asked again.
    const { edition, base } = contest ?? { edition: stored.edition, base: this.#base };
    this.#deps.kept.set(isSame(draft, base) ? undefined : { edition, base, draft });
    for (const listener of this.#listeners) listener();
  }

  #plan(ms: number): void {
    this.#unplan();
    const { schedule = later } = this.#deps;
    this.#unplan = schedule(() => void this.#send(), ms);
  }

  /** Goes on with what an earlier visit had not saved. */
  #recover(unsaved: Unsaved<Draft> | undefined): void {
    const { stored } = this.#view;
    if (!unsaved || isSame(unsaved.draft, stored.draft)) return;
    this.#view = { ...this.#view, draft: unsaved.draft, state: 'changed', recovered: true };
    if (unsaved.edition === stored.edition) {
      this.#plan(0);
      return;
    }
    this.#base = unsaved.base;
    this.#takeIn({ stored, edits: this.#deps.kind.lastEditsOf(stored) }, unsaved.edition);
  }

  /** Takes in what somebody else has saved. @param edition that the draft here was made from */
  #takeIn(
    { stored, edits }: { stored: Thing; edits: readonly Edit<Field>[] },
    edition = this.#view.stored.edition,
  ): void {
    const [base, mine, theirs] = [this.#base, this.#view.draft, stored.draft];
    const { draft, contested } = this.#deps.kind.merge(base, { mine, theirs }, 'mine');
    const contest: Contest<Draft, Field> | undefined =
      contested.length > 0 ? { edition, fields: contested, edits, base, mine, theirs } : undefined;
    this.#base = theirs;
    this.#isUnanswered = false;
    const state = contest ? 'contested' : isSame(draft, theirs) ? 'saved' : 'changed';
    this.#show({ stored, draft, state, contest, news: edits });
    if (state === 'changed') this.#plan(0);
  }

  #fail(error: unknown): void {
    const change = this.#deps.kind.changeIn(error);
    if (change) this.#takeIn(change);
    else if (mayPass(error)) {
      this.#isUnanswered = true;
      this.#show({ state: 'waiting', error });
      this.#plan(Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** this.#tries));
      this.#tries += 1;
    } else this.#show({ state: 'stopped', error });
  }

  async #sendOnce(): Promise<void> {
    const { draft: sent, stored } = this.#view;
    this.#show({ state: 'saving' });
    try {
      const saved = await this.#deps.save(stored.code, { edition: stored.edition, draft: sent });
      this.#base = saved.draft;
      this.#isUnanswered = false;
      this.#tries = 0;
      const state = isSame(this.#view.draft, sent) ? 'saved' : 'changed';
      this.#show({ stored: saved, savedAt: this.#deps.kind.savedAtOf(saved), state, error: undefined });
      if (state === 'changed') this.#plan(AFTER_TYPING_MS);
    } catch (error) {
      this.#fail(error);
    }
  }

  /** Whether the server has a draft already: also where something was typed and taken back. */
  #isStored(draft: Draft): boolean {
    return !this.#sending && !this.#isUnanswered && isSame(draft, this.#base);
  }

  /** Saves what is not saved yet, one request at a time. */
  #send(): Promise<void> {
    this.#unplan();
    if (this.#sending) return this.#sending;
    if (this.#view.contest) return Promise.resolve();
    if (this.#isStored(this.#view.draft)) {
      if (this.#view.state !== 'saved') this.#show({ state: 'saved' });
      return Promise.resolve();
    }
    this.#sending = this.#sendOnce().finally(() => (this.#sending = undefined));
    return this.#sending;
  }
}
