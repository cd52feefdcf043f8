import { XapiProblem } from './problem.ts';

/** Bounds of what answers take of memory. */
interface Room {
  /** For all large answers that nobody has taken off yet. */
  bytes: number;
  /** As many are made at a time; how large one becomes is known only then. */
  together: number;
  /** An answer that has not been taken off for so long makes way for others, in milliseconds. */
  graceMs: number;
  /** How long others wait for room, in milliseconds. */
  patienceMs: number;
}

/** What one answer takes. */
export interface Place {
  /** It is made, and takes so many bytes until it is given back. */
  hold: (bytes: number) => void;
  /** A part of it was taken off. */
  goOn: () => void;
  giveBack: () => void;
}

interface Held {
  bytes: number;
  since: number;
  /** Ends the answer and gives its place back. */
  end: () => void;
}

const ROOM: Room = { bytes: 64 * 1024 * 1024, together: 4, graceMs: 20_000, patienceMs: 30_000 };

const tooBusy = (): XapiProblem =>
  new XapiProblem(503, 'too_busy', 'too many large answers are under way: try again', {
    headers: { 'Retry-After': '5' },
  });

/**
 * Bounds the memory of all large answers under way together: a few are made at a time, and none while those that are
 * made leave no room. Where it is used up, answers that nobody has taken off for a while make way: who asks and does not
 * read keeps nobody from being answered.
 */
export class AnswerBudget {
  /** Bytes taken at the moment. */
  taken = 0;
  private making = 0;
  private readonly room: Room;
  /** Those first that nobody has taken anything of for the longest. */
  private readonly held = new Set<Held>();
  private readonly waiting = new Set<() => void>();

  constructor(room: Partial<Room> = {}) {
    this.room = { ...ROOM, ...room };
  }

  /**
   * Waits until one more answer may be made.
   * @param makeWay ends the answer
   * @throws XapiProblem 503 when there is no room for long
   */
  async enter(makeWay: () => void): Promise<Place> {
    if (this.hasRoom() && this.waiting.size === 0) this.making += 1;
    else await this.waitForRoom();
    let isMaking = true;
    const made = (): void => {
      if (isMaking) this.making -= 1;
      isMaking = false;
    };
    const giveBack = (): void => {
      made();
      if (this.held.delete(own)) this.taken -= own.bytes;
      this.letIn();
    };
    const end = (): void => {
      makeWay();
      giveBack();
    };
    const own: Held = { bytes: 0, since: 0, end };
    const hold = (bytes: number): void => {
      made();
      Object.assign(own, { bytes, since: performance.now() });
      this.taken += bytes;
      this.held.add(own);
      this.letIn();
    };
    const goOn = (): void => {
      own.since = performance.now();
      if (this.held.delete(own)) this.held.add(own);
    };
    return { hold, goOn, giveBack };
  }

  private hasRoom(): boolean {
    return this.making < this.room.together && this.taken < this.room.bytes;
  }

  private letIn(): void {
    for (const enter of this.waiting) {
      if (!this.hasRoom()) return;
      enter();
    }
  }

  /** Ends answers that were not taken off in time, until there is room. */
  private clear(): void {
    const now = performance.now();
    for (const { since, end } of [...this.held]) {
      if (this.taken < this.room.bytes || now - since < this.room.graceMs) return;
      end();
    }
  }

  private waitForRoom(): Promise<void> {
    const { graceMs, patienceMs } = this.room;
    return new Promise((resolve, reject) => {
      const look = setInterval(() => this.clear(), graceMs / 4).unref();
      const patience = setTimeout(() => leave(() => reject(tooBusy())), patienceMs);
      const leave = (then: () => void): void => {
        clearInterval(look);
        clearTimeout(patience);
        this.waiting.delete(enter);
        then();
      };
      const enter = (): void => {
        this.making += 1;
        leave(resolve);
      };
      this.waiting.add(enter);
      this.clear();
    });
  }
}
