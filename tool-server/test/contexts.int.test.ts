import { Types } from 'mongoose';
import { makeClasses, makeCourses } from '../src/classes/index.ts';
import { keyContextsByDeployment } from '../src/migrations/contexts-by-deployment.ts';
import { makeOwedQueue, prepareModels, type Store } from '../src/storage/index.ts';
import { heldClock } from './exam-rooms.ts';
import { aLaunch } from './record-rooms.ts';
import { openPlace, type Place } from './whole-tool.ts';

let place: Place;
let store: Store;
beforeEach(async () => {
  place = await openPlace();
  ({ store } = place);
});
afterEach(() => place.remove());

type ReadMembers = Parameters<typeof makeClasses>[0]['readMembers'];

const noRoster: ReadMembers = () => {
  throw new Error('no roster here');
};

const openClasses = () => {
  const clock = heldClock();
  return makeClasses({
    connection: store.connection,
    clock,
    owedQueue: makeOwedQueue({ clock }),
    readMembers: noRoster,
  });
};

const all = (name: string) => store.connection.collection(name).find().sort({ _id: 1 }).toArray();

/** Stores a course, links, attempts and progress as they were before courses had deployments. */
async function storeOldForm(placed: Record<string, number>, contextId = '2') {
  const { connection } = store;
  const context = new Types.ObjectId();
  const old = connection.collection('contexts');
  if ((await connection.listCollections()).every(({ name }) => name !== 'contexts'))
    await connection.createCollection('contexts');
  await old.createIndexes([{ key: { platformId: 1, contextId: 1 }, unique: true }]);
  await old.insertOne({
    _id: context,
    platformId: 'p',
    contextId,
    title: 'Lớp A',
    membershipsUrl: 'https://lms/roster',
    rosterAt: new Date(),
  });
  const links: Record<string, string[]> = {};
  for (const [deploymentId, count] of Object.entries(placed))
    for (let number = 0; number < count; number++) {
      const linkId = `${contextId}-${number}`;
      const link = { _id: new Types.ObjectId(), platformId: 'p', deploymentId, linkId, context };
      await connection.collection('links').insertOne(link);
      const ids = { contextId: context.toHexString(), linkId: link._id.toHexString() };
      await connection.collection('attempts').insertOne({ ...ids, deploymentId });
      await connection.collection('progress').insertOne({ ...ids, deploymentId });
      (links[deploymentId] ??= []).push(ids.linkId);
    }
  await connection.collection('memberships').insertOne({ context, person: new Types.ObjectId() });
  return { context, links };
}

/** What belongs to which course, by deployment. */
async function coursesByDeployment() {
  const contexts = new Map((await all('contexts')).map((context) => [context._id.toString(), context]));
  const owner = (id: unknown) => contexts.get(String(id))?.['deploymentId'] as string | undefined;
  return {
    contexts: [...contexts.values()].map(({ deploymentId }) => deploymentId as string).sort(),
    links: (await all('links')).map((link) => [link['deploymentId'] as string, owner(link['context'])]),
    done: [...(await all('attempts')), ...(await all('progress'))].map((one) => [
      one['deploymentId'] as string,
      owner(one['contextId']),
    ]),
    memberships: (await all('memberships')).length,
  };
}

describe('courses', () => {
  it('of two deployments of one registration are two, though their ids are equal', async () => {
    const classes = openClasses();
    await prepareModels(classes.models);
    const context = { id: '2', title: 'Lớp' };
    const here = await classes.recordLaunch(aLaunch({ deploymentId: 'school-a', context }));
    const there = await classes.recordLaunch(aLaunch({ deploymentId: 'school-b', context }));
    const again = await classes.recordLaunch(aLaunch({ deploymentId: 'school-a', context }));
    expect(there.contextId).not.toBe(here.contextId);
    expect(there.linkId).not.toBe(here.linkId);
    expect(again.contextId).toBe(here.contextId);
  });

  it.each(['lop số 1 (dot', 'LỚP SO', 'sc-1'])('are found by “%s”', async (text) => {
    const classes = openClasses();
    await prepareModels(classes.models);
    for (const [id, title] of [
      ['1', 'Lớp số 1 (đợt 2)'],
      ['2', 'Trung cấp'],
    ] as const)
      await classes.recordLaunch(aLaunch({ context: { id, title, label: `sc-${id}` } }));
    const found = await makeCourses(store).search(text);
    expect(found.map(({ title }) => title)).toEqual(['Lớp số 1 (đợt 2)']);
  });
});

describe('courses as earlier releases stored them', () => {
  it('are given the deployment of their links', async () => {
    const { context } = await storeOldForm({ a: 2 });
    await keyContextsByDeployment(store.connection);
    expect(await all('contexts')).toMatchObject([{ _id: context, deploymentId: 'a', title: 'Lớp A' }]);
    expect((await all('contexts'))[0]).toHaveProperty('rosterAt');
    expect(await coursesByDeployment()).toMatchObject({ memberships: 1 });
  });

  it('are parted where schools shared one: the larger part stays, no roster stays with either', async () => {
    const { context } = await storeOldForm({ a: 1, b: 3, c: 1 });
    await keyContextsByDeployment(store.connection);
    const { contexts, links, done, memberships } = await coursesByDeployment();
    expect(contexts).toEqual(['a', 'b', 'c']);
    for (const [deployment, owner] of [...links, ...done]) expect(owner).toBe(deployment);
    expect(done).toHaveLength(10);
    expect(memberships).toBe(0);
    const kept = (await all('contexts')).find(({ _id }) => context.equals(_id));
    expect(kept).toMatchObject({ deploymentId: 'b' });
    expect(kept).not.toHaveProperty('rosterAt');
    expect(kept).not.toHaveProperty('membershipsUrl');
  });

  it('are the same after a second run, and after one that broke off', async () => {
    const { links } = await storeOldForm({ a: 1, b: 2 });
    await storeOldForm({ a: 1 }, '3');
    // As if the process had ended when a part of what was done had been moved, and no link yet.
    const contexts = store.connection.collection('contexts');
    await contexts.dropIndex('platformId_1_contextId_1');
    const own = await contexts.insertOne({ platformId: 'p', deploymentId: 'a', contextId: '2' });
    const moved = { $set: { contextId: own.insertedId.toHexString() } };
    await store.connection.collection('attempts').updateOne({ linkId: links['a']?.[0] }, moved);
    await keyContextsByDeployment(store.connection);
    const first = await coursesByDeployment();
    await keyContextsByDeployment(store.connection);
    expect(await coursesByDeployment()).toEqual(first);
    expect(first.contexts).toEqual(['a', 'a', 'b']);
    for (const [deployment, owner] of [...first.links, ...first.done]) expect(owner).toBe(deployment);
  });

  it('that no link belongs to go to the only deployment of their platform, or hold nothing to keep', async () => {
    await storeOldForm({});
    await store.connection.collection('deployments').insertOne({ platformId: 'p', deploymentId: 'only' });
    await keyContextsByDeployment(store.connection);
    expect((await coursesByDeployment()).contexts).toEqual(['only']);
    await storeOldForm({}, '4');
    await store.connection.collection('deployments').insertOne({ platformId: 'p', deploymentId: 'second' });
    await keyContextsByDeployment(store.connection);
    expect((await coursesByDeployment()).contexts).toEqual(['only']);
  });

  it('are entered by later launches, in the deployment that they come from', async () => {
    const { context } = await storeOldForm({ a: 1, b: 2 });
    await keyContextsByDeployment(store.connection);
    const classes = openClasses();
    await prepareModels(classes.models);
    const platform = { ...aLaunch().platform, id: 'p' };
    const launched = { platform, context: { id: '2' }, resourceLink: { id: '2-0' } };
    const kept = await classes.recordLaunch(aLaunch({ ...launched, deploymentId: 'b' }));
    const other = await classes.recordLaunch(aLaunch({ ...launched, deploymentId: 'a' }));
    expect(kept.contextId).toBe(context.toHexString());
    expect(other.contextId).not.toBe(kept.contextId);
    expect(await all('contexts')).toHaveLength(2);
    expect(await all('links')).toHaveLength(3);
  });

  it('of an installation without any are none', async () => {
    await keyContextsByDeployment(store.connection);
    expect(await all('contexts')).toEqual([]);
  });
});
