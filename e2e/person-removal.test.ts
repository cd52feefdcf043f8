import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Db, Document } from 'mongodb';
import { restoreSchool, SCHOOL, withData } from './support/earlier-release.ts';
import { admin, tool } from './support/npm.ts';
import { matching } from './support/texts.ts';

jest.setTimeout(240_000);

const DAY_MS = 86_400_000;

/** The document as it would be had everything happened so many days earlier. */
function earlier(value: unknown, days: number): unknown {
  if (value instanceof Date) return new Date(value.getTime() - days * DAY_MS);
  if (Array.isArray(value)) return value.map((each) => earlier(each, days));
  if (value === null || typeof value !== 'object' || Object.getPrototypeOf(value) !== Object.prototype)
    return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, earlier(each, days)]));
}

const PERSONAL = ['attempts', 'grades', 'progress', 'statements', 'people', 'memberships'];

async function letDaysPass(db: Db, days: number): Promise<void> {
  for (const name of PERSONAL)
    for (const document of await db.collection(name).find().toArray())
      await db.collection(name).replaceOne({ _id: document._id }, earlier(document, days) as Document);
}

describe('commands that let data go for good', () => {
  let school: Awaited<ReturnType<typeof restoreSchool>>;
  let dumps = 0;
  beforeEach(async () => {
    school = await restoreSchool();
    // Brings the data up to date.
    const started = await tool({ ...SCHOOL, TMPDIR: school.folder, DATA_DIR: school.dataDir });
    started.kill('SIGTERM');
    await started.ended;
  });
  afterEach(() => school.remove());

  const command = (...words: string[]) =>
    admin(words, { ...SCHOOL, TMPDIR: school.folder, DATA_DIR: school.dataDir });
  const read = <T>(work: (db: Db) => Promise<T>) => withData(school.dataDir, work);

  /** How many documents there are in each collection, as a backup counts them. */
  async function counts(): Promise<Record<string, number>> {
    const folder = path.join(school.folder, `dump-${(dumps += 1)}`);
    expect((await command('dump', folder)).code).toBe(0);
    const manifest = JSON.parse(await readFile(path.join(folder, 'manifest.json'), 'utf8')) as {
      collections: { collection: string; documents: number }[];
    };
    return Object.fromEntries(
      manifest.collections.map(({ collection, documents }) => [collection, documents]),
    );
  }

  it('remove one person with all results, and nobody else, when they are told to', async () => {
    const listed = (await command('person', 'find', 'Lê')).said.split('\n');
    expect(listed).toHaveLength(3);
    const [id = ''] = listed.find((line) => line.includes('Bình'))?.split('\t') ?? [];
    const belongings = (db: Db) =>
      Promise.all(['attempts', 'grades'].map((name) => db.collection(name).countDocuments({ personId: id })));
    expect(await read(belongings)).toEqual([1, 1]);
    const before = await counts();

    const words = ['person', 'forget', id, '--remove', '--reason', 'a trial', '--only-this'];
    expect(await command(...words, '--dry-run')).toMatchObject({
      code: 0,
      said: matching(new RegExp(`^${id}\t`)),
    });
    expect(await counts()).toEqual(before);

    const gone = await command(...words);
    expect(gone).toMatchObject({ code: 0, said: matching(new RegExp(`^${id}\n`)) });
    expect(gone.last).toMatch(/\battempts 1\b/);
    expect(await read(belongings)).toEqual([0, 0]);
    expect((await command('person', 'find', 'Lê')).said.split('\n')).toHaveLength(2);
    const after = await counts();
    expect(after).toMatchObject({
      people: before['people']! - 1,
      attempts: before['attempts']! - 1,
      grades: before['grades']! - 1,
    });
    expect(after['statements']).toBeLessThan(before['statements']!);
    const event = await read((db) => db.collection('events').findOne({ 'subject.id': id }));
    expect(event).toMatchObject({ deed: 'person-removed', reason: 'a trial', by: 'administration' });
    expect(JSON.stringify(event)).not.toContain('Bình');

    const again = await command(...words);
    expect(again).toMatchObject({ code: 1, said: matching(new RegExp(`^nobody has the id ${id}`)) });
  });

  it('let go by retention what was counted, when it is applied and not before', async () => {
    await read((db) => letDaysPass(db, 400));
    const before = await counts();
    const words = [
      'retention',
      '--results',
      '365',
      '--reading',
      '365',
      '--statements',
      '365',
      '--names',
      '365',
    ];
    const dry = await command(...words);
    expect(dry.code).toBe(0);
    const numbers = (said: string, word: string): Record<string, number> => {
      const lines = said.matchAll(new RegExp(`^(\\w+)\t(\\d+) ${word}\tbefore`, 'gm'));
      return Object.fromEntries([...lines].map(([, kind = '', count]) => [kind, Number(count)]));
    };
    const would = numbers(dry.said, 'would go');
    expect(Object.keys(would)).toEqual(['results', 'reading', 'statements', 'names']);
    expect(would['statements']).toBe(before['statements']);
    for (const count of Object.values(would)) expect(count).toBeGreaterThan(0);
    expect(await counts()).toEqual(before);

    const applied = await command(...words, '--apply');
    expect(applied.code).toBe(0);
    expect(numbers(applied.said, 'gone')).toEqual(would);
    expect(await counts()).toMatchObject({ statements: 0, progress: 0, people: before['people'] });
    expect((await command('person', 'find', 'Lê')).said).toBe('');
    // An attempt that goes on is no result yet.
    const states = await read((db) => db.collection('attempts').distinct('state'));
    expect(states.filter((state) => state === 'closed' || state === 'marked')).toEqual([]);

    const again = await command(...words);
    expect(Object.values(numbers(again.said, 'would go'))).toEqual([0, 0, 0, 0]);
    const events = await read((db) => db.collection('events').find({ deed: 'retention-applied' }).toArray());
    expect(events).toHaveLength(1);
  });
});
