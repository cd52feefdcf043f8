import path from 'node:path';
import type { Db } from 'mongodb';
import { openStore, restoreSchool, SCHOOL, withData } from './support/earlier-release.ts';
import { hangAfter } from './support/hanging-store.ts';
import { begin, tool } from './support/npm.ts';

jest.setTimeout(240_000);

/** What the log has of steps that are done. */
const stepsIn = (said: string): string[] =>
  [...said.matchAll(/brought up to date: ([^"]+)/g)].map(([, step = '']) => step);

/** What steps change, whatever ids were given, and whether anybody still holds the data. */
async function stateOf(db: Db) {
  const all = (name: string) => db.collection(name).find().sort({ _id: 1 }).toArray();
  const contexts = await all('contexts');
  const installation = await db.collection<{ _id: string }>('installations').findOne({ _id: 'tool' });
  const collections = (await db.listCollections().toArray()).map(({ name }) => name);
  return {
    format: (installation as { format?: number } | null)?.format,
    contexts: contexts.map(({ contextId, deploymentId }): unknown[] => [contextId, deploymentId]),
    links: (await all('links')).map(({ linkId, deploymentId, context }): unknown[] => [
      linkId,
      deploymentId,
      contexts.find(({ _id }) => _id.equals(context as never))?.['deploymentId'],
    ]),
    former: collections.filter((name) => name === 'activities'),
    content: await Promise.all(
      collections
        .filter((name) => /^(question|exam|programme|topic)/i.test(name))
        .sort()
        .map(async (name) => [name, await db.collection(name).countDocuments()] as const),
    ),
  };
}

describe('data of an earlier release', () => {
  let school: Awaited<ReturnType<typeof restoreSchool>>;
  beforeEach(async () => {
    school = await restoreSchool();
  });
  afterEach(() => school.remove());

  const stop = async (started: Awaited<ReturnType<typeof tool>>): Promise<void> => {
    started.kill('SIGTERM');
    await started.ended;
  };
  const start = (settings: Record<string, string>) =>
    tool({ ...SCHOOL, TMPDIR: school.folder, DATA_DIR: school.dataDir, ...settings });

  /** What an undisturbed start makes of the same data, and by which steps. */
  async function undisturbed() {
    const other = await restoreSchool();
    const running = await tool({ ...SCHOOL, TMPDIR: other.folder, DATA_DIR: other.dataDir });
    const steps = stepsIn(running.said());
    await stop(running);
    const state = await withData(other.dataDir, stateOf);
    await other.remove();
    expect(steps.length).toBeGreaterThan(1);
    expect(state).toMatchObject({ format: steps.length + 1, former: [] });
    return { state, steps };
  }

  it('is brought up to date once by two tools that start on it at the same time', async () => {
    const { state, steps } = await undisturbed();
    const store = await openStore(school.dataDir);
    const both = await Promise.all([1, 2].map(() => start({ MONGODB_URI: store.uri })));
    try {
      // Nobody does again what the other has done.
      expect(both.flatMap((each) => stepsIn(each.said())).sort()).toEqual([...steps].sort());
      for (const { url } of both) expect(url).toBe(SCHOOL.PUBLIC_URL);
      expect(await stateOf(store.db)).toEqual(state);
    } finally {
      await Promise.all(both.map(stop));
      await store.close();
    }
  });

  it.each([1, 2, 4])(
    'is brought up to date by the next start when kill -9 met the first within a step, after %d writes',
    async (writes) => {
      const { state, steps } = await undisturbed();
      const store = await openStore(school.dataDir);
      const dying = await hangAfter(path.join(school.dataDir, 'mongo.sock'), writes);
      const first = begin({ ...SCHOOL, TMPDIR: school.folder, MONGODB_URI: dying.uri });
      try {
        await dying.hung;
        first.child.kill('SIGKILL');
        expect((await first.ended).said).not.toContain('is ready');
        const installations = store.db.collection<{ _id: string }>('installations');
        const held = { format: { $ne: state.format }, 'lease.by': { $exists: true } };
        expect(await installations.countDocuments(held)).toBe(1);
        // The lease of who has died runs out.
        await installations.updateOne(held, { $set: { 'lease.until': new Date(0) } });
      } finally {
        dying.close();
        await store.close();
      }
      const next = await start({});
      expect(stepsIn(next.said()).at(-1)).toBe(steps.at(-1));
      await stop(next);
      expect(await withData(school.dataDir, stateOf)).toEqual(state);
    },
  );

  it('that the killed process itself held is brought up to date as well', async () => {
    const { state } = await undisturbed();
    const env = { ...SCHOOL, TMPDIR: school.folder, DATA_DIR: school.dataDir };
    const first = begin(env);
    // The first step is done, and the second has begun.
    first.child.stdout.on('data', () => {
      if (stepsIn(first.said()).length > 0) first.child.kill('SIGKILL');
    });
    expect((await first.ended).code).toBeNull();
    // Waits until the lease of who has died has run out, if it was still held.
    const next = await start({});
    await stop(next);
    expect(await withData(school.dataDir, stateOf)).toEqual(state);
  });
});
