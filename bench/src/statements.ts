import { until } from './until.ts';

/** Opened, started, thirty answers, submitted, completed, passed or failed. */
const STATEMENTS_PER_EXAM = 35;
const POLL_MS = 1_000;
/** What was stored in the same moment may have come after a page was made: so far back reading begins again. */
const OVERLAP_MS = 2_000;

export interface Statements {
  expected: number;
  stored: number;
  /** From the last submission until the last was stored; undefined: not all came. */
  seconds: number | undefined;
}

interface Page {
  statements: { id: string; stored: string }[];
  more: string;
}

const FIRST = '/xapi/statements?ascending=true&limit=500';

/** Reads the record store from the beginning on, as an analyst's program would. */
function makeReader(toolUrl: string, credentials: string) {
  const seen = new Set<string>();
  const headers = {
    Authorization: `Basic ${Buffer.from(credentials).toString('base64')}`,
    'X-Experience-API-Version': '1.0.3',
  };
  let next = FIRST;
  let lastStored = 0;

  async function readPage(): Promise<Page> {
    const reply = await fetch(`${toolUrl}${next}`, { headers });
    if (!reply.ok) throw new Error(`the record store answered ${reply.status}`);
    return (await reply.json()) as Page;
  }

  return {
    seen,
    lastStored: () => lastStored,

    /** Reads on until there is no more for now. */
    async readOn(): Promise<void> {
      for (;;) {
        const page = await readPage();
        for (const { id, stored } of page.statements) {
          seen.add(id);
          lastStored = Math.max(lastStored, Date.parse(stored));
        }
        next = page.more;
        if (next !== '') continue;
        const since = new Date(lastStored - OVERLAP_MS).toISOString();
        next = `${FIRST}&since=${encodeURIComponent(since)}`;
        return;
      }
    },
  };
}

/** Waits until the statements of all exams can be read from the record store. */
export async function awaitStatements(
  toolUrl: string,
  credentials: string,
  { exams, submittedAt }: { exams: number; submittedAt: number },
): Promise<Statements> {
  const reader = makeReader(toolUrl, credentials);
  const expected = exams * STATEMENTS_PER_EXAM;
  const complete = await until(async () => {
    await reader.readOn();
    return reader.seen.size >= expected;
  }, POLL_MS);
  return {
    expected,
    stored: reader.seen.size,
    seconds: complete ? Math.max(0, (reader.lastStored() - submittedAt) / 1000) : undefined,
  };
}
