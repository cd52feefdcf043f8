import { randomUUID } from 'node:crypto';
import { keyDefinitionsByTenant, profileTerms } from '@chuyen-de/xapi';
import { openLrsRooms, type LrsRooms } from './lrs-rooms.ts';
import { aStatement, statementsClient, type Statement } from './lrs-statement.ts';

const QUESTION = 'https://tool.example/questions/CD01-Q01@1';
const TOPIC = { id: 'https://tool.example/topics/CD01' };

const question = (words: Record<string, string>, key: string) => ({
  id: QUESTION,
  definition: {
    type: 'http://adlnet.gov/expapi/activities/cmi.interaction',
    name: words,
    interactionType: 'choice',
    correctResponsesPattern: [key],
  },
});

let rooms: LrsRooms;
beforeEach(async () => {
  rooms = await openLrsRooms();
});
afterEach(() => rooms.close());

const collection = (name: string) => rooms.connection.collection(name);
const mended = async (): Promise<unknown[]> =>
  collection('statements')
    .find({}, { projection: { json: 1, result: 1, others: 1, trial: 1 } })
    .sort({ position: 1 })
    .toArray();
const definitions = async () => collection('activityDefinitions').find({}).sort({ _id: 1 }).toArray();

/** Makes of what this release stored what an older one had: definitions in common, and no field that it did not know. */
async function age(change: Record<string, (statement: Statement) => Statement> = {}): Promise<void> {
  await collection('activityDefinitions').deleteMany({});
  await collection('recordStoreChanges').deleteMany({});
  const shared = { definition: JSON.stringify({ name: { vi: 'của trường khác' } }), revision: 3 };
  await collection('activities').insertOne({ _id: QUESTION as never, ...shared });
  await collection('statements').updateMany({}, { $unset: { others: 1, trial: 1 } });
  for (const [id, older] of Object.entries(change)) {
    const stored = await collection('statements').findOne({ _id: id as never });
    const statement = older(JSON.parse(stored!['json'] as string) as Statement);
    const result = {
      ...(stored!['result'] as object),
      response: (statement['result'] as Statement)['response'],
    };
    const set = { json: JSON.stringify(statement), result };
    await collection('statements').updateOne({ _id: id as never }, { $set: set });
  }
}

const told = (result: Record<string, unknown>) => (statement: Statement) => ({ ...statement, result });

it('gives each tenant the definitions that its own statements tell, the newest words first', async () => {
  const [north, south, mute] = await Promise.all([
    rooms.credential(['all'], { platforms: ['north'] }),
    rooms.credential(['all'], { platforms: ['south'] }),
    rooms.credential(['statements/write'], { platforms: ['north'] }),
  ]);
  const tell = (authorization: string, object: object) =>
    statementsClient(rooms, { authorization }).store(aStatement({ object }));
  await tell(north, question({ vi: 'cũ', en: 'old' }, 'a'));
  await tell(south, question({ vi: 'nam' }, 'c'));
  await tell(north, question({ vi: 'mới' }, 'b'));
  await tell(mute, question({ vi: 'không được nói' }, 'x'));
  const expected = await definitions();
  await age();

  await keyDefinitionsByTenant(rooms);
  const shown = (documents: object[]) =>
    documents.map((each) => ({
      ...each,
      revision: 0,
      definition: JSON.parse((each as { definition: string }).definition) as object,
    }));
  expect(shown(await definitions())).toEqual(shown(expected));
  const activity = async (authorization: string) =>
    (await rooms.call('/activities', { query: { activityId: QUESTION }, authorization })).json();
  expect(await activity(north)).toMatchObject(question({ vi: 'mới', en: 'old' }, 'b'));
  expect(await activity(south)).toMatchObject(question({ vi: 'nam' }, 'c'));
  const names = (await rooms.connection.listCollections()).map(({ name }) => name);
  expect(names).not.toContain('activities');
});

it('mends what the tool itself told wrong, leaves what others told, and does both once', async () => {
  const result = { response: 'a[,]c', score: { scaled: 0.83, raw: 8.3, min: 0, max: 10 } };
  const wrong = { response: 'c[,]a', score: { ...result.score, scaled: 0.8300000000000001 } };
  const { trial } = profileTerms('https://tool.example').extensions;
  const within = { context: { contextActivities: { other: [TOPIC] }, extensions: { [trial]: true } } };
  const asked = { object: question({ vi: 'hỏi' }, 'a[,]c'), ...within };
  const [own, foreign] = [aStatement({ ...asked, result }), aStatement({ ...asked, result: wrong })];
  await rooms.records.store([own], { platform: 'north' });
  await statementsClient(rooms).store(foreign);
  const expected = await mended();
  expect(expected).toMatchObject([
    { result: { response: 'a[,]c', scaled: 0.83 }, others: [TOPIC.id], trial: true },
    { result: { response: 'a[,]c' }, others: [TOPIC.id], trial: true },
  ]);
  await age({ [own.id]: told(wrong), [foreign.id]: told(wrong) });

  await keyDefinitionsByTenant(rooms);
  expect(await mended()).toEqual(expected);
  expect(JSON.parse((await rooms.records.find({ id: foreign.id, voided: false }))!.json)).toMatchObject({
    result: { response: 'c[,]a' },
  });
  await age({ [own.id]: told(wrong) });
  await Promise.all([keyDefinitionsByTenant(rooms), keyDefinitionsByTenant(rooms)]);
  expect(await mended()).toEqual(expected);
});

it('loses nothing that is told while it works, in whatever order', async () => {
  const client = statementsClient(rooms);
  await client.store(
    ...Array.from({ length: 1_200 }, (_, i) => ({
      ...aStatement({ object: question({ vi: `lời ${i}`, en: `word ${i}` }, 'a') }),
      id: randomUUID(),
    })),
  );
  await age();
  const newer = client.store(aStatement({ object: question({ vi: 'mới nhất' }, 'b') }));
  await Promise.all([keyDefinitionsByTenant(rooms), newer]);
  const response = await rooms.call('/activities', { query: { activityId: QUESTION } });
  expect(await response.json()).toMatchObject(question({ vi: 'mới nhất', en: 'word 1199' }, 'b'));
});

it('does nothing in a new store, nor where a release before there were numbers has noted that it did', async () => {
  await keyDefinitionsByTenant(rooms);
  await statementsClient(rooms).store(aStatement({ object: question({ vi: 'hỏi' }, 'a') }));
  await collection('activityDefinitions').deleteMany({});
  await collection('recordStoreChanges').insertOne({ _id: 'definitions by tenant, trials' as never });
  await keyDefinitionsByTenant(rooms);
  expect(await definitions()).toEqual([]);
  const names = (await rooms.connection.listCollections()).map(({ name }) => name);
  expect(names).not.toContain('recordStoreChanges');
});
