import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { UPLOAD_PART_BYTES, type SentFile } from '@chuyen-de/contracts';
import { newBank } from './made-banks.ts';
import { useMaking } from './made-exams.ts';
import { mediaFile, sendingInto } from './sent-files.ts';

const MIB = 1024 * 1024;
const { making, lecturer } = useMaking({ filesQuota: 40 * MIB });

const sha256 = (content: Buffer): string => createHash('sha256').update(content).digest('hex');

/** A picture of so many bytes: what follows the end of a picture is none of it. */
const pictureOf = async (bytes: number, filler = 1): Promise<Buffer> => {
  const picture = await mediaFile('picture.png');
  return Buffer.concat([picture, Buffer.alloc(bytes - picture.length, filler)]);
};

const sendingIntoNew = async () => sendingInto(lecturer, await newBank(lecturer));
const open = (address: string, headers: Record<string, string> = {}, method = 'GET') =>
  fetch(making().tool.url + address, { headers, method });
const pdfWith = (text: string): Buffer =>
  Buffer.from(`%PDF-1.7\n1 0 obj\n${text}\nendobj\n%%EOF\n`, 'latin1');

describe('sending a file', () => {
  it('goes on where it was cut off, and keeps what was sent under its hash', async () => {
    const { begin, sendPart, complete } = await sendingIntoNew();
    const content = await pictureOf(3 * MIB + 7);
    const wish = { kind: 'image', name: 'bản đồ.png' } as const;
    const { body: first } = await begin(wish, content.length);
    expect(first).toMatchObject({ received: 0, bytes: content.length });
    for (const from of [0, MIB]) await sendPart(first.id, from, content);
    // Cut off here; the page is opened again and the same file chosen.
    const { body: again } = await begin(wish, content.length);
    expect(again).toEqual({ ...first, received: 2 * MIB });
    expect(await complete(first.id)).toMatchObject({
      status: 409,
      body: { code: 'upload_incomplete', received: 2 * MIB },
    });
    // What has come already is told, not taken again.
    expect(await sendPart(first.id, 0, content)).toMatchObject({
      status: 409,
      body: { code: 'upload_elsewhere', received: 2 * MIB },
    });
    await sendPart(first.id, 2 * MIB, content);
    await sendPart(first.id, 3 * MIB, content);
    const { status, body } = await complete(first.id);
    expect(status).toBe(200);
    expect(body.file).toMatchObject({ id: sha256(content), bytes: content.length, name: 'bản đồ.png' });
    expect(body.quota).toMatchObject({ most: 40 * MIB });
    expect(Buffer.from(await (await open(body.file.address)).arrayBuffer()).equals(content)).toBe(true);
    // The answer was lost on its way: asked again, it is the same.
    expect((await begin(wish, content.length)).body).toMatchObject({ received: content.length });
    expect((await complete(first.id)).body.file.id).toBe(body.file.id);
  });

  it('of two at once of the same file has one, whole', async () => {
    const bank = await newBank(lecturer);
    const content = await pictureOf(2 * MIB + 1, 2);
    const both = [lecturer, await making().colleague('Hai')].map((call) => sendingInto(call, bank));
    const { id } = (await both[0]!.begin({ kind: 'image', name: 'a.png' }, content.length)).body;
    for (const from of [0, MIB, 2 * MIB])
      await Promise.all(both.map(({ sendPart }) => sendPart(id, from, content)));
    const done = await Promise.all(both.map(({ complete }) => complete(id)));
    const files = done.filter(({ status }) => status === 200).map(({ body }) => body.file.id);
    expect(files.length).toBeGreaterThan(0);
    expect(new Set(files)).toEqual(new Set([sha256(content)]));
    // Another bank of the same owner has it on its own account.
    const other = await (await sendingIntoNew()).sent({ kind: 'image', name: 'b.png' }, content);
    expect(other.id).toBe(sha256(content));
  });

  it.each([
    ['a script behind the name of a picture', 'image', Buffer.from('<script>alert(1)</script>'), null],
    [
      'a drawing with a script in it',
      'image',
      Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
      'application/xml',
    ],
    [
      'an archive that poses as a picture',
      'image',
      Buffer.from('UEsFBgAAAAAAAAAAAAAAAAAAAAAAAA==', 'base64'),
      'application/zip',
    ],
    ['a page that poses as a document', 'document', Buffer.from('<!doctype html><html></html>'), null],
  ] as const)('refuses %s', async (_what, kind, content, found) => {
    const { send } = await sendingIntoNew();
    expect(await send({ kind, name: 'ảnh.png' }, content)).toMatchObject({
      status: 422,
      body: { code: 'file_wrong_type', kind, found },
    });
  });

  it('refuses a picture where a video is meant, whatever it is called', async () => {
    const { send } = await sendingIntoNew();
    expect(await send({ kind: 'video', name: 'phim.mp4' }, await mediaFile('picture.png'))).toMatchObject({
      status: 422,
      body: { code: 'file_wrong_type', found: 'image/png' },
    });
  });

  const packed = deflateSync(Buffer.from('<< /S /JavaScript /JS (app.alert(1)) >>')).toString('latin1');
  it.each([
    ['in the open', '<< /OpenAction << /S /JavaScript /JS (app.alert(1)) >> >>'],
    ['with letters as numbers', '<< /OpenAction << /S /Java#53cript /#4a#53 (1) >> >>'],
    ['in a packed part', `<< /Type /ObjStm /Filter /FlateDecode >>\nstream\n${packed}\nendstream`],
    ['in a part that cannot be unpacked', '<< /Type /ObjStm >>\nstream\nx\x9cnonsense\nendstream'],
  ])('refuses a document with a script %s', async (_where, text) => {
    const { send } = await sendingIntoNew();
    expect(await send({ kind: 'document', name: 'a.pdf' }, pdfWith(text))).toMatchObject({
      status: 422,
      body: { code: 'file_has_script' },
    });
  });

  it.each([
    ['WEBVTT\n\n00:01.000 --> 00:03\nMột\n', 3],
    ['WEBVTT\n\n00:03.000 --> 00:01.000\nMột\n', 3],
    ['1\n00:00:01,000 --> 00:00:03,000\nMột\n', 1],
    ['WEBVTT\n', 2],
  ])('says in which line captions are broken', async (text, line) => {
    const { send } = await sendingIntoNew();
    expect(await send({ kind: 'captions', name: 'a.vtt' }, Buffer.from(text))).toMatchObject({
      status: 422,
      body: { code: 'captions_broken', line },
    });
  });

  it('counts what was begun, in whichever bank of an owner, before it takes room on the disk', async () => {
    const [one, other] = [await sendingIntoNew(), await sendingIntoNew()];
    const wish = { kind: 'video', name: 'bài giảng.mp4' } as const;
    expect((await one.begin(wish, 20 * MIB)).status).toBe(201);
    expect(await other.begin(wish, 20 * MIB)).toMatchObject({
      status: 409,
      body: { code: 'file_quota_used', most: 40 * MIB },
    });
    // It is the same one that goes on.
    expect((await one.begin(wish, 20 * MIB)).status).toBe(201);
  });

  it('takes what each kind is for, by its content', async () => {
    const { sent } = await sendingIntoNew();
    for (const [kind, name] of [
      ['video', 'video.webm'],
      ['audio', 'audio.ogg'],
      ['document', 'document.pdf'],
      ['captions', 'captions.vtt'],
    ] as const)
      expect(await sent({ kind, name: 'không đuôi' }, await mediaFile(name))).toMatchObject({ kind });
  });

  it('has limits for each kind and for each owner, told before anything is sent', async () => {
    const { begin, send } = await sendingIntoNew();
    const huge = await begin({ kind: 'video', name: 'phim.mp4' }, 2 * 1024 * MIB);
    expect(huge).toMatchObject({ status: 413, body: { code: 'file_too_large', most: 500 * MIB } });
    const beyond = await begin({ kind: 'video', name: 'phim.mp4' }, 41 * MIB);
    expect(beyond).toMatchObject({ status: 409, body: { code: 'file_quota_used', most: 40 * MIB } });
    expect((await send({ kind: 'audio', name: 'a' }, await mediaFile('audio.ogg'))).status).toBe(200);
  });

  it('is refused to others than those who edit the bank', async () => {
    const bank = await newBank(lecturer);
    const { begin } = sendingInto(lecturer, bank);
    const { body: upload } = await begin({ kind: 'image', name: 'a.png' }, 10);
    const learner = await making().enter({ personId: making().lms.learner.id });
    const theirs = sendingInto(learner, bank);
    expect((await theirs.begin({ kind: 'image', name: 'a.png' }, 10)).status).toBe(403);
    expect((await theirs.sendPart(upload.id, 0, Buffer.alloc(10))).status).toBe(403);
    // An upload of another bank is none of this one.
    const other = await sendingIntoNew();
    expect((await other.sendPart(upload.id, 0, Buffer.alloc(10))).body).toMatchObject({
      code: 'upload_not_found',
    });
    expect((await other.complete('../../etc')).status).toBe(404);
    expect(UPLOAD_PART_BYTES).toBe(MIB);
  });
});

describe('handing out a file', () => {
  let file: SentFile;
  let content: Buffer;
  beforeAll(async () => {
    content = await mediaFile('video.webm');
    file = await (await sendingIntoNew()).sent({ kind: 'video', name: 'phim.webm' }, content);
  });

  it('gives what is asked for, and lets nothing in it run', async () => {
    const whole = await open(file.address);
    expect(whole.status).toBe(200);
    const headers = Object.fromEntries(whole.headers);
    expect(headers).toMatchObject({
      'content-type': 'video/webm',
      'content-length': String(content.length),
      'accept-ranges': 'bytes',
      'x-content-type-options': 'nosniff',
      etag: `"${file.id}"`,
    });
    expect(headers['content-security-policy']).toMatch(/^sandbox; default-src 'none'/);
    expect(headers['cache-control']).toBe('private, max-age=31536000, immutable');
    const part = await open(file.address, { range: 'bytes=10-19' });
    expect([part.status, part.headers.get('content-range')]).toEqual([206, `bytes 10-19/${content.length}`]);
    expect(Buffer.from(await part.arrayBuffer())).toEqual(content.subarray(10, 20));
    const tail = await open(file.address, { range: 'bytes=-5' });
    expect(Buffer.from(await tail.arrayBuffer())).toEqual(content.subarray(-5));
    expect((await open(file.address, { range: `bytes=${content.length}-` })).status).toBe(416);
    expect(
      (await open(file.address, { 'if-none-match': `"${file.id}"`, 'cache-control': 'max-age=0' })).status,
    ).toBe(304);
    const changed = await open(file.address, { range: 'bytes=0-0', 'if-range': '"another"' });
    expect(changed.status).toBe(200);
    await changed.arrayBuffer();
    const head = await open(file.address, {}, 'HEAD');
    expect([head.status, head.headers.get('content-length')]).toEqual([200, String(content.length)]);
  });

  it('opens by an address that was given out and holds, and by no other', async () => {
    const [place, query] = file.address.split('?');
    const changedQuery = (name: string, value: string) => {
      const changed = new URLSearchParams(query);
      changed.set(name, value);
      return `${place}?${changed.toString()}`;
    };
    const other = `/files/${'0'.repeat(64)}.webm?${query}`;
    const asPage = file.address.replace('.webm', '.pdf');
    const later = changedQuery('until', '99999999999999');
    for (const address of [other, asPage, later, changedQuery('save', 'x.html')])
      expect((await open(address)).status).toBe(404);
    expect((await open(place!)).status).toBe(400);
    making().tool.clock.pass(13 * 60);
    const expired = await open(file.address);
    making().tool.clock.reset();
    expect([expired.status, await expired.json()]).toEqual([
      403,
      expect.objectContaining({ code: 'file_address_expired' }),
    ]);
  });
});
