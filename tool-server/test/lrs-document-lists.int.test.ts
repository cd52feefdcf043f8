import { randomUUID } from 'node:crypto';
import { activityId, addresses, agent, clientOf, everyKind, FRESH, type Resource } from './lrs-document.ts';
import { useLrsRooms, type Call } from './lrs-rooms.ts';

const rooms = useLrsRooms();
afterEach(() => expect(rooms.faults).toEqual([]));

const documentOf = (resource: Resource, version: string, query?: Record<string, string>) =>
  clientOf(rooms, resource, version, query);

describe('lists of documents', () => {
  it.each(everyKind)(
    'names the documents of an owner at %s in %s, all or since a time',
    async (resource, version) => {
      const owner = { ...addresses[resource](), ...ownedBy(randomUUID(), resource) };
      const name = resource === '/activities/state' ? 'stateId' : 'profileId';
      const { [name]: _, ...list } = owner as Record<string, string>;
      const ids = async (more: Record<string, string> = {}) =>
        rooms.call(resource, { version, query: { ...list, ...more } });
      expect(await (await ids()).json()).toEqual([]);
      const times: string[] = [];
      for (const id of ['first', 'second', 'third']) {
        rooms.clock.pass(1);
        await documentOf(resource, version, { ...owner, [name]: id }).put(id, FRESH);
        times.push(rooms.clock.now().toISOString());
      }
      const response = await ids();
      expect(await response.json()).toEqual(['first', 'second', 'third']);
      expect(response.headers.get('etag')).toMatch(/^"[0-9a-f]{40}"$/);
      expect(response.headers.get('last-modified')).toBe(new Date(times[2]!).toUTCString());
      expect(await (await ids({ since: times[0]! })).json()).toEqual(['second', 'third']);
      expect(await (await ids({ since: times[2]! })).json()).toEqual([]);
      expect(
        (await rooms.call(resource, { version, method: 'DELETE', query: { ...list, since: times[0]! } }))
          .status,
      ).toBe(400);
    },
  );

  it('keeps the states of registrations apart, and deletes them together or one registration’s', async () => {
    const owner = { activityId: `${activityId}/${randomUUID()}`, agent: agent() };
    const [first, second] = [randomUUID(), randomUUID()];
    const put = (registration: Record<string, string>, stateId: string) =>
      documentOf('/activities/state', '2.0.0', { ...owner, ...registration, stateId }).put('x');
    await put({ registration: first }, 'a');
    await put({ registration: second }, 'a');
    await put({}, 'b');
    const ids = async (query: Record<string, string>) =>
      (await rooms.call('/activities/state', { query: { ...owner, ...query } })).json();
    expect(await ids({})).toEqual(['a', 'b']);
    expect(await ids({ registration: first.toUpperCase() })).toEqual(['a']);
    const remove = (query: Record<string, string>) =>
      rooms.call('/activities/state', { method: 'DELETE', query: { ...owner, ...query } });
    expect((await remove({ registration: first })).status).toBe(204);
    expect(await ids({ registration: first })).toEqual([]);
    expect(await ids({ registration: second })).toEqual(['a']);
    expect((await remove({})).status).toBe(204);
    expect(await ids({})).toEqual([]);
  });

  it('deletes no profiles together', async () => {
    for (const [resource, query] of [
      ['/activities/profile', { activityId }],
      ['/agents/profile', { agent: agent() }],
    ] as const)
      expect((await rooms.call(resource, { method: 'DELETE', query })).status).toBe(400);
  });
});

/** An owner that nothing else in these tests has. */
const ownedBy = (id: string, resource: Resource): Record<string, string> => ({
  ...(resource.startsWith('/activities') && { activityId: `${activityId}/${id}` }),
  ...(resource !== '/activities/profile' && { agent: agent(id) }),
});

describe('documents of platforms', () => {
  it('keeps each platform’s apart', async () => {
    const address = addresses['/activities/state']();
    const owners = await Promise.all([
      rooms.credential(['state'], { platforms: ['moodle'] }),
      rooms.credential(['state'], { platforms: ['canvas'] }),
      rooms.credential(['state']),
    ]);
    const state = (authorization: string, more: Call = {}) =>
      rooms.call('/activities/state', { query: address, authorization, ...more });
    await state(owners[0], { method: 'PUT', body: 'of moodle' });
    expect((await state(owners[1])).status).toBe(404);
    expect((await state(owners[2])).status).toBe(404);
    await state(owners[1], { method: 'PUT', body: 'of canvas' });
    expect(await (await state(owners[0])).text()).toBe('of moodle');
    expect((await state(owners[1], { method: 'DELETE' })).status).toBe(204);
    expect(await (await state(owners[0])).text()).toBe('of moodle');
  });
});
