import { aStatement, openDeliveryRooms, type DeliveryRooms } from './delivery-rooms.ts';
import { HOSTILE_KINDS, NO_SUCH_HOST, startHostileHost, type HostileHost } from './hostile-host.ts';

let rooms: DeliveryRooms;
let hostile: HostileHost;
beforeEach(async () => {
  rooms = await openDeliveryRooms();
  hostile = await startHostileHost();
});
afterEach(async () => {
  await rooms.close();
  hostile.close();
});

const deliverTo = async (endpoint: string) => {
  await rooms.targets.add({ endpoint, key: 'key', secret: 'secret' });
  await rooms.tell([aStatement(), aStatement()]);
  await rooms.deliver();
  return (await rooms.targets.list())[0]!;
};

describe('statements for a record store elsewhere', () => {
  it.each(HOSTILE_KINDS)('wait, and their credentials go nowhere else, when it answers %s', async (kind) => {
    hostile.answer(kind);
    expect(await deliverTo(`${hostile.url}/xapi`)).toMatchObject({ waiting: 2, failed: 1, dead: 0 });
    expect(hostile.reachedInside()).toBe(0);
  });

  it('wait when its host has no address', async () => {
    expect(await deliverTo(`${NO_SUCH_HOST}/xapi`)).toMatchObject({ waiting: 2, failed: 1, dead: 0 });
  });
});
