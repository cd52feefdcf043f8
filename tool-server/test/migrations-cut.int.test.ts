import { Types } from 'mongoose';
import { installationModel } from '../src/installation/index.ts';
import { bringUpToDate } from '../src/migrations/index.ts';
import { workUntilCut } from './cut-connection.ts';
import { heldClock, type HeldClock } from './exam-rooms.ts';
import { openPlace, quietLogger, type Place } from './whole-tool.ts';

/** More than a lease takes. */
const A_WHILE = 1;

let place: Place;
let clock: HeldClock;
beforeEach(async () => {
  place = await openPlace();
  clock = heldClock();
});
afterEach(() => place.remove());

const deps = () => ({ connection: place.store.connection, clock, logger: quietLogger });
const installation = () => installationModel(place.store.connection).findById('tool').lean();
const collection = (name: string) => place.store.connection.collection(name);
const all = (name: string) => collection(name).find({}).sort({ _id: 1 }).toArray();

const CLOSED_AT = new Date('2026-03-02T08:20:00Z');
const SETTLED_AT = new Date('2026-03-02T08:50:00Z');
/** What an attempt has once it is marked. */
const MARKS = ['state', 'score', 'settledAt', 'results'];
/** Questions of a paper; the last one is lost. */
const ASKED = [
  { type: 'single-choice', key: ['a'] },
  { type: 'multiple-choice', key: ['a', 'c'], scoring: 'per-option' },
  { type: 'single-choice', key: ['b'] },
];

/** A course that two schools shared, and definitions of all LMSs together, as the first numbered release had them. */
async function storeFirstForm(): Promise<void> {
  const { connection } = place.store;
  await connection.dropDatabase();
  clock.reset();
  for (const name of ['contexts', 'links', 'attempts', 'progress', 'memberships', 'activities'])
    await connection.createCollection(name);
  await collection('contexts').createIndexes([{ key: { platformId: 1, contextId: 1 }, unique: true }]);
  const context = new Types.ObjectId();
  await collection('contexts').insertOne({ _id: context, platformId: 'p', contextId: '2', title: 'Lớp A' });
  for (const [linkId, deploymentId] of ['a', 'b', 'b'].entries()) {
    const link = {
      _id: new Types.ObjectId(),
      platformId: 'p',
      deploymentId,
      linkId: String(linkId),
      context,
    };
    await collection('links').insertOne(link);
    const done = { contextId: context.toHexString(), linkId: link._id.toHexString(), deploymentId };
    await collection('attempts').insertOne({
      ...done,
      _id: `attempt-${linkId}` as never,
      change: 0,
      state: linkId === 2 ? 'open' : 'closed',
      paper: ASKED.map(({ type }, index) => ({
        ...{ slot: index + 1, question: `Q-${index}`, revision: 2, type },
      })),
      answers: { 1: { seq: 1, selected: ['a'] }, 2: { seq: 2, selected: ['a'] } },
      ...(linkId !== 2 && {
        closedAt: CLOSED_AT,
        score: { given: 1.5, maximum: 3 },
        ...(linkId === 1 && { settledAt: SETTLED_AT }),
      }),
    });
    await collection('progress').insertOne({ ...done });
  }
  await collection('questions').insertMany(
    ASKED.slice(0, -1).map((question, index) => ({ ...question, _id: `Q-${index}@2` as never })),
  );
  await collection('memberships').insertOne({ context, person: new Types.ObjectId() });
  await collection('activities').insertOne({ _id: 'https://tool/q' as never, definition: '{}', revision: 1 });
  const questions = ['CD01-1', 'CD01-2', 'CD02-1'].map((code) => {
    const of = { topic: code.slice(0, 4), level: 'recall', type: 'single-choice', options: ['a', 'b'] };
    return { code, revision: 2, ...of };
  });
  for (const code of ['A', 'B'])
    await collection('programmes').insertOne({
      _id: code as never,
      questions: questions.map((question) => ({ ...question, code: `${code}-${question.code}` })),
    });
  await collection('installations').insertOne({ _id: 'tool' as never, publicUrl: 'https://tool', format: 1 });
}

/** What belongs to whose course, and what else there is, whatever ids were given. */
async function stateOfAll() {
  const { connection } = place.store;
  const contexts = new Map(
    (await all('contexts')).map((each) => [String(each._id), each['deploymentId'] as unknown]),
  );
  // Empty ones come with the models of a connection, whenever those are ready.
  const filled: string[] = [];
  for (const { name } of await connection.listCollections())
    if ((await collection(name).findOne({})) !== null) filled.push(name);
  const owned = async (name: string, field: string) =>
    (await all(name)).map((each) => [each['deploymentId'] as unknown, contexts.get(String(each[field]))]);
  return {
    contexts: [...contexts.values()].sort(),
    owned: [
      ...(await owned('links', 'context')),
      ...(await owned('attempts', 'contextId')),
      ...(await owned('progress', 'contextId')),
    ],
    answers: (await all('attempts')).map(({ answers }) => answers as unknown),
    marks: (await all('attempts')).map((attempt) =>
      Object.fromEntries(MARKS.map((field) => [field, attempt[field] as unknown])),
    ),
    memberships: await all('memberships'),
    programmes: await all('programmes'),
    questionsInForce: await all('questionsInForce'),
    banks: await all('banks'),
    format: (await installation())?.format,
    collections: filled.sort(),
    indexes: Object.keys(await collection('contexts').indexInformation()),
  };
}

it('data that was left in the middle, after whichever write, is brought up to date by the next start', async () => {
  await storeFirstForm();
  await bringUpToDate(deps());
  const expected = await stateOfAll();
  for (const answers of expected.answers)
    expect(answers).toEqual({
      1: { seq: 1, response: { type: 'single-choice', selected: ['a'] } },
      2: { seq: 2, response: { type: 'multiple-choice', selected: ['a'] } },
    });
  expect(expected).toMatchObject({ contexts: ['a', 'b'], memberships: [], format: 11 });
  const marked = (markedAt: Date) => ({
    state: 'marked',
    score: { given: 1.5, maximum: 3 },
    settledAt: markedAt,
    results: {
      1: { fraction: 1, points: 1, maximum: 1, by: 'rule', markedAt },
      2: { fraction: 0.5, points: 0.5, maximum: 1, by: 'rule', markedAt },
    },
  });
  expect(expected.marks).toEqual([marked(CLOSED_AT), marked(SETTLED_AT), { state: 'open' }]);
  expect(expected.questionsInForce).toHaveLength(6);
  expect(expected.programmes[0]).toEqual({
    _id: 'A',
    owner: { kind: 'installation' },
    edition: {
      bank: 'A',
      number: 1,
      voided: [],
      cells: [
        { topic: 'CD01', level: 'recall', count: 2, since: 1 },
        { topic: 'CD02', level: 'recall', count: 1, since: 1 },
      ],
    },
  });
  for (const [deployment, owner] of expected.owned) expect(owner).toBe(deployment);

  let cuts = 0;
  for (let writes = 1; ; writes++) {
    await storeFirstForm();
    const wasCut = await workUntilCut(place.store.connection, writes, (connection) =>
      bringUpToDate({ ...deps(), connection }),
    );
    if (!wasCut) break;
    cuts += 1;
    clock.pass(A_WHILE);
    await bringUpToDate(deps());
    expect(await stateOfAll()).toEqual(expected);
  }
  expect(cuts).toBeGreaterThan(10);
}, 120_000);
