import type { AddressInfo } from 'node:net';
import { ForgottenPerson, HeldPeople } from '@chuyen-de/contracts';
import express from 'express';
import { errorHandler } from '../src/http/index.ts';
import { privacyRoutes } from '../src/privacy/index.ts';
import { makeSessions, requireSession } from '../src/sessions/index.ts';
import { until } from './a-school.ts';
import { holds } from './exam-rooms.ts';
import { NAME, openHeld, type Opened } from './privacy-rooms.ts';
import { aLaunch, RECORD_SECRET } from './record-rooms.ts';

describe('/api/people', () => {
  let opened: Opened;
  let base: string;
  let close: () => void;
  beforeAll(async () => {
    opened = await openHeld();
    const sessions = makeSessions({ ...opened.rooms, secret: RECORD_SECRET, holds });
    const silent = {
      debug: () => undefined,
      info: () => undefined,
      warn: () => undefined,
      error: console.error,
    };
    const server = express()
      .use('/api', requireSession(sessions), privacyRoutes(opened.privacy))
      .use(errorHandler(silent))
      .listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`;
    close = () => server.close();
  });
  afterAll(async () => {
    close();
    await opened.rooms.close();
  });

  const call = async (method: string, route: string, roles: string[], body?: object, lms = 'moodle') => {
    const platform = { id: lms, issuer: `https://${lms}.example`, clientId: 'client' };
    const sessions = makeSessions({ ...opened.rooms, secret: RECORD_SECRET, holds });
    const session = await opened.rooms.launch(
      aLaunch({ platform, subject: 'office', name: { full: 'Phòng Đào tạo' } }),
    );
    const { token } = sessions.begin({ ...session, roles: roles as never });
    return fetch(`${base}${route}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
  };

  it('is for administrators, and shows their own LMS alone', async () => {
    const { lan, lanElsewhere } = opened;
    for (const [method, route] of [
      ['GET', '/people?text=lan'],
      ['GET', `/people/${lan}/file`],
      ['POST', `/people/${lan}/forget`],
    ] as const)
      for (const role of ['learner', 'lecturer', 'organiser'])
        expect((await call(method, route, [role], method === 'POST' ? {} : undefined)).status).toBe(403);
    const found = await call('GET', '/people?text=lan', ['administrator']);
    expect(found.headers.get('cache-control')).toBe('no-store');
    expect(HeldPeople.parse(await found.json()).people.map(({ id }) => id)).toEqual([lan]);
    for (const id of [lanElsewhere, 'none', '0'.repeat(24)]) {
      expect((await call('GET', `/people/${id}/file`, ['administrator'])).status).toBe(404);
      const body = { how: 'removed', reason: 'asked' };
      expect((await call('POST', `/people/${id}/forget`, ['administrator'], body)).status).toBe(404);
    }
  });

  it.each([
    ['GET', '/people?text=l', undefined],
    ['GET', '/people', undefined],
    ['POST', '/people/LAN/forget', { how: 'nameless', reason: ' ' }],
    ['POST', '/people/LAN/forget', { how: 'all', reason: 'asked' }],
  ])('refuses %s %s with what it lacks', async (method, route, body) => {
    const response = await call(method, route.replace('LAN', opened.lan), ['administrator'], body);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code: 'invalid_request' });
  });

  it('finds and names people as Vietnamese say it, whatever order the LMS has the words in', async () => {
    const name = { full: 'Hương Nguyễn Thị Thanh', given: 'Hương', family: 'Nguyễn Thị Thanh' };
    await opened.rooms.launch(aLaunch({ subject: 'huong', name }));
    for (const text of ['Nguyễn Thị Thanh Hương', 'thanh  hương', 'Hương Nguyễn']) {
      const found = await call('GET', `/people?text=${encodeURIComponent(text)}`, ['administrator']);
      const { people } = HeldPeople.parse(await found.json());
      expect(people.map((person) => person.name)).toEqual(['Nguyễn Thị Thanh Hương']);
    }
  });

  it('takes words of a search for beginnings of words', async () => {
    for (const [text, names] of [
      ['Nguyễn Thị La', ['Nguyễn Thị Lan']],
      ['Nguyễn Thị An', []],
      ['truong.example', ['Nguyễn Thị Lan', 'Trần Văn Minh']],
    ] as const) {
      const found = await call('GET', `/people?text=${encodeURIComponent(text)}`, ['administrator']);
      const { people } = HeldPeople.parse(await found.json());
      expect(people.map(({ name }) => name)).toEqual(names);
    }
  });

  it('takes a search for the letters that it has, whatever they mean in an expression', async () => {
    for (const text of ['.*', '(', '[a-z]+$', '\\'.repeat(3)])
      expect(
        (
          await call('GET', `/people?text=${encodeURIComponent(`${text} `.padEnd(3, '.'))}`, [
            'administrator',
          ])
        ).status,
      ).toBe(200);
  });

  it('notes nothing in the audit when a file is only asked about', async () => {
    expect((await call('HEAD', `/people/${opened.lan}/file`, ['administrator'])).status).toBe(200);
    expect(await opened.rooms.connection.collection('events').countDocuments()).toBe(0);
  });

  it('hands out two files of an LMS at a time, and takes back the place of whoever goes', async () => {
    const { minh, lanElsewhere, rooms } = opened;
    const rows = Array.from({ length: 400 }, (_, i) => ({
      personId: minh,
      link: `${i}`,
      text: 'đ'.repeat(50_000),
    }));
    await rooms.connection.collection<object>('progress').insertMany(rows);
    const ask = () => call('GET', `/people/${minh}/file`, ['administrator']);
    const [one, two] = await Promise.all([ask(), ask()]);
    const third = await ask();
    expect(third.status).toBe(503);
    expect(third.headers.get('retry-after')).toBe('10');
    expect(third.headers.get('content-disposition')).toBeNull();
    expect(await third.json()).toMatchObject({ code: 'too_busy' });
    const other = await call('GET', `/people/${lanElsewhere}/file`, ['administrator'], undefined, 'canvas');
    expect([other.status, await other.text()]).toEqual([200, expect.stringContaining(NAME)]);
    await one.body?.cancel();
    const again = await until(async () => {
      const file = await ask();
      return file.status === 200 ? file : undefined;
    });
    for (const file of [two, again]) expect(JSON.stringify(await file.json())).toContain('Trần Văn Minh');
  });

  it('hands out a file and lets go, with who asked in the audit', async () => {
    const { lan, rooms } = opened;
    const file = await call('GET', `/people/${lan}/file`, ['administrator']);
    expect(file.headers.get('content-disposition')).toBe(`attachment; filename=person-${lan}.json`);
    expect(await file.text()).toContain(NAME);
    const gone = await call('POST', `/people/${lan}/forget`, ['administrator'], {
      how: 'nameless',
      reason: 'Đơn 2/3',
    });
    expect(ForgottenPerson.parse(await gone.json()).counts).toMatchObject({ people: 1 });
    const office = (await opened.privacy.find.search('Phòng Đào tạo'))[0]!.id;
    expect(await rooms.connection.collection('events').find({ 'subject.id': lan }).toArray()).toMatchObject([
      { deed: 'person-handed-out', subject: { id: lan }, by: `person:${office}` },
      { deed: 'person-nameless', subject: { id: lan }, by: `person:${office}`, reason: 'Đơn 2/3' },
    ]);
  });
});
