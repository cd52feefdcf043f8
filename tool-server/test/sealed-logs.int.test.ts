import { createCipheriv, createHash, randomBytes } from 'node:crypto';
import {
  chainBegin,
  entryText,
  linkText,
  MOST_SEALED_LOG_BYTES,
  SEALED_LOG_FORMAT,
  sealedBeside,
  type LearnerAttempt,
  type LogChain,
  type LoggedAnswer,
  type LogLink,
} from '@chuyen-de/contracts';
import { DEVICE, resultOf, save, start, submit, useExamRooms, type Client } from './exam-steps.ts';

const { rooms, learner, answer, owedBy } = useExamRooms();
beforeEach(() => rooms().empty('broughtLogs'));

const sha = (text: string): string => createHash('sha256').update(text).digest('base64url');

type Given = Pick<LearnerAttempt, 'id' | 'logSeal'> & { exam: { code: string } };

/** The log of a device that holds an attempt, as its page makes it. */
function chainOf({ id }: Given, answers: object[]): LogChain {
  const logged = answers as LoggedAnswer[];
  const links = logged.map((one): LogLink => [one.slot, one.seq, one.at, sha(entryText(one))]);
  const begin = sha(chainBegin({ attempt: id, device: DEVICE }));
  const head = links.reduce((before, link) => sha(linkText(before, link)), begin);
  const newest = new Map(logged.map((one) => [one.slot, entryText(one)]));
  return { begin, links, head, entries: [...newest.values()] };
}

function seal({ id, logSeal, exam }: Given, chain: object, over: object = {}): string {
  const head = {
    ...{ exam: exam.code, attempt: id, device: DEVICE },
    savedAt: rooms().clock.now().toISOString(),
  };
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', Buffer.from(logSeal!, 'base64url'), iv);
  cipher.setAAD(Buffer.from(sealedBeside(head)));
  const data = Buffer.concat([cipher.update(JSON.stringify(chain)), cipher.final(), cipher.getAuthTag()]);
  const file = { format: SEALED_LOG_FORMAT, ...head, iv: iv.toString('base64url') };
  return JSON.stringify({ ...file, sealed: data.toString('base64url'), ...over });
}

const ROOM = '/exams/KT01/room/sealed-logs';
const bring = (client: Client, file: string, path = '/sealed-logs') =>
  client('POST', path, JSON.parse(file) as object);
const aLecturer = (over: object = {}) => learner({ personId: 'person-9', roles: ['lecturer'], ...over });

/** Two answers, given before the end, of which the server has none; minutes after the end. */
async function outage(minutesAfter: number) {
  const client = await learner();
  const attempt = await start(client);
  rooms().clock.pass(10);
  const first = answer(1, ['b']);
  rooms().clock.pass(5);
  const second = answer(2, ['b']);
  rooms().clock.pass(5 + minutesAfter);
  return {
    client,
    attempt,
    file: seal(attempt, chainOf(attempt, [first, second])),
    answers: [first, second],
  };
}

describe('the log of a device that somebody carries', () => {
  it('counts as if the device had brought it itself, brought by its lecturer within the allowance', async () => {
    const { client, attempt, file, answers } = await outage(12);
    expect(await bring(await aLecturer(), file, ROOM)).toMatchObject({
      status: 200,
      body: { outcome: 'taken', taken: 2, known: 0, refused: 0, reason: null, repeated: false },
    });
    const result = await resultOf(client, attempt.id);
    expect(result).toMatchObject({ answered: 2, closedBy: 'time' });
    // The device that comes back later brings nothing new, and ends nothing anew.
    expect(await save(client, attempt.id, answers)).toMatchObject({ status: 200 });
    expect(await submit(client, attempt.id, answers)).toMatchObject({ body: { receipt: result.receipt } });
  });

  it('is taken from its learner too, on another machine, and brought again tells the same', async () => {
    const { client, attempt, file } = await outage(3);
    expect(await bring(client, file)).toMatchObject({ status: 200, body: { taken: 2, repeated: false } });
    expect(await bring(await aLecturer(), file, ROOM)).toMatchObject({
      status: 200,
      body: { taken: 2, repeated: true },
    });
    expect(await resultOf(client, attempt.id)).toMatchObject({ answered: 2 });
    expect(await rooms().collection('broughtLogs').countDocuments({})).toBe(1);
  });

  it('is refused after the allowance as the device would be, and kept', async () => {
    const { client, attempt, file } = await outage(31);
    expect(await bring(await aLecturer(), file, ROOM)).toMatchObject({
      status: 200,
      body: { outcome: 'refused', taken: 0, refused: 2, reason: 'answers_too_late' },
    });
    expect(await resultOf(client, attempt.id)).toMatchObject({ answered: 0 });
    const kept = await rooms().collection('broughtLogs').findOne({ attemptId: attempt.id });
    expect(kept).toMatchObject({ outcome: 'refused', file, longestGapMs: 5 * 60_000 });
  });

  describe('after the allowance, taken in by its lecturer with a reason', () => {
    const REASON = 'Mất điện cả phòng, máy được niêm phong';
    const kept = () => rooms().collection('broughtLogs').findOne<{ _id: string }>({});
    const takeIn = (client: Client, id: string, reason = REASON) =>
      client('POST', `${ROOM}/${id}/taking`, { reason });

    async function lateFile() {
      const given = await outage(31);
      const teacher = await aLecturer();
      await bring(teacher, given.file, ROOM);
      return { ...given, teacher, id: (await kept())!._id };
    }

    it('counts, is marked anew and told as such, however often it is taken in', async () => {
      const { client, attempt, teacher, id } = await lateFile();
      const before = await resultOf(client, attempt.id);
      for (const _ of [1, 2])
        expect(await takeIn(teacher, id)).toMatchObject({ status: 200, body: { answers: 2 } });
      const after = await resultOf(client, attempt.id);
      expect(after).toMatchObject({ answered: 2, replayedLate: 2, corrected: { by: 'late-answers' } });
      expect(after.corrected!.before).toEqual(before.score);
      expect(after.receipt).not.toBe(before.receipt);
      const { attempt: stored } = (await rooms().exams.findAttempt(attempt.id))!;
      expect(Object.values(stored.results!).reduce((sum, { points }) => sum + points, 0)).toBe(
        stored.score!.given,
      );
      expect(await kept()).toMatchObject({
        outcome: 'refused',
        takenIn: { by: 'person-9', reason: REASON, answers: 2 },
      });
      expect(await owedBy(attempt.id)).toEqual(
        expect.arrayContaining([
          expect.objectContaining({ kind: 'audit', deed: 'late-answers-taken', reason: REASON }),
          expect.objectContaining({ kind: 'grade' }),
          expect.objectContaining({ kind: 'records', event: 'exam-marked-again' }),
        ]),
      );
    });

    it('is the lecturer’s of that exam alone, with a reason, and for what came too late alone', async () => {
      const { client, id, teacher } = await lateFile();
      expect(await takeIn(client, id)).toMatchObject({ status: 403 });
      expect(await takeIn(await aLecturer({ linkId: 'link-2' }), id)).toMatchObject({ status: 404 });
      expect(await takeIn(teacher, id, 'x')).toMatchObject({ status: 400 });
      expect(await kept()).not.toHaveProperty('takenIn');
    });

    it('gives no more time: what was logged after the end, or before the device last came, stays out', async () => {
      const client = await learner();
      const attempt = await start(client);
      rooms().clock.pass(19);
      const inTime = answer(1, ['b']);
      rooms().clock.pass(2);
      const afterwards = answer(2, ['b']);
      rooms().clock.pass(40);
      const teacher = await aLecturer();
      const file = seal(attempt, chainOf(attempt, [inTime, afterwards]));
      expect(await bring(teacher, file, ROOM)).toMatchObject({ body: { outcome: 'refused', taken: 0 } });
      expect(await takeIn(teacher, (await kept())!._id)).toMatchObject({ status: 200, body: { answers: 1 } });
      const { attempt: stored } = (await rooms().exams.findAttempt(attempt.id))!;
      expect(Object.keys(stored.answers)).toEqual(['1']);
    });

    it('takes nothing in where nothing was logged in time', async () => {
      const client = await learner();
      const attempt = await start(client);
      rooms().clock.pass(21);
      const file = seal(attempt, chainOf(attempt, [answer(2, ['b'])]));
      rooms().clock.pass(40);
      const teacher = await aLecturer();
      await bring(teacher, file, ROOM);
      expect(await takeIn(teacher, (await kept())!._id)).toMatchObject({
        status: 409,
        body: { code: 'sealed_log_nothing_left' },
      });
    });
  });

  it('gives no answer more time than its device would have: what was logged after the end is refused', async () => {
    const client = await learner();
    const attempt = await start(client);
    rooms().clock.pass(19);
    const inTime = answer(1, ['b']);
    rooms().clock.pass(6);
    const file = seal(attempt, chainOf(attempt, [inTime, answer(2, ['b'])]));
    expect(await bring(client, file)).toMatchObject({ body: { outcome: 'refused', taken: 1, refused: 1 } });
    expect(await resultOf(client, attempt.id)).toMatchObject({ answered: 1 });
  });

  it('is kept apart where its seal or its chain is broken, and nothing of it is taken', async () => {
    const { client, attempt, answers } = await outage(3);
    const chain = chainOf(attempt, answers);
    const [one, two] = chain.links as [LogLink, LogLink];
    const sealed = seal(attempt, chain);
    const parts = JSON.parse(sealed) as { sealed: string };
    const turned = (text: string, at: number) =>
      text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1);
    const broken: [string, string][] = [
      ['seal', seal(attempt, chain, { sealed: turned(parts.sealed, 20) })],
      ['seal', seal(attempt, chain, { savedAt: '2026-03-02T08:00:00.000Z' })],
      ['seal', seal(attempt, chain, { device: 'another-device' })],
      ['seal', seal(attempt, chain, { sealed: 'AAAA' })],
      ['seal', seal({ ...attempt, logSeal: randomBytes(32).toString('base64url') }, chain)],
      ['not_a_log', seal(attempt, { answers })],
      ['links', seal(attempt, { ...chain, links: [two] })],
      ['links', seal(attempt, { ...chain, links: [two, one] })],
      ['links', seal(attempt, { ...chain, begin: chain.head })],
      ['order', seal(attempt, chainOf(attempt, [{ ...answers[1]!, slot: 1 }, answers[0]!]))],
      ['entries', seal(attempt, { ...chain, entries: [chain.entries[0], chain.entries[0]] })],
      ['entries', seal(attempt, { ...chain, entries: [chain.entries[0]!.replace('"b"', '"c"')] })],
      ['answers', seal(attempt, chainOf(attempt, [{ ...answers[0], slot: 400 }]))],
    ];
    const teacher = await aLecturer();
    for (const [reason, file] of broken)
      expect([reason, await bring(teacher, file, ROOM)]).toMatchObject([
        reason,
        { status: 422, body: { code: 'sealed_log_broken', reason } },
      ]);
    expect(await rooms().collection('broughtLogs').countDocuments({ outcome: 'broken' })).toBe(broken.length);
    expect(await resultOf(client, attempt.id)).toMatchObject({ answered: 0 });
    expect(await bring(teacher, sealed, ROOM)).toMatchObject({ body: { outcome: 'taken', taken: 2 } });
  });

  it('is refused with the reason where it is another exam’s, another person’s, of nothing known, or too large', async () => {
    const { attempt, file } = await outage(3);
    const other = await learner({ personId: 'person-2' });
    expect(await bring(other, file)).toMatchObject({
      status: 403,
      body: { code: 'sealed_log_of_another' },
    });
    expect(await bring(other, file, ROOM)).toMatchObject({ status: 403, body: { code: 'not_permitted' } });
    const elsewhere = await aLecturer({ linkId: 'link-2' });
    expect(await bring(elsewhere, file, ROOM)).toMatchObject({ body: { code: 'sealed_log_elsewhere' } });
    const unknown = seal({ ...attempt, id: 'nothing' }, chainOf(attempt, []));
    expect(await bring(other, unknown)).toMatchObject({ status: 404, body: { code: 'sealed_log_unknown' } });
    const teacher = await aLecturer();
    expect(await teacher('POST', ROOM, { sealed: 'A'.repeat(MOST_SEALED_LOG_BYTES) })).toMatchObject({
      status: 413,
      body: { code: 'too_large' },
    });
    for (const wrong of [{}, [], 'text', { ...(JSON.parse(file) as object), more: 1 }, { format: 'x' }])
      expect(await teacher('POST', ROOM, wrong)).toMatchObject({
        status: 422,
        body: { code: 'sealed_log_unreadable' },
      });
    expect(await rooms().collection('broughtLogs').countDocuments({})).toBe(0);
  });
});
