import { randomUUID } from 'node:crypto';
import { useLrsRooms } from './lrs-rooms.ts';
import {
  activityOf,
  agentOf,
  aStatement,
  referenceTo,
  statementsClient,
  verbOf,
  voiding,
  type Statement,
} from './lrs-statement.ts';

const rooms = useLrsRooms();
const client = statementsClient(rooms);

const referring = (to: Statement, more: Record<string, unknown> = {}): Statement =>
  aStatement({ actor: agentOf('teacher'), verb: verbOf('marked'), object: referenceTo(to.id), ...more });

/** A statement of a verb of its own, so that a test finds what is its own. */
const told = () => {
  const verb = verbOf(`told-${randomUUID()}`);
  const statement = aStatement({ verb, actor: agentOf('hoa'), object: activityOf('essay') });
  return { statement, verb: verb.id };
};
const found = async (query: Record<string, string>): Promise<string[]> => (await client.idsOf(query)).sort();
const ids = (...statements: Statement[]): string[] => statements.map(({ id }) => id).sort();
const agent = (name: string): string => JSON.stringify(agentOf(name));

describe('statements that refer to others', () => {
  it('are found by what their target is found by, whichever arrives first', async () => {
    for (const first of ['target', 'reference', 'together']) {
      const { statement, verb } = told();
      const reference = referring(statement);
      const order = first === 'target' ? [statement, reference] : [reference, statement];
      if (first === 'together') await client.store(...order);
      else for (const each of order) await client.store(each);
      expect(await found({ verb })).toEqual(ids(statement, reference));
      expect(await found({ verb, agent: agent('hoa'), activity: activityOf('essay').id })).toEqual(
        ids(statement, reference),
      );
    }
  });

  it('are found along a chain of hundreds that come at once, as far as references are followed', async () => {
    const { statement, verb } = told();
    const chain = [statement];
    for (let link = 0; link < 600; link++) chain.push(referring(chain.at(-1)!));
    await client.store(...chain.reverse());
    expect(await found({ verb, limit: '0' })).toEqual(ids(...chain.slice(-33)));
  });

  it('are found through chains, in whatever order the links arrive', async () => {
    const orders = [
      [0, 1, 2, 3],
      [3, 2, 1, 0],
      [2, 0, 3, 1],
      [1, 3, 0, 2],
    ];
    for (const order of orders) {
      const { statement, verb } = told();
      const chain = [statement];
      for (let link = 0; link < 3; link++) chain.push(referring(chain.at(-1)!));
      for (const place of order) await client.store(chain[place]!);
      expect(await found({ verb })).toEqual(ids(...chain));
    }
  });

  it('are not found by a part of their own and a part of their target', async () => {
    const { statement, verb } = told();
    const reference = referring(statement);
    await client.store(statement, reference);
    expect(await found({ verb, agent: agent('teacher') })).toEqual([]);
    const registration = randomUUID();
    const own = referring(statement, { context: { registration } });
    await client.store(own);
    expect(await found({ verb, registration })).toEqual([]);
    expect(await found({ registration })).toEqual([own.id]);
  });

  it('are bounded by when they were stored themselves', async () => {
    const { statement, verb } = told();
    await client.store(statement);
    const since = rooms.clock.now().toISOString();
    rooms.clock.pass(1);
    const reference = referring(statement);
    await client.store(reference);
    expect(await found({ verb, since })).toEqual([reference.id]);
    expect(await found({ verb, until: since })).toEqual([statement.id]);
  });

  it('may go round in a circle', async () => {
    const [a, b] = [randomUUID(), randomUUID()];
    const verb = verbOf(`circle-${randomUUID()}`);
    await client.store(aStatement({ id: a, verb, object: referenceTo(b) }));
    await client.store(aStatement({ id: b, object: referenceTo(a) }));
    expect(await found({ verb: verb.id })).toEqual([a, b].sort());
  });
});

describe('voiding', () => {
  const statusOf = async (query: Record<string, string>): Promise<number> => (await client.get(query)).status;

  it.each(['the statement first', 'the voiding first', 'both together'])(
    'takes a statement away, %s',
    async (order) => {
      const { statement, verb } = told();
      const voids = voiding(statement.id);
      if (order === 'both together') await client.store(statement, voids);
      else {
        const both = order === 'the statement first' ? [statement, voids] : [voids, statement];
        for (const each of both) await client.store(each);
      }
      expect(await statusOf({ statementId: statement.id })).toBe(404);
      expect(await statusOf({ voidedStatementId: statement.id })).toBe(200);
      expect(await found({ verb })).toEqual([voids.id]);
    },
  );

  it('leaves what was not voided where it is', async () => {
    const { statement } = told();
    await client.store(statement);
    expect(await statusOf({ voidedStatementId: statement.id })).toBe(404);
    expect(await statusOf({ statementId: statement.id })).toBe(200);
  });

  it('cannot be undone by voiding the voiding statement, whichever arrives first', async () => {
    for (const late of [false, true]) {
      const { statement } = told();
      const voids = voiding(statement.id);
      const undoing = voiding(voids.id);
      const order = late ? [undoing, voids, statement] : [statement, voids, undoing];
      for (const each of order) await client.store(each);
      expect(await statusOf({ statementId: voids.id })).toBe(200);
      expect(await statusOf({ statementId: statement.id })).toBe(404);
    }
  });

  it('keeps references to the voided statement in what its filters find', async () => {
    const { statement, verb } = told();
    const reference = referring(statement);
    const voids = voiding(statement.id);
    for (const each of [statement, voids, reference]) await client.store(each);
    expect(await found({ verb })).toEqual(ids(voids, reference));
  });

  it('needs a reference to a statement', async () => {
    const response = await client.post(aStatement({ verb: { id: 'http://adlnet.gov/expapi/verbs/voided' } }));
    expect(response.status).toBe(400);
  });
});
