import type { DraftChanged, ExamDraft, MadeExam, SaveExamDraft } from '@chuyen-de/contracts';
import { NetworkError, ProblemError } from '../../lib/http.ts';
import type { KeptDraft, Unsaved } from './kept-draft.ts';
import { isSameDraft, mergeDrafts, type Merged } from './merge-drafts.ts';

type Edit = MadeExam['lastEdit'];

/** What somebody else has changed in another way than it is here. */
interface Contest {
  fields: Merged['contested'];
  edits: readonly Edit[];
  base: ExamDraft;
  mine: ExamDraft;
  theirs: ExamDraft;
}

export interface DraftView {
  draft: ExamDraft;
  /** As the server said it last. */
  exam: MadeExam;
  /** `waiting`: it is tried again, once the server can be reached; `stopped`: the server refuses it. */
  state: 'saved' | 'changed' | 'saving' | 'waiting' | 'stopped' | 'contested';
  savedAt: string;
  error?: unknown;
  /** What others have changed meanwhile, and what is taken in here. */
  news: readonly Edit[];
  contest?: Contest | undefined;
  /** What an earlier visit had not saved is here again. */
  recovered: boolean;
}

interface Deps {
  exam: MadeExam;
  kept: KeptDraft;
  save: (code: string, body: SaveExamDraft) => Promise<MadeExam>;
  publish: (code: string, body: { edition: number }) => Promise<MadeExam>;
  /** Does something later; answers what prevents it. */
  schedule?: (work: () => void, ms: number) => () => void;
}

const AFTER_TYPING_MS = 700;
const FIRST_RETRY_MS = 2_000;
const LAST_RETRY_MS = 30_000;

const later: NonNullable<Deps['schedule']> = (work, ms) => {
  const timer = setTimeout(work, ms);
  return () => clearTimeout(timer);
};

/** Whether a later try may succeed: no answer, or a server that asks for patience. */
const mayPass = (error: unknown): boolean =>
  error instanceof NetworkError ||
  (error instanceof ProblemError && (error.status >= 500 || error.status === 429));

const changeIn = (error: unknown): DraftChanged | undefined =>
  error instanceof ProblemError && error.code === 'draft_changed'
    ? (error.problem as unknown as DraftChanged)
    : undefined;

/**
 * A draft while it is edited: what is typed is kept on the device at once, and saved a moment later over the edition
 * that it was made from. What somebody else has changed meanwhile is taken in; where both have changed the same, the
 * reader is asked, and nothing is saved until then.
 */
export class DraftSheet {
  readonly #deps: Required<Deps>;
  /** What the server's edition said. */
  #base: ExamDraft;
  #view: DraftView;
  #tries = 0;
  #sending: Promise<void> | undefined;
  #unplan: () => void = () => undefined;
  readonly #listeners = new Set<() => void>();

  constructor({ schedule = later, ...deps }: Deps) {
    this.#deps = { ...deps, schedule };
    const { exam } = deps;
    this.#base = exam.draft;
    const savedAt = exam.lastEdit.at;
    this.#view = { draft: exam.draft, exam, state: 'saved', savedAt, news: [], recovered: false };
    this.#recover(deps.kept.get());
  }

  readonly view = (): DraftView => this.#view;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  readonly change = (change: Partial<ExamDraft>): void => {
    const draft = { ...this.#view.draft, ...change };
    this.#show({ draft, state: this.#view.contest ? 'contested' : 'changed' });
    if (!this.#view.contest) this.#plan(AFTER_TYPING_MS);
  };

  /** Whose is to hold where both have changed the same; what is typed since stays. */
  readonly decide = (prefer: 'mine' | 'theirs'): void => {
    const { contest, draft: typed } = this.#view;
    if (!contest) return;
    const { base, mine, theirs } = contest;
    const chosen = mergeDrafts(base, { mine, theirs }, prefer).draft;
    const shown = mergeDrafts(base, { mine, theirs }, 'mine').draft;
    const { draft } = mergeDrafts(shown, { mine: typed, theirs: chosen }, 'mine');
    this.#show({ draft, contest: undefined, state: 'changed' });
    this.#plan(0);
  };

  /** Saves all that there is to save; returns when it is saved, or cannot be now. */
  readonly settle = async (): Promise<void> => {
    do await this.#send();
    while (this.#view.state === 'changed');
  };

  /** Puts what is on screen into force. @throws ProblemError, NetworkError */
  readonly publish = async (): Promise<boolean> => {
    await this.settle();
    const { state, exam } = this.#view;
    if (state !== 'saved') return false;
    try {
      this.#show({ exam: await this.#deps.publish(exam.code, { edition: exam.edition }) });
      return true;
    } catch (error) {
      const change = changeIn(error);
      if (!change) throw error;
      this.#takeIn(change);
      return false;
    }
  };

  /** Ends its work; what is not saved stays on the device. */
  readonly close = (): void => {
    this.#unplan();
    this.#listeners.clear();
  };

  #show(change: Partial<DraftView>): void {
    this.#view = { ...this.#view, ...change };
    const { draft, exam } = this.#view;
    const isSaved = isSameDraft(draft, this.#base);
    this.#deps.kept.set(isSaved ? undefined : { edition: exam.edition, base: this.#base, draft });
    for (const listener of this.#listeners) listener();
  }

  #plan(ms: number): void {
    this.#unplan();
    this.#unplan = this.#deps.schedule(() => void this.#send(), ms);
  }

  /** Goes on with what an earlier visit had not saved. */
  #recover(unsaved: Unsaved | undefined): void {
    const { exam } = this.#view;
    if (!unsaved || isSameDraft(unsaved.draft, exam.draft)) return;
    this.#view = { ...this.#view, draft: unsaved.draft, state: 'changed', recovered: true };
    if (unsaved.edition === exam.edition) {
      this.#plan(0);
      return;
    }
    this.#base = unsaved.base;
    this.#takeIn({ exam, edits: [exam.lastEdit] });
  }

  /** Takes in what somebody else has saved. */
  #takeIn({ exam, edits }: Pick<DraftChanged, 'exam' | 'edits'>): void {
    const [base, mine, theirs] = [this.#base, this.#view.draft, exam.draft];
    const { draft, contested } = mergeDrafts(base, { mine, theirs }, 'mine');
    const contest: Contest | undefined =
      contested.length > 0 ? { fields: contested, edits, base, mine, theirs } : undefined;
    this.#base = theirs;
    const state = contest ? 'contested' : isSameDraft(draft, theirs) ? 'saved' : 'changed';
    this.#show({ exam, draft, state, contest, news: edits });
    if (state === 'changed') this.#plan(0);
  }

  #fail(error: unknown): void {
    const change = changeIn(error);
    if (change) this.#takeIn(change);
    else if (mayPass(error)) {
      this.#show({ state: 'waiting', error });
      this.#plan(Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** this.#tries));
      this.#tries += 1;
    } else this.#show({ state: 'stopped', error });
  }

  async #sendOnce(): Promise<void> {
    const { draft: sent, exam } = this.#view;
    this.#show({ state: 'saving' });
    try {
      const saved = await this.#deps.save(exam.code, { edition: exam.edition, draft: sent });
      this.#base = saved.draft;
      this.#tries = 0;
      const state = isSameDraft(this.#view.draft, sent) ? 'saved' : 'changed';
      this.#show({ exam: saved, savedAt: saved.lastEdit.at, state, error: undefined });
      if (state === 'changed') this.#plan(AFTER_TYPING_MS);
    } catch (error) {
      this.#fail(error);
    }
  }

  /** Saves what is not saved yet, one request at a time. */
  #send(): Promise<void> {
    this.#unplan();
    if (this.#sending) return this.#sending;
    if (this.#view.contest || isSameDraft(this.#view.draft, this.#base)) return Promise.resolve();
    this.#sending = this.#sendOnce().finally(() => (this.#sending = undefined));
    return this.#sending;
  }
}

export const openDraftSheet = (deps: Deps): DraftSheet => new DraftSheet(deps);
