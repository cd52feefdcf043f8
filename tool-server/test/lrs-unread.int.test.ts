import { connect, type Socket } from 'node:net';
import { useLrsRooms } from './lrs-rooms.ts';

const rooms = useLrsRooms();
afterEach(() => expect(rooms.faults).toEqual([]));

const SIZE = 12 * 1024 * 1024;
const query = {
  activityId: 'https://tool.example/exams/KT01',
  agent: '{"mbox":"mailto:an@example.vn"}',
  stateId: 'large',
};
const read = async () => (await (await rooms.call('/activities/state', { query })).arrayBuffer()).byteLength;

it('answers that nobody takes off hold no more than there is room for, and make room when they go', async () => {
  const put = await rooms.call('/activities/state', { method: 'PUT', query, body: Buffer.alloc(SIZE, 97) });
  expect(put.status).toBe(204);
  const request = [
    `GET /xapi/activities/state?${new URLSearchParams(query).toString()} HTTP/1.1`,
    'Host: lrs.example',
    `Authorization: ${rooms.authorization}`,
    'X-Experience-API-Version: 1.0.3',
    '\r\n',
  ].join('\r\n');
  const heads: string[] = [];
  const sockets: Socket[] = Array.from({ length: 20 }, () => {
    const socket = connect(rooms.port, '127.0.0.1');
    socket.on('error', () => undefined);
    socket.once('data', (data) => {
      heads.push(data.toString('latin1').slice(0, 12));
      socket.pause();
    });
    socket.write(request);
    return socket;
  });
  // Six of them fill the room; of the others none is begun, and what is small is answered all the same.
  while (heads.length < 6) await new Promise((resolve) => setImmediate(resolve));
  for (let look = 0; look < 10; look++) expect((await rooms.call('/about')).status).toBe(200);
  expect(heads.length).toBeLessThanOrEqual(6 + 3);
  const waiting = [read(), read()];
  for (const socket of sockets) socket.destroy();
  expect(await Promise.all(waiting)).toEqual([SIZE, SIZE]);
  // All that was taken was given back: as many as before can be answered one after the other.
  for (let time = 0; time < 8; time++) expect(await read()).toBe(SIZE);
}, 60_000);
