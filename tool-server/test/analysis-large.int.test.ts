import { randomUUID } from 'node:crypto';
import { anAnswer, openAnalysisStore, type AnalysisStore } from './analysis-store.ts';

let opened: AnalysisStore;
beforeAll(async () => {
  opened = await openAnalysisStore();
});
afterAll(() => opened.close());

const LONG = 'x'.repeat(2.5 * 1024 * 1024);
const BOTH = [0, 1].map((n) => `https://moodle.example/course/view.php?id=9${n}`);

interface Listed {
  entries: { position: string; statement: { id: string } }[];
  next: string | null;
}

it('lists and files of large statements end or pause where there is no more room, and lack none', async () => {
  const told = Array.from({ length: 7 }, (_, n) => ({
    ...anAnswer({ learner: 'an', course: BOTH[n % 2]! }),
    id: randomUUID(),
    ...(n % 3 !== 1 && { result: { extensions: { 'https://e.example/long': LONG } } }),
  }));
  for (const statement of told) await opened.store.store([statement]);
  const ids = told.map(({ id }) => id);
  const everything = await opened.withKey({ scopes: ['all/read'], identified: true });
  // By no key of the index, and by several, whose lists are joined.
  const inCourses = opened.withAccess({ scopes: ['analysis/rows'], courses: BOTH, identified: true });

  for (const ask of [everything, inCourses]) {
    const listed: string[] = [];
    let pages = 0;
    for (let before: string | null = ''; before !== null; pages++) {
      const page = (await (await ask(`/ext/statements?limit=200&before=${before}`)).json()) as Listed;
      expect(JSON.stringify(page).length).toBeLessThan(5 * 1024 * 1024);
      listed.push(...page.entries.map(({ statement }) => statement.id));
      before = page.next;
    }
    expect(listed).toEqual([...ids].reverse());
    expect(pages).toBeGreaterThan(2);

    const file = await (await ask('/ext/export?format=jsonl')).text();
    const lines = file.trim().split('\n');
    expect(lines.map((line) => (JSON.parse(line) as Listed['entries'][0]).statement.id)).toEqual(ids);
    const table = await (await ask('/ext/export?format=csv&columns=id')).text();
    expect(table.trim().split('\n')).toHaveLength(1 + ids.length);
  }
}, 60_000);
