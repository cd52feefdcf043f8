import type { TopicPage } from '@chuyen-de/contracts';
import { answerRequests, api, http, json } from '../../../test/api.ts';
import { unsentStudy } from '../../lib/unsent-study.ts';
import { findTopic, keepTopic, noteUnsent, sendUnsent, type UnsentReport } from './kept-study.ts';

answerRequests();

const progress = { read: ['s1'], materials: [], seconds: 0, startedAt: null, completedAt: null, revision: 1 };
const aPage = (code: string) =>
  ({ code, sections: ['s1', 's2', 's3'].map((id) => ({ id })), progress }) as unknown as TopicPage;
const aReport = (over: Partial<UnsentReport> = {}): UnsentReport => ({
  ...{ key: 'k1', page: 'gone', person: 'person-1', code: 'CD01', revision: 1, at: Date.now() },
  ...{ read: ['s3'], seconds: 5 },
  ...over,
});

const problem = (status: number) => new Response(JSON.stringify({ code: 'section_not_found' }), { status });

/** The server: collects what it is told, or answers with a status. */
function server(status = 200) {
  const told: unknown[] = [];
  api.use(
    http.post('/api/topics/:code/progress', async ({ request }) => {
      told.push(await request.json());
      return status === 200 ? json(progress) : problem(status);
    }),
  );
  return told;
}

afterEach(async () => {
  server(404);
  await sendUnsent('person-1');
  await sendUnsent('person-2');
});

describe('topics kept on the device', () => {
  it('come back to their reader alone, with what was read since', async () => {
    await keepTopic(aPage('CD01'), 'person-1', 'vi', 1_000);
    await noteUnsent(aReport());
    expect(await findTopic('CD01', 'person-1', 'vi')).toMatchObject({
      keptAt: '1970-01-01T00:00:01.000Z',
      progress: { read: ['s1', 's3'] },
    });
    expect(await findTopic('CD01', 'person-2', 'vi')).toBeUndefined();
    expect(await findTopic('CD01', 'person-1', 'en')).toBeUndefined();
  });

  it('go when somebody else reads on the device, and the oldest when there are many', async () => {
    await keepTopic(aPage('CD01'), 'person-1', 'vi', 1);
    for (let number = 0; number < 30; number += 1)
      await keepTopic(aPage(`T${number}`), 'person-1', 'vi', 2 + number);
    expect(await findTopic('CD01', 'person-1', 'vi')).toBeUndefined();
    expect(await findTopic('T0', 'person-1', 'vi')).toBeDefined();
    await keepTopic(aPage('CD01'), 'person-2', 'vi');
    expect(await findTopic('T0', 'person-1', 'vi')).toBeUndefined();
  });
});

describe('what was studied without network', () => {
  it('is told once, for whoever studied', async () => {
    await noteUnsent(aReport());
    await noteUnsent(aReport({ key: 'k2', person: 'person-2', code: 'CD02' }));
    expect(unsentStudy.get()).toBe('yes');
    const told = server();
    expect(await sendUnsent('person-1')).toEqual(['CD01']);
    expect(await sendUnsent('person-1')).toEqual([]);
    expect(told).toEqual([{ read: ['s3'], seconds: 5, revision: 1 }]);
    expect(await sendUnsent('person-2')).toEqual(['CD02']);
    expect(unsentStudy.get()).toBeUndefined();
  });

  it.each([
    ['waits as long as the server is down', 503, ['CD01']],
    ['waits for a link that opens its topic', 403, ['CD01']],
    ['goes when it is refused for good', 404, []],
  ])('%s', async (_what, status, later) => {
    await noteUnsent(aReport());
    server(status);
    expect(await sendUnsent('person-1')).toEqual([]);
    server();
    expect(await sendUnsent('person-1')).toEqual(later);
  });

  it('goes after two months', async () => {
    await noteUnsent(aReport());
    const told = server(503);
    expect(await sendUnsent('person-1', Date.now() + 61 * 24 * 3_600_000)).toEqual([]);
    server();
    expect(await sendUnsent('person-1')).toEqual([]);
    expect(told).toHaveLength(1);
  });
});
