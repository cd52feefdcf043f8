import { randomUUID } from 'node:crypto';
import type { Scope } from '@chuyen-de/xapi';
import { anAnswer, openAnalysisStore } from './analysis-store.ts';
import { useLrsRooms } from './lrs-rooms.ts';
import { agentOf, aStatement, statementsClient, verbOf, type Statement } from './lrs-statement.ts';

const QUESTION = 'https://tool.example/questions/CD01-Q01@1';
const DEFINED = 'http://adlnet.gov/expapi/activities/cmi.interaction';

/** A question with the right answer that a school says it has. */
const question = (school: string, key: string) => ({
  id: QUESTION,
  definition: {
    type: DEFINED,
    name: { vi: `Câu hỏi của ${school}` },
    interactionType: 'choice',
    correctResponsesPattern: [key],
    choices: ['a', 'b'].map((id) => ({ id })),
  },
});
/** The same question, of which nothing is told. */
const ASKED = { id: QUESTION };

const rooms = useLrsRooms();

async function who(scopes: Scope[], platforms?: string[]) {
  const authorization = await rooms.credential(scopes, platforms && { platforms });
  const client = statementsClient(rooms, { authorization });
  const get = async (resource: string, query: Record<string, string>): Promise<string> =>
    (await rooms.call(resource, { query, authorization })).text();
  return {
    ...client,
    authorization,
    /** Everything that this credential gets to read of the question, by every way that there is. */
    readAll: async (): Promise<string> => {
      const filters: Record<string, string>[] = [
        {},
        { activity: QUESTION },
        { related_activities: 'true', activity: QUESTION },
      ];
      const statements = ['exact', 'canonical', 'ids'].flatMap((format) =>
        filters.map((filter) => get('/statements', { ...filter, format, attachments: 'false' })),
      );
      const others = [
        get('/activities', { activityId: QUESTION }),
        get('/activities/profile', { activityId: QUESTION }),
        get('/agents', { agent: JSON.stringify(agentOf('an')) }),
      ];
      return (await Promise.all([...statements, ...others])).join('\n');
    },
    canonical: async (statementId: string): Promise<Statement> =>
      (await (await client.get({ statementId, format: 'canonical' })).json()) as Statement,
    activity: async () => JSON.parse(await get('/activities', { activityId: QUESTION })) as Statement,
  };
}

describe('definitions of activities', () => {
  it('are kept apart by tenant: none overwrites or reads another one’s', async () => {
    const north = await who(['all'], ['north']);
    const south = await who(['all'], ['south']);
    const everybody = await who(['all']);
    const [ofNorth, asked, ofSouth, ofNobody] = [
      aStatement({ object: question('north', 'a') }),
      aStatement({ object: ASKED, context: { contextActivities: { other: [ASKED] } } }),
      aStatement({ object: question('south', 'b') }),
      aStatement({ object: ASKED }),
    ];
    await north.store(ofNorth, asked);
    await south.store(ofSouth);
    await everybody.store(ofNobody);

    const [toNorth, toSouth] = [await north.readAll(), await south.readAll()];
    expect(toNorth).toContain('Câu hỏi của north');
    expect(toNorth).not.toContain('Câu hỏi của south');
    expect(toSouth).toContain('Câu hỏi của south');
    expect(toSouth).not.toContain('Câu hỏi của north');
    expect(await north.activity()).toMatchObject(question('north', 'a'));
    expect(await south.activity()).toMatchObject(question('south', 'b'));
    expect(await north.canonical(asked.id)).toMatchObject({
      object: question('north', 'a'),
      context: { contextActivities: { other: [question('north', 'a')] } },
    });
    // Who sees all tenants sees each one's statements as that tenant describes them.
    expect(await everybody.canonical(ofSouth.id)).toMatchObject({ object: question('south', 'b') });
    expect(await everybody.canonical(ofNorth.id)).toMatchObject({ object: question('north', 'a') });
    expect((await everybody.canonical(ofNobody.id))['object']).not.toHaveProperty('definition');
    expect(await everybody.activity()).toMatchObject(question('north', 'a'));
    await everybody.store(aStatement({ object: question('all', 'a') }));
    expect(await everybody.activity()).toMatchObject(question('all', 'a'));
    expect(await north.readAll()).not.toContain('Câu hỏi của all');
  });

  it('come to a reader of several tenants from each statement’s own', async () => {
    const both = await who(['statements/read'], ['south', 'north']);
    expect(await both.activity()).toMatchObject(question('south', 'b'));
    expect(await (await who(['statements/read'], ['west'])).activity()).toEqual({
      objectType: 'Activity',
      id: QUESTION,
    });
  });

  it('show no right answer to what a learner’s device is given, but one that it told itself', async () => {
    const staff = await who(['all'], ['school']);
    const learner = await who(
      ['statements/write', 'statements/read/mine', 'state', 'profile', 'define'],
      ['school'],
    );
    await staff.store(aStatement({ object: question('school', 'a') }));
    const own = aStatement({ object: ASKED, context: { contextActivities: { parent: [ASKED] } } });
    await learner.store(own);
    expect(await learner.canonical(own.id)).toMatchObject({ object: { definition: { type: DEFINED } } });
    expect(await learner.readAll()).not.toContain('correctResponsesPattern');
    const told = aStatement({ object: question('school', 'guess') });
    await learner.store(told);
    const { object } = await learner.canonical(told.id);
    expect(object).toMatchObject({ definition: { correctResponsesPattern: ['guess'] } });
  });
});

it('names of people come from statements that the credential may read', async () => {
  const agent = JSON.stringify(agentOf('named'));
  const named = aStatement({ actor: { ...agentOf('named'), name: 'Trần Thị Ẩn' } });
  await (await who(['all'], ['east'])).store(named);
  const namesTo = async (scopes: Scope[], platforms: string[]) =>
    (await (
      await rooms.call('/agents', {
        query: { agent },
        authorization: await rooms.credential(scopes, { platforms }),
      })
    ).json()) as object;
  expect(await namesTo(['statements/read'], ['east'])).toHaveProperty('name', ['Trần Thị Ẩn']);
  expect(await namesTo(['statements/read'], ['west'])).not.toHaveProperty('name');
  expect(await namesTo(['statements/read/mine', 'profile'], ['east'])).not.toHaveProperty('name');
});

describe('documents', () => {
  const activityId = QUESTION;
  const agent = JSON.stringify(agentOf('an'));
  it.each([
    ['/activities/state', { activityId, agent, stateId: 's' }],
    ['/activities/profile', { activityId, profileId: 'p' }],
    ['/agents/profile', { agent, profileId: 'p' }],
  ])('of %s are kept apart by tenant', async (resource, query) => {
    const [north, south] = [await who(['all'], ['north']), await who(['all'], ['south'])];
    const call = ({ authorization }: { authorization: string }, method: string, body?: string) =>
      rooms.call(resource, {
        method,
        query,
        authorization,
        version: '2.0.0',
        ...(body && { body }),
        headers: { 'content-type': 'text/plain' },
      });
    expect((await call(north, 'PUT', 'of the north')).status).toBe(204);
    expect((await call(south, 'GET')).status).toBe(404);
    expect((await call(south, 'PUT', 'of the south')).status).toBe(204);
    expect(await (await call(north, 'GET')).text()).toBe('of the north');
    expect((await call(south, 'DELETE')).status).toBe(204);
    expect((await call(north, 'GET')).status).toBe(200);
  });
});

it('names and keys beside figures are those of the analyst’s own tenants', async () => {
  const opened = await openAnalysisStore({ smallCell: 0 });
  try {
    await opened.store.store([anAnswer({ learner: '1' })], { platform: 'north' });
    const stolen = { ...anAnswer({ learner: '2' }), id: randomUUID() } as Record<string, unknown>;
    await opened.store.store([{ ...stolen, object: question('south', 'b') }], { platform: 'south' });
    await opened.store.store([{ ...stolen, id: randomUUID(), verb: verbOf('x'), object: ASKED }], {
      platform: 'west',
    });
    const knownTo = async (platforms: string[]): Promise<unknown> => {
      const client = opened.withAccess({ platforms });
      const body = JSON.stringify({ groupBy: ['activity'] });
      const answer = await client('/ext/aggregate', { method: 'POST', body });
      return ((await answer.json()) as { activities: Record<string, unknown> }).activities[QUESTION];
    };
    expect(await knownTo(['north'])).toMatchObject({ correct: ['a'], name: { vi: 'Lời dẫn CD01-Q01@1' } });
    expect(await knownTo(['south'])).toMatchObject({ correct: ['b'], name: { vi: 'Câu hỏi của south' } });
    expect(await knownTo(['west'])).toBeUndefined();
  } finally {
    await opened.close();
  }
});
