import fc from 'fast-check';
import { validStatement } from '../../xapi/test/statement-arbitrary.ts';
import { anyBytesSomewhere, anyValueSomewhere, forbidden } from '../../xapi/test/statement-mutations.ts';
import { useLrsRooms } from './lrs-rooms.ts';
import { statementsClient, type Statement } from './lrs-statement.ts';

/** How many statements are tried: 2,000, or as many as FUZZ_RUNS says. */
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 2000);
/** Requests under way at the same time. */
const AT_ONCE = 10;
const VERSIONS = ['1.0.3', '2.0.0'] as const;

type Version = (typeof VERSIONS)[number];

interface Attempt {
  version: Version;
  id: string;
  change: 'none' | 'forbidden' | 'value' | 'bytes';
  way: 'PUT' | 'POST' | 'list' | 'multipart';
  statement: Record<string, unknown>;
  /** What is sent as the statement. */
  bytes: Buffer;
}

const rooms = useLrsRooms();

const bytesOf = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));

const attempts: fc.Arbitrary<Attempt> = fc
  .record({
    version: fc.constantFrom(...VERSIONS),
    change: fc.constantFrom<Attempt['change'][]>('none', 'forbidden', 'value', 'bytes'),
    way: fc.constantFrom<Attempt['way'][]>('PUT', 'POST', 'list', 'multipart'),
  })
  .chain(({ version, change, way }) =>
    validStatement(version).chain((statement) => {
      const bytes = {
        none: () => fc.constant(bytesOf(statement)),
        forbidden: () => forbidden(statement).map((changed) => bytesOf(changed.statement)),
        value: () => anyValueSomewhere(statement).map(bytesOf),
        bytes: () => anyBytesSomewhere(bytesOf(statement)),
      }[change]();
      const id = statement['id'] as string;
      return bytes.map((sent): Attempt => ({ version, id, change, way, statement, bytes: sent }));
    }),
  );

/** A statement that is valid beside one that may not be: a list is stored as a whole or not at all. */
const WITNESS = {
  actor: { mbox: 'mailto:witness@example.vn' },
  verb: { id: 'urn:verb' },
  object: { id: 'urn:activity' },
};

function requestOf({ way, id, version, bytes }: Attempt, witness: string) {
  const common = { version, headers: { 'content-type': 'application/json' } };
  switch (way) {
    case 'PUT':
      return { ...common, method: 'PUT', query: { statementId: id }, body: bytes };
    case 'POST':
      return { ...common, method: 'POST', body: bytes };
    case 'list': {
      const first = JSON.stringify({ ...WITNESS, id: witness });
      return {
        ...common,
        method: 'POST',
        body: Buffer.concat([Buffer.from(`[${first},`), bytes, Buffer.from(']')]),
      };
    }
    case 'multipart': {
      const head = '--fuzz\r\nContent-Type: application/json\r\n\r\n';
      return {
        ...common,
        method: 'POST',
        headers: { 'content-type': 'multipart/mixed; boundary=fuzz' },
        body: Buffer.concat([Buffer.from(head), bytes, Buffer.from('\r\n--fuzz--\r\n')]),
      };
    }
  }
}

/** The statement under an id. */
async function storedUnder(id: string, version: Version): Promise<Statement | undefined> {
  const response = await rooms.call('/statements', { version, query: { statementId: id } });
  if (response.status === 404) return undefined;
  expect(response.status).toBe(200);
  return (await response.json()) as Statement;
}

it(
  `stores none of ${RUNS} statements that is not valid, and fails at none`,
  async () => {
    const statements = statementsClient(rooms);
    const stored = new Set<string>();
    const answers: Record<string, number> = {};

    const attempt = async (tried: Attempt): Promise<void> => {
      const witness = crypto.randomUUID();
      const response = await rooms.call('/statements', requestOf(tried, witness));
      const answer = await response.text();
      const outcome = `${tried.change} ${response.status}`;
      answers[outcome] = (answers[outcome] ?? 0) + 1;
      if (response.status === 400) {
        expect(tried.change).not.toBe('none');
        const { errors } = JSON.parse(answer) as { errors?: unknown };
        expect(errors ?? []).toBeInstanceOf(Array);
        expect(await storedUnder(tried.id, tried.version)).toBeUndefined();
        if (tried.way === 'list') expect(await storedUnder(witness, tried.version)).toBeUndefined();
        return;
      }
      expect([200, 204]).toContain(response.status);
      expect(tried.change).not.toBe('forbidden');
      const ids = response.status === 204 ? [tried.id] : (JSON.parse(answer) as string[]);
      for (const id of ids) stored.add(id.toLowerCase());
      if (tried.change !== 'none') return;
      const found = await storedUnder(tried.id, tried.version);
      const { verb, result } = tried.statement;
      expect({ verb: found?.['verb'], result: found?.['result'] }).toEqual({ verb, result });
    };

    const together = fc.array(attempts, { minLength: AT_ONCE, maxLength: AT_ONCE });
    await fc.assert(
      fc.asyncProperty(together, async (some) => {
        await Promise.all(some.map(attempt));
      }),
      { numRuns: Math.ceil(RUNS / AT_ONCE), endOnFailure: true },
    );
    console.log(answers);

    expect(rooms.faults).toEqual([]);
    const found = await statements.idsOf({ limit: '500' });
    expect(new Set(found.map((id) => id.toLowerCase()))).toEqual(stored);
  },
  4 * 3_600_000,
);
