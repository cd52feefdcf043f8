import { XapiProblem } from '../http/problem.ts';

/** How many analyses are worked on. */
interface Bounds {
  /** At a time: each may take hundreds of megabytes, and they share one processor. */
  together: number;
  /** Of one credential or person: fewer than of all, so that nobody has everything. */
  ofOne: number;
  /** That wait, at the most. */
  waiting: number;
  /** How long one waits, in milliseconds. */
  patienceMs: number;
}

const BOUNDS: Bounds = { together: 3, ofOne: 2, waiting: 1_000, patienceMs: 60_000 };

/** Callers of whom it is remembered when they had their last turn. */
const MOST_REMEMBERED = 10_000;

const tooBusy = (): XapiProblem =>
  new XapiProblem(503, 'too_busy', 'too many analyses are under way: try again', {
    headers: { 'Retry-After': '10' },
  });

interface Waiting {
  key: string;
  begin: () => void;
}

/** Who has how many at work, and in which order they had their turns. */
function makeCallers() {
  const running = new Map<string, number>();
  const servedAt = new Map<string, number>();
  let turns = 0;
  return {
    running: (key: string): number => running.get(key) ?? 0,
    /** Whether the first of two comes before the second: has fewer at work, or had the last turn longer ago. */
    isBefore: (a: string, b: string): boolean => {
      const [ofA, ofB] = [running.get(a) ?? 0, running.get(b) ?? 0];
      return ofA === ofB ? (servedAt.get(a) ?? 0) < (servedAt.get(b) ?? 0) : ofA < ofB;
    },
    begin: (key: string): void => {
      running.set(key, (running.get(key) ?? 0) + 1);
      if (servedAt.size >= MOST_REMEMBERED) servedAt.clear();
      servedAt.set(key, (turns += 1));
    },
    end: (key: string): void => {
      const left = (running.get(key) ?? 1) - 1;
      if (left > 0) running.set(key, left);
      else running.delete(key);
    },
  };
}

/** Those that wait, and those that are worked on. */
function makeLine({ together, ofOne }: Pick<Bounds, 'together' | 'ofOne'>) {
  const callers = makeCallers();
  const waiting = new Set<Waiting>();
  let all = 0;

  function next(): Waiting | undefined {
    let found: Waiting | undefined;
    for (const one of waiting)
      if (callers.running(one.key) < ofOne && (!found || callers.isBefore(one.key, found.key))) found = one;
    return found;
  }

  function letIn(): void {
    while (all < together) {
      const one = next();
      if (!one) return;
      waiting.delete(one);
      all += 1;
      callers.begin(one.key);
      one.begin();
    }
  }

  return {
    length: (): number => waiting.size,
    join: (one: Waiting): void => {
      waiting.add(one);
      letIn();
    },
    leave: (one: Waiting): void => void waiting.delete(one),
    end: (key: string): void => {
      all -= 1;
      callers.end(key);
      letIn();
    },
  };
}

/**
 * Works on a few analyses at a time, callers having their turns: whoever asks a hundred things at once keeps nobody else
 * waiting for more than what is being worked on. Their time limit begins with their turn.
 */
export function makeAnalysisTurns(bounds: Partial<Bounds> = {}) {
  const { waiting: most, patienceMs, ...atWork } = { ...BOUNDS, ...bounds };
  const line = makeLine(atWork);

  function turnOf(key: string, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const settle = (then: () => void): void => {
        clearTimeout(patience);
        signal.removeEventListener('abort', leave);
        then();
      };
      const own: Waiting = { key, begin: () => settle(resolve) };
      // Also when the caller has gone, and there is nobody to tell.
      const leave = (): void => {
        line.leave(own);
        settle(() => reject(tooBusy()));
      };
      const patience = setTimeout(leave, patienceMs);
      signal.addEventListener('abort', leave);
      if (signal.aborted || line.length() >= most) leave();
      else line.join(own);
    });
  }

  /** @throws XapiProblem 503 when no turn comes for long */
  return async <T>(key: string, signal: AbortSignal, work: () => Promise<T>): Promise<T> => {
    await turnOf(key, signal);
    try {
      return await work();
    } finally {
      line.end(key);
    }
  };
}
