import { VERBS, type XapiStatement } from '@chuyen-de/xapi';
import { aStatement, openDeliveryRooms, type DeliveryRooms } from './delivery-rooms.ts';

let here: DeliveryRooms;
let there: DeliveryRooms;
beforeEach(async () => {
  [here, there] = await Promise.all([openDeliveryRooms(), openDeliveryRooms()]);
});
afterEach(() => Promise.all([here.close(), there.close()]));

async function tellTo(from: DeliveryRooms, to: DeliveryRooms, version: '1.0.3' | '2.0.0' = '1.0.3') {
  const credentials = await to.records.credentials.create({ scopes: ['all'] });
  await from.targets.add({ endpoint: to.endpoint, ...credentials, version });
}

const kept = async (rooms: DeliveryRooms): Promise<XapiStatement[]> =>
  (await rooms.records.readForward({ limit: 1_000 })).map(({ json }) => JSON.parse(json) as XapiStatement);
const idsIn = async (rooms: DeliveryRooms) => (await kept(rooms)).map(({ id }) => id);

const voidingOf = ({ id }: XapiStatement): XapiStatement =>
  aStatement({
    verb: { id: 'http://adlnet.gov/expapi/verbs/voided', display: { en: 'voided' } },
    object: { objectType: 'StatementRef', id } as never,
  });

describe.each(['1.0.3', '2.0.0'] as const)('delivery to an installation of ours in %s', (version) => {
  it('brings what was told, voiding included, with whom the credential vouches for', async () => {
    await tellTo(here, there, version);
    const first = aStatement({ result: { score: { raw: 0, scaled: 0.5 }, duration: 'PT1.5S' } });
    const told = await here.tell([first, aStatement({ verb: VERBS.passed }), voidingOf(first)]);
    await here.deliver();
    await there.settle(told);
    expect(await idsIn(there)).toEqual(told);
    const { stored: _, authority, ...own } = (await kept(there))[0]! as never as Record<string, unknown>;
    expect(own).toEqual({ ...first, version: '1.0.3' });
    expect(authority).not.toEqual(((await kept(here))[0] as never as { authority: object }).authority);
    expect(await there.records.find({ id: first.id, voided: false })).toBeUndefined();
    expect(await here.targets.list()).toMatchObject([{ waiting: 0, sent: 3, dead: 0 }]);
  });
});

describe('two installations that tell each other everything', () => {
  it('come to rest, each with every statement once', async () => {
    await tellTo(here, there);
    await tellTo(there, here);
    const [mine, yours] = [await here.tell([aStatement(), aStatement()]), await there.tell([aStatement()])];
    for (let round = 0; round < 3; round++) {
      await here.deliver();
      await there.settle(mine.splice(0));
      await there.deliver();
      await here.settle(yours.splice(0));
    }
    const all = (await idsIn(here)).sort();
    expect(all).toHaveLength(3);
    expect((await idsIn(there)).sort()).toEqual(all);
    for (const rooms of [here, there])
      expect(await rooms.targets.list()).toMatchObject([{ waiting: 0, dead: 0, sent: 3, lastReply: null }]);
  });
});
