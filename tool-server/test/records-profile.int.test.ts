import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { LearnerAttempt, PracticeRound } from '@chuyen-de/contracts';
import { checkStatement, makeProfile, type XapiStatement } from '@chuyen-de/xapi';
import express from 'express';
import { profileRoutes } from '../src/records/index.ts';
import { aLaunch, DEVICE, openRecordRooms, PUBLIC_URL, type RecordRooms } from './record-rooms.ts';
import { openScriptedLrs } from './scripted-lrs.ts';
import { moodleFaults, templateFaults, unusedTemplates } from './statement-rules.ts';
import { examsWith, rightOf, writeFolder } from './sample-programme.ts';
import { EXAM, folderWith, markByHand } from './typed-questions.ts';

const profile = makeProfile(PUBLIC_URL);

/** Somebody says how certain they are of an answer. */
async function answerWithCertainty(rooms: RecordRooms): Promise<void> {
  await rooms.importProgramme(await writeFolder(examsWith({ certainty: true }, 3)));
  const { call, attempt } = await rooms.startExam(aLaunch({ subject: '9' }));
  rooms.clock.pass(1);
  const answers = [{ ...rooms.answer(1, rightOf(attempt.questions[0]!.type)), certainty: 3 }];
  await call('POST', `/attempts/${attempt.id}/submit`, { device: DEVICE, answers });
}

/** Somebody tries answers again that were wrong: two, as one of the questions may have been corrected for everybody. */
async function tryAgain(rooms: RecordRooms): Promise<void> {
  const parts = ['correctness'];
  const review = { during: parts, submitted: parts, open: parts, closed: parts };
  const imported = await rooms.importProgramme(
    await writeFolder(examsWith({ behaviour: 'interactive', penalty: 0, review }, 4)),
  );
  expect(imported).toMatchObject({ ok: true });
  const { call, attempt } = await rooms.startExam(aLaunch({ subject: '10' }));
  for (const { slot, type } of attempt.questions.slice(0, 2))
    for (const selected of [['d'], rightOf(type)]) {
      rooms.clock.pass(0.5);
      const answer = rooms.answer(slot, selected);
      await call('POST', `/attempts/${attempt.id}/checks`, { device: DEVICE, answer });
    }
  await call('POST', `/attempts/${attempt.id}/submit`, { device: DEVICE, answers: [] });
}

/** Everything that the product tells: a topic read, a question practised, an exam passed, one failed by time, answers of an outage, an essay, an answer with its certainty, one that was tried again. */
async function doEverything(rooms: RecordRooms): Promise<XapiStatement[]> {
  const read = await rooms.as(await rooms.launch(aLaunch({ item: { kind: 'topic', code: 'CD01' } })));
  await read('POST', '/topics/CD01/progress', { read: ['s1', 's2'], seconds: 30 });
  await read('POST', '/topics/CD01/progress', { read: ['s3'], seconds: 30 });

  await rooms.launch(aLaunch({ item: { kind: 'class', code: 'BD' } }));
  const practise = await rooms.as(await rooms.launch(aLaunch({ item: { kind: 'practice', code: 'CD01' } })));
  const round = await practise<PracticeRound>('POST', '/practice/CD01/rounds', {});
  const [one] = round.questions;
  const response = { type: one!.type, selected: rightOf(one!.type) };
  await practise('PUT', `/practice/rounds/${round.id}/answers/${one!.slot}`, { response });

  const { attempt, call } = await rooms.startExam();
  rooms.clock.pass(2);
  await call('POST', `/attempts/${attempt.id}/submit`, {
    device: DEVICE,
    answers: attempt.questions.map(({ slot, type }) => rooms.answer(slot, rightOf(type))),
  });
  await rooms.worker.drain();

  const other = await rooms.startExam(aLaunch({ subject: '6' }));
  const [first] = other.attempt.questions;
  rooms.clock.pass(1);
  const logged = rooms.answer(first!.slot, rightOf(first!.type));
  rooms.clock.pass(24);
  await other.call('GET', `/attempts/${other.attempt.id}/result`);
  await rooms.worker.drain();
  await other.call('PATCH', `/attempts/${other.attempt.id}/answers`, { device: DEVICE, answers: [logged] });
  await rooms.worker.drain();

  // A question is corrected while another one is asked it: everybody gets its points.
  const third = await rooms.startExam(aLaunch({ subject: '8' }));
  const [wrongly] = third.attempt.questions;
  await rooms.correct(third.attempt.id, wrongly!.slot);
  rooms.clock.pass(2);
  await third.call('POST', `/attempts/${third.attempt.id}/submit`, {
    device: DEVICE,
    answers: [rooms.answer(wrongly!.slot, ['d'])],
  });
  await rooms.worker.drain();

  // Staff in the LMS's student view.
  await rooms.launch(aLaunch({ subject: '7', roles: ['lecturer'] }));
  const trying = await rooms.startExam(aLaunch({ subject: '7' }));
  await trying.call('POST', `/attempts/${trying.attempt.id}/submit`, { device: DEVICE, answers: [] });
  await rooms.worker.drain();

  await rooms.importProgramme(await folderWith());
  const written = await rooms.launch(aLaunch({ subject: '8', item: { kind: 'exam', code: EXAM } }));
  const write = await rooms.as(written);
  const paper = await write<LearnerAttempt>('POST', `/exams/${EXAM}/attempts`, { device: DEVICE });
  rooms.clock.pass(1);
  const essay = paper.questions.find(({ type }) => type === 'essay')!;
  const answers = [{ ...rooms.answer(essay.slot, []), response: { type: 'essay', text: 'Bài viết.' } }];
  await write('POST', `/attempts/${paper.id}/submit`, { device: DEVICE, answers });
  await markByHand(rooms, written, paper.id);
  await answerWithCertainty(rooms);
  await tryAgain(rooms);
  await rooms.worker.drain();
  return rooms.told();
}

describe('every statement that the product tells', () => {
  let rooms: RecordRooms;
  let told: XapiStatement[];
  beforeAll(async () => {
    rooms = await openRecordRooms();
    told = await doEverything(rooms);
  });
  afterAll(() => rooms.close());

  it('follows a template of the profile, and each template is followed', () => {
    expect(told.flatMap((statement) => templateFaults(profile, statement))).toEqual([]);
    expect(unusedTemplates(profile, told)).toEqual([]);
    const { result: _, ...without } = told.find(({ verb }) => verb.id.endsWith('/passed'))!;
    expect(templateFaults(profile, without)).not.toEqual([]);
  });

  it.each(['1.0.3', '2.0.0'] as const)('is sound by the rules of %s', (version) => {
    expect(told.map((statement) => checkStatement(statement, version)).filter(Boolean)).toEqual([]);
  });

  it('would be taken by Moodle', () => {
    expect(told.flatMap((statement) => moodleFaults(statement, 'https://moodle.example'))).toEqual([]);
    expect(moodleFaults(told[0]!, 'https://moodle.example/x')).not.toEqual([]);
  });

  it('declares each term of our own that it uses', () => {
    const text = JSON.stringify(told);
    const used = new Set(text.match(/https:\/\/tool\.example\/profile\/extensions\/[a-z-]+/g));
    expect([...used].sort()).toEqual(profile.concepts.map(({ id }) => id).sort());
  });

  it('is written by tincanjs with nothing left away', async () => {
    const lrs = await openScriptedLrs();
    await rooms.targets.add({ endpoint: lrs.endpoint, key: 'key', secret: 'secret', from: 'start' });
    // The clock has jumped: how far the order of storing is settled is said anew four times a second.
    while (lrs.stored.size < told.length) await rooms.records.worker.drain();
    await lrs.close();
    const own = told.map((statement) => {
      const {
        stored: _,
        authority: __,
        ...kept
      } = statement as XapiStatement & Record<'stored' | 'authority', unknown>;
      return { ...kept, version: '1.0.3' };
    });
    expect([...lrs.stored.values()]).toEqual(own);
  });
});

describe('the published profile', () => {
  let server: Server;
  beforeAll(async () => {
    server = express().use(profileRoutes(PUBLIC_URL)).listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  const get = (path: string, accept: string) =>
    fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`, {
      headers: { accept },
      redirect: 'manual',
    });
  afterAll(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });

  it.each(['application/ld+json', 'application/json'])('is given as %s', async (type) => {
    const response = await get('/profile/v1', type);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain(type);
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(await response.json()).toEqual(JSON.parse(JSON.stringify(profile)));
  });

  it('is given to anybody who says nothing, and to a browser as a page', async () => {
    expect(await (await get('/profile', '*/*')).json()).toMatchObject({ type: 'Profile' });
    const page = await get('/profile/v1', 'text/html');
    expect(page.headers.get('content-type')).toContain('text/html');
    expect(await page.text()).toContain('Hoàn thành chuyên đề');
    expect((await get('/profile/v1', 'image/png')).status).toBe(406);
  });

  it('is where the addresses of its terms lead', async () => {
    const response = await get('/profile/templates/exam-passed', '*/*');
    expect([response.status, response.headers.get('location')]).toEqual([303, `${PUBLIC_URL}/profile/v1`]);
  });

  it('describes each thing in both languages, under an address of its own', () => {
    const things = [...profile.templates, ...profile.concepts];
    expect(new Set(things.map(({ id }) => id)).size).toBe(things.length);
    for (const { inScheme, prefLabel, definition } of things) {
      expect(inScheme).toBe(profile.versions[0]!.id);
      for (const language of ['vi', 'en'])
        expect([prefLabel[language], definition[language]]).toEqual([expect.any(String), expect.any(String)]);
    }
  });
});
