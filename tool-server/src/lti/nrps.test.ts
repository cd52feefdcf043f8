import { setImmediate as turn } from 'node:timers/promises';
import { makeNrps, type Member, type Nrps } from './nrps.ts';
import { readLongList, type LongList } from './long-list.rules.ts';
import type { CallService, FullServiceReply } from './service-calls.ts';

const page = (list: LongList | undefined): FullServiceReply => ({
  ...{ service: 'members', status: 200, form: 'json', message: '', headers: {}, body: {} },
  ...(list && { list }),
});
/** An LMS that answers with such a list. */
const listing =
  (list: LongList | undefined): CallService =>
  async (_call, use) => {
    await use?.(page(list));
    return page(list);
  };
/** An LMS that answers so. */
const answering = (body: unknown): CallService =>
  listing(readLongList(JSON.stringify(body), { member: 'members' })?.list);
const of = { platformId: 'moodle', membershipsUrl: 'https://lms.example/members' };
/** What is read of a roster, and whom it lists. */
async function readAll({ readMembers }: Nrps) {
  const members: Member[] = [];
  const result = await readMembers(of, (some) => void members.push(...some));
  return { ...result, members };
}
const people = (count: number) =>
  Array.from({ length: count }, (_, at) => ({
    user_id: String(at),
    roles: ['Learner'],
    name: `Person ${at}`,
  }));

describe('an entry of a roster', () => {
  it('has no part that nobody sees in its names, and is nobody where its id has one', async () => {
    const entries = [
      { user_id: 'a', name: '\u0000Lan\uD83D', email: 'lan\u0007@school.example' },
      { user_id: 'b\uD83D', name: 'Minh' },
    ];
    const nrps = makeNrps(answering({ members: entries }));
    const read = await readAll(nrps);
    expect(read).toMatchObject({
      members: [{ subject: 'a', name: { full: 'Lan\uFFFD' }, email: 'lan@school.example' }],
    });
    expect(read.members).toHaveLength(1);
  });

  it.each([{}, { user_id: null }, { user_id: '' }, { user_id: {} }, 'text', null])(
    'is nobody: %j',
    async (entry) => {
      const nrps = makeNrps(answering({ members: [entry, { user_id: 7 }] }));
      expect(await readAll(nrps)).toMatchObject({ members: [{ subject: '7' }] });
    },
  );
});

describe('a roster of one large page', () => {
  it('lets others have their turn while it is read', async () => {
    const state = { isRead: false };
    const nrps = makeNrps(answering({ members: people(20_000) }));
    const reading = readAll(nrps).finally(() => (state.isRead = true));
    let turns = 0;
    // What waits for the network has its turn as often as this.
    while (!state.isRead) {
      await turn();
      turns += 1;
    }
    expect(await reading).toMatchObject({ ok: true, members: { length: 20_000 } });
    expect(turns).toBeGreaterThanOrEqual(20);
  });

  it('is read as far as any course goes, and says that it goes on', async () => {
    const nrps = makeNrps(answering({ members: people(50_001) }));
    expect(await readAll(nrps)).toMatchObject({
      ok: true,
      members: { length: 50_000 },
      gap: { code: 'too_long' },
    });
  });

  it('is built no further than it is read', async () => {
    let built = 0;
    const slices = function* () {
      for (; built < 2_000_000; built += 200) yield Array<unknown>(200).fill({ user_id: undefined });
    };
    const nrps = makeNrps(listing({ length: 2_000_000, slices }));
    expect(await readAll(nrps)).toMatchObject({ ok: true, members: [], gap: { code: 'too_long' } });
    expect(built).toBeLessThanOrEqual(50_000);
  });

  it('asks for no more bytes than are parsed without holding others up', async () => {
    let mostBytes: number | undefined;
    const nrps = makeNrps(({ maxBytes }) => {
      mostBytes = maxBytes;
      return Promise.resolve({ ...page(undefined), status: 0, form: 'none', message: 'too long' });
    });
    expect(await readAll(nrps)).toEqual({ members: [], ok: false, status: 0, message: 'too long' });
    expect(mostBytes).toBe(8 * 1024 * 1024);
  });
});
