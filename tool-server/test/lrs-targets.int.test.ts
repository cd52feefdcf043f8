import type { AddressInfo } from 'node:net';
import type { XapiStatement } from '@chuyen-de/xapi';
import express from 'express';
import { aLaunch, DEVICE, openRecordRooms, verbOf, type RecordRooms } from './record-rooms.ts';

let rooms: RecordRooms;
beforeEach(async () => {
  rooms = await openRecordRooms();
});
afterEach(() => rooms.close());

describe('statements on their way to another record store', () => {
  interface Lrs {
    endpoint: string;
    stored: string[];
    requests: number;
    status: number;
    close(): Promise<void>;
  }
  const open: Lrs[] = [];
  afterEach(async () => {
    await Promise.all(open.splice(0).map((lrs) => lrs.close()));
  });

  async function openLrs(): Promise<Lrs> {
    const lrs: Lrs = { endpoint: '', stored: [], requests: 0, status: 200, close: () => Promise.resolve() };
    const app = express()
      .use(express.json())
      .post('/xapi/statements', (req, res) => {
        lrs.requests += 1;
        if (lrs.status !== 200) {
          res.status(lrs.status).send('no');
          return;
        }
        const ids = (req.body as XapiStatement[]).map(({ id }) => id);
        lrs.stored.push(...ids);
        res.json(ids);
      });
    const server = app.listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    lrs.endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}/xapi`;
    lrs.close = async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    };
    open.push(lrs);
    return lrs;
  }
  const target = ({ endpoint }: Lrs) => ({ endpoint, key: 'key', secret: 'secret' });
  const toldIds = async () => (await rooms.told()).map(({ id }) => id);
  const visit = async (subject: string) => {
    await rooms.launch(aLaunch({ subject }));
    await rooms.worker.drain();
  };

  it('reach every target, once, in order', async () => {
    const [one, two] = [await openLrs(), await openLrs()];
    await rooms.targets.add(target(one));
    await rooms.targets.add(target(two));
    rooms.clock.pass(1);
    const { attempt, call } = await rooms.startExam();
    await rooms.worker.drain();
    rooms.clock.pass(1);
    await call('POST', `/attempts/${attempt.id}/submit`, { device: DEVICE, answers: [] });
    await rooms.worker.drain();
    await rooms.records.worker.drain();
    await rooms.records.worker.drain();
    expect([...one.stored].sort()).toEqual((await toldIds()).sort());
    expect(two.stored).toEqual(one.stored);
    const started = (await rooms.told()).find((statement) => verbOf(statement) === 'start')!.id;
    const completed = (await rooms.told()).find((statement) => verbOf(statement) === 'completed')!.id;
    expect(one.stored.indexOf(started)).toBeLessThan(one.stored.indexOf(completed));
    expect(await rooms.targets.list()).toMatchObject([
      { endpoint: one.endpoint, waiting: 0, refused: 0, lastReply: null },
      { endpoint: two.endpoint, waiting: 0 },
    ]);
  });

  it('wait for a target that is down, which is asked once per back-off, and keep no other waiting', async () => {
    const [down, up] = [await openLrs(), await openLrs()];
    down.status = 503;
    await rooms.targets.add(target(down));
    await rooms.targets.add(target(up));
    rooms.clock.pass(1);
    for (const subject of ['1', '2', '3']) {
      await visit(subject);
      await rooms.records.worker.drain();
    }
    expect(up.stored).toEqual(await toldIds());
    expect(down.requests).toBe(1);
    expect(await rooms.targets.list()).toMatchObject([
      { waiting: 3, refused: 0, lastReply: { status: 503, message: 'no' } },
      { waiting: 0 },
    ]);
    down.status = 200;
    rooms.clock.pass(1);
    await rooms.records.worker.drain();
    expect(down.stored).toEqual(await toldIds());
    expect(await rooms.targets.list()).toMatchObject([{ waiting: 0, lastReply: null }, { waiting: 0 }]);
  });

  it('that a target refuses are kept, shown, and sent again when asked', async () => {
    const lrs = await openLrs();
    lrs.status = 400;
    await rooms.targets.add(target(lrs));
    rooms.clock.pass(1);
    await visit('1');
    await visit('2');
    await rooms.records.worker.drain();
    rooms.clock.pass(60);
    await rooms.records.worker.drain();
    expect(await rooms.targets.list()).toMatchObject([{ waiting: 0, refused: 2 }]);
    lrs.status = 200;
    expect(await rooms.targets.retry(lrs.endpoint)).toBe(2);
    await rooms.records.worker.drain();
    expect(lrs.stored).toEqual(await toldIds());
  });

  it('go no longer to a target that was removed', async () => {
    const lrs = await openLrs();
    await rooms.targets.add(target(lrs));
    expect(await rooms.targets.remove(lrs.endpoint)).toBe(true);
    expect(await rooms.targets.remove(lrs.endpoint)).toBe(false);
    rooms.clock.pass(1);
    await visit('1');
    await rooms.records.worker.drain();
    expect(lrs.requests).toBe(0);
    expect(await rooms.targets.list()).toEqual([]);
  });

  it('need an http address', async () => {
    await expect(rooms.targets.add({ endpoint: 'ftp://x', key: 'a', secret: 'b' })).rejects.toThrow();
  });
});
