import { DataDictionary, RecordsCount, SavedQueries } from '@chuyen-de/contracts';
import { anAnswer, EXAM, openAnalysisStore, type AnalysisStore } from './analysis-store.ts';

type Client = Awaited<ReturnType<AnalysisStore['withKey']>>;

let opened: AnalysisStore;
let analyst: Client;
beforeEach(async () => {
  opened = await openAnalysisStore();
  analyst = await opened.withKey();
});
afterEach(() => opened.close());

describe('exports', () => {
  it('writes CSV with a heading, escaped formulas and no names', async () => {
    await opened.store.store([
      anAnswer({ learner: '5', response: '=HYPERLINK("http://x")', right: false }),
      anAnswer({ learner: '6', response: 'viết cho an@truong.vn, "ngay"' }),
    ]);
    const response = await analyst('/ext/export?format=csv&bom=true');
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="statements.csv"');
    const bytes = Buffer.from(await response.arrayBuffer());
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const [heading, first, second] = bytes.subarray(3).toString('utf8').split('\r\n');
    const { columns } = DataDictionary.parse(await (await fetch(`${opened.base}/ext/dictionary`)).json());
    expect(heading).toBe(columns.map(({ name }) => name).join(','));
    expect(first).toContain(`,"'=HYPERLINK(""http://x"")",`);
    expect(second).toContain(',"viết cho ***, ""ngay""",');
    expect(second).toContain(',90,');
    expect(`${first}${second}`).not.toMatch(/an@truong|moodle\.example\|/);
  });

  it('goes on behind the last line that arrived, up to where it was to end', async () => {
    await opened.store.store(Array.from({ length: 30 }, (_, i) => anAnswer({ learner: `${i}` })));
    const whole = await analyst(`/ext/export?format=jsonl&about=${encodeURIComponent(EXAM)}`);
    const to = whole.headers.get('x-export-to')!;
    const lines = (await whole.text()).trim().split('\n');
    expect(lines).toHaveLength(30);
    await opened.store.store([anAnswer({ learner: 'later' })]);
    const { position } = JSON.parse(lines[11]!) as { position: string };
    const rest = await analyst(`/ext/export?format=jsonl&after=${position}&to=${encodeURIComponent(to)}`);
    expect((await rest.text()).trim().split('\n')).toEqual(lines.slice(12));
    const counted = await analyst(`/ext/count?to=${encodeURIComponent(to)}`);
    expect(RecordsCount.parse(await counted.json())).toEqual({ count: 30, to });
  });
});

describe('numbers of more digits than a double has', () => {
  it('stay as they were stored, in exports and in every format', async () => {
    const extensions = { 'https://x.example/n': '@' };
    const statement = { ...anAnswer({ learner: '1' }), result: { extensions } };
    const number = '12345678901234567890';
    const writer = await opened.withKey({ scopes: ['statements/write'] });
    const stored = await writer('/statements', {
      method: 'POST',
      body: JSON.stringify(statement).replace('"@"', number),
      headers: { 'content-type': 'application/json', 'x-experience-api-version': '1.0.3' },
    });
    expect(stored.status).toBe(200);
    for (const identified of [true, false]) {
      const analyst = await opened.withKey({ identified });
      expect(await (await analyst('/ext/export?format=jsonl')).text()).toContain(`:${number}`);
    }
    const reader = await opened.withKey({ scopes: ['statements/read'] });
    for (const format of ['exact', 'ids', 'canonical']) {
      const headers = { 'x-experience-api-version': '1.0.3' };
      const shown = await reader(`/statements?limit=1&format=${format}`, { headers });
      expect(await shown.text()).toContain(`:${number}`);
    }
  });
});

describe('saved queries', () => {
  it('are kept for who made them, until deleted', async () => {
    const saved = await analyst('/ext/saved-queries', {
      method: 'POST',
      body: JSON.stringify({ name: 'Kiểm tra cuối khóa', filter: { about: EXAM } }),
    });
    expect(saved.status).toBe(201);
    const list = async (client: Client) =>
      SavedQueries.parse(await (await client('/ext/saved-queries')).json()).queries;
    const [query] = await list(analyst);
    expect(query).toMatchObject({ name: 'Kiểm tra cuối khóa', filter: { about: EXAM } });
    const other = await opened.withKey();
    expect(await list(other)).toEqual([]);
    const address = `/ext/saved-queries?id=${query!.id}`;
    expect((await other(address, { method: 'DELETE' })).status).toBe(404);
    expect((await analyst(address, { method: 'DELETE' })).status).toBe(204);
    expect(await list(analyst)).toEqual([]);
  });
});
