import { useLrsRooms, type LrsRooms } from './lrs-rooms.ts';
import { agentOf, aStatement, statementsClient, voiding, type StatementsClient } from './lrs-statement.ts';

const rooms = useLrsRooms();
const everything = statementsClient(rooms);

const clientOf = async (...more: Parameters<LrsRooms['credential']>): Promise<StatementsClient> =>
  statementsClient(rooms, { authorization: await rooms.credential(...more) });

describe('a credential that is bound to platforms', () => {
  let north: StatementsClient;
  let south: StatementsClient;
  let both: StatementsClient;
  const [ofNorth, ofSouth, ofNobody] = [aStatement(), aStatement(), aStatement()];
  beforeAll(async () => {
    north = await clientOf(['all'], { platforms: ['north'] });
    south = await clientOf(['all'], { platforms: ['south'] });
    both = await clientOf(['statements/read'], { platforms: ['north', 'south'] });
    await north.store(ofNorth);
    await south.store(ofSouth);
    await everything.store(ofNobody);
  });

  it('sees what belongs to them and nothing else, by id, by filter and without', async () => {
    const agent = JSON.stringify(agentOf('an'));
    for (const query of [{}, { agent }, { agent, related_agents: 'true' }] as Record<string, string>[]) {
      expect(await north.idsOf(query)).toEqual([ofNorth.id]);
      expect(await south.idsOf(query)).toEqual([ofSouth.id]);
      expect(await both.idsOf(query)).toEqual([ofSouth.id, ofNorth.id]);
    }
    expect((await north.get({ statementId: ofNorth.id })).status).toBe(200);
    for (const { id } of [ofSouth, ofNobody]) expect((await north.get({ statementId: id })).status).toBe(404);
    expect(await everything.idsOf({})).toEqual(expect.arrayContaining([ofNorth.id, ofSouth.id, ofNobody.id]));
  });

  it('reads through many pages of two platforms at once, each statement once', async () => {
    const told = Array.from({ length: 12 }, () => aStatement());
    for (const [i, statement] of told.entries()) await (i % 3 === 0 ? north : south).store(statement);
    const ids = told.map(({ id }) => id);
    const since = '2000-01-01T00:00:00Z';
    expect((await both.idsOf({ since, ascending: 'true', limit: '3' })).slice(-12)).toEqual(ids);
    expect((await both.idsOf({ limit: '5' })).slice(0, 12)).toEqual(ids.reverse());
  });

  it('voids nothing of another platform', async () => {
    const statement = aStatement();
    await south.store(statement);
    await north.store(voiding(statement.id));
    expect((await south.get({ statementId: statement.id })).status).toBe(200);
    await south.store(voiding(statement.id));
    expect((await south.get({ statementId: statement.id })).status).toBe(404);
    expect((await north.get({ voidedStatementId: statement.id })).status).toBe(404);
  });

  it('cannot take the id of a statement that it does not see', async () => {
    expect((await north.put(ofSouth.id, { ...ofSouth, result: { success: true } })).status).toBe(409);
  });
});

describe('scopes', () => {
  it('read/mine sees what its own authority vouches for, by id and by filter', async () => {
    const mine = await clientOf(['statements/write', 'statements/read/mine']);
    const other = await clientOf(['all']);
    const [own, foreign] = [aStatement(), aStatement()];
    await mine.store(own);
    await other.store(foreign);
    expect(await mine.idsOf({})).toEqual([own.id]);
    expect(await mine.idsOf({ agent: JSON.stringify(agentOf('an')) })).toEqual([own.id]);
    expect((await mine.get({ statementId: own.id })).status).toBe(200);
    expect((await mine.get({ statementId: foreign.id })).status).toBe(404);
  });

  it.each([
    ['statements/write', 200, 403],
    ['statements/read', 403, 200],
    ['all/read', 403, 200],
    ['state', 403, 403],
    ['profile', 403, 403],
    ['define', 403, 403],
    ['all', 200, 200],
  ] as const)('%s: writing answers %d, reading %d', async (scope, writing, reading) => {
    const client = await clientOf([scope]);
    expect((await client.post(aStatement())).status).toBe(writing);
    const { id, ...nameless } = aStatement();
    expect((await client.put(id, nameless)).status).toBe(writing === 200 ? 204 : writing);
    expect((await client.get({ limit: '1' })).status).toBe(reading);
    expect((await client.call({ method: 'HEAD', query: { limit: '1' } })).status).toBe(reading);
  });
});
