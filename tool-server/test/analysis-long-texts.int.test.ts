import { openAnalysisStore, type AnalysisStore } from './analysis-store.ts';

let opened: AnalysisStore;
beforeAll(async () => {
  opened = await openAnalysisStore();
});
afterAll(() => opened.close());

/** As many as a block has at the most, and as many long ones as no document of the store could hold together. */
const [MANY, LONG] = [4_100, 7];
const TEXT = 'n'.repeat(2.5 * 1024 * 1024);
const VERB = 'https://verbs.example/tried';

const small = (n: number) => ({
  actor: { mbox: `mailto:an${n % 40}@example.vn` },
  verb: { id: VERB },
  object: { id: `https://activities.example/${n % 7}` },
});
/** Releases before took names of any length, and lists of activities are as long as a statement may be. */
const long = (n: number) => {
  const account = { homePage: 'https://lms.example', name: `${n}${TEXT}` };
  const grouping = Array.from({ length: 320 }, (_, i) => ({
    id: `https://activities.example/${n}/${i}/${TEXT.slice(0, 8_000)}`,
  }));
  return n % 2 === 0
    ? { ...small(n), actor: { account } }
    : { ...small(n), context: { contextActivities: { grouping } } };
};

it('texts of any part of a statement, however long, end up in blocks, and are counted', async () => {
  for (let n = 0; n < LONG; n++) await opened.store.store([long(n)]);
  for (let n = 0; n < MANY; n += 500)
    await opened.store.store(Array.from({ length: Math.min(500, MANY - n) }, (_, i) => small(n + i)));
  const analyst = await opened.withKey({ scopes: ['all/read'], identified: true });
  const counted = async () =>
    ((await (await analyst(`/ext/count?verb=${VERB}`)).json()) as { count: number }).count;
  expect(await counted()).toBe(LONG + MANY);
  // Made in the wake of that: long ones are cut and fill no block of their own, and what is left is not enough for one.
  while ((await opened.countBlocks()) === 0);
  expect(await opened.countBlocks()).toBe(1);
  expect(await counted()).toBe(LONG + MANY);
}, 120_000);
