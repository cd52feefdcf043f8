import type { AddressInfo } from 'node:net';
import type { RecordsPage } from '@chuyen-de/contracts';
import express from 'express';
import type { LtiLaunch } from '../src/lti/index.ts';
import { makeCourseActivities, makeSessionAccess, openLrs } from '../src/records/index.ts';
import { isTrial, type SessionData } from '../src/sessions/index.ts';
import {
  aLaunch,
  DEVICE,
  openRecordRooms,
  PUBLIC_URL,
  RECORD_SECRET,
  type RecordRooms,
} from './record-rooms.ts';

const MOODLE_COURSE = 'https://moodle.example/course/view.php?id=2';
const MOODLE_LINK = 'https://moodle.example/mod/lti/view.php?l=17';

let rooms: RecordRooms;
let analyses: Awaited<ReturnType<typeof openAnalyses>>;
beforeEach(async () => {
  rooms = await openRecordRooms();
  analyses = await openAnalyses(rooms);
});
afterEach(async () => {
  await analyses.close();
  await rooms.close();
});

/** The record store as those who came from an LMS may ask it. */
async function openAnalyses({ connection, clock, records, sessions, classes, findPlatform }: RecordRooms) {
  const lrs = openLrs({
    config: { recordStore: { bodyLimit: 1_000_000, rateLimit: 0, unnamedVersion: '0.95', smallCell: 5 } },
    connection,
    clock,
    logger: { debug: () => undefined, info: () => undefined, warn: () => undefined, error: console.error },
    publicUrl: PUBLIC_URL,
    secret: RECORD_SECRET,
    store: records.store,
    alsoAuthenticate: makeSessionAccess({
      sessions,
      courseActivities: makeCourseActivities({ classes, findPlatform, publicUrl: PUBLIC_URL }),
      isShared: () => Promise.resolve(true),
      homePage: PUBLIC_URL,
    }),
  });
  for (const model of lrs.models) await model.createCollection();
  const server = express().use('/xapi', lrs.listener).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/xapi`;
  const ask = (session: SessionData, path: string) =>
    fetch(`${base}${path}`, { headers: { authorization: `Bearer ${sessions.begin(session).token}` } });
  return {
    /** The learners of whose doings somebody reads. */
    async seenBy(session: SessionData, query = ''): Promise<string[]> {
      const response = await ask(session, `/ext/statements?limit=100${query}`);
      expect(response.status).toBe(200);
      const { entries } = (await response.json()) as RecordsPage;
      const names = entries.map(
        ({ statement }) => (statement['actor'] as { account: { name: string } }).account.name,
      );
      return [...new Set(names)].sort();
    },
    export: async (session: SessionData) => (await ask(session, '/ext/export?format=ndjson')).text(),
    async close(): Promise<void> {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await lrs.close();
    },
  };
}

/** A learner of a deployment sits the exam, and it is told. */
async function sit(deploymentId: string, subject: string, over: Partial<LtiLaunch> = {}): Promise<void> {
  const { call, attempt } = await rooms.startExam(aLaunch({ deploymentId, subject, ...over }));
  await call('POST', `/attempts/${attempt.id}/submit`, { device: DEVICE, answers: [] });
  await rooms.worker.drain();
}

const lecturerOf = async (deploymentId: string, over: Partial<LtiLaunch> = {}): Promise<SessionData> => {
  const launch = aLaunch({
    deploymentId,
    subject: `lecturer of ${deploymentId}`,
    roles: ['lecturer'],
    ...over,
  });
  const session = await rooms.launch(launch);
  expect(isTrial(session)).toBe(true);
  return session;
};

const groupings = async (): Promise<string[][]> =>
  (await rooms.told()).map(({ context }) => context!.contextActivities!.grouping!.map(({ id }) => id));

describe('records of courses that have one id in two deployments of a Moodle', () => {
  it.each([
    ['of one link id', '17'],
    ['of links of their own', '18'],
  ])('are read, exported and found each by its own lecturers: %s', async (_, linkId) => {
    const there = { resourceLink: { id: linkId } };
    await sit('a', 'An');
    await sit('b', 'Bình', there);
    await sit('a', 'Ánh');
    const [ofA, ofB] = [await lecturerOf('a'), await lecturerOf('b', there)];
    expect(
      await analyses.seenBy(ofA, '&type=http%3A%2F%2Fadlnet.gov%2Fexpapi%2Factivities%2Fcmi.interaction'),
    ).not.toContain('Bình');
    expect(await analyses.seenBy(ofB)).toEqual(['Bình']);
    for (const id of [MOODLE_COURSE, MOODLE_LINK])
      expect(await analyses.seenBy(ofB, `&grouping=${encodeURIComponent(id)}`)).toEqual([]);
    expect(await analyses.export(ofB)).not.toMatch(/"An"|"Ánh"/);
    expect(await analyses.export(ofA)).not.toContain('"Bình"');
    expect(await analyses.seenBy(ofA)).toContain('Ánh');
  });

  it('are named by Moodle where there is one, as ever, and by the tool from then on where there are two', async () => {
    await sit('a', 'An');
    expect(new Set((await groupings()).flat())).toEqual(new Set([MOODLE_LINK, MOODLE_COURSE]));
    const before = (await groupings()).length;
    await sit('b', 'Bình');
    const { contextId, linkId } = await lecturerOf('b');
    expect(new Set((await groupings()).slice(before).flat())).toEqual(
      new Set([`${PUBLIC_URL}/links/${linkId!}`, `${PUBLIC_URL}/contexts/${contextId!}`]),
    );
  });

  it('have titles of their own, which the other is neither told nor given', async () => {
    const titled = (name: string): Partial<LtiLaunch> => ({
      context: { id: '2', title: `Lớp của ${name}`, type: [] },
      resourceLink: { id: '17', title: `Bài của ${name}` },
    });
    await sit('a', 'An', titled('A'));
    await sit('b', 'Bình', titled('B'));
    await sit('a', 'Ánh', titled('A'));
    const stored = await rooms.connection
      .collection<{ activity: string; definition: string }>('activityDefinitions')
      .find()
      .toArray();
    const named = stored.filter(({ definition }) => /của [AB]/.test(definition));
    // Link and course of the first as Moodle names them, then as the tool does; those of the second as the tool does.
    expect(named).toHaveLength(6);
    expect(named.filter(({ definition }) => /của A/.test(definition) && /của B/.test(definition))).toEqual(
      [],
    );
    for (const id of [MOODLE_COURSE, MOODLE_LINK])
      expect(named.find(({ activity }) => activity === id)!.definition).toContain('của A');
    const [ofA, ofB] = [await lecturerOf('a', titled('A')), await lecturerOf('b', titled('B'))];
    expect(await analyses.export(ofA)).not.toContain('của B');
    expect(await analyses.export(ofB)).not.toContain('của A');
  });

  it('stay open to their lecturers when a second course comes, by the links that only theirs has', async () => {
    await sit('a', 'An');
    const ofA = await lecturerOf('a');
    expect(await analyses.seenBy(ofA)).toEqual(['An']);
    const ofB = await lecturerOf('b', { resourceLink: { id: '18' } });
    expect(await analyses.seenBy(ofA)).toEqual(['An']);
    expect(await analyses.seenBy(ofB)).toEqual([]);
  });

  it('that were told by a release which named both alike are open to nobody by the course', async () => {
    await sit('a', 'An');
    // As it was told: the statement of the other deployment has the same course, and a link of its own.
    const [told] = await rooms.told();
    const other = structuredClone(told!);
    delete (other as { id?: string }).id;
    other.actor = { objectType: 'Agent', account: { homePage: 'https://moodle.example', name: 'Bình' } };
    const [link, course] = other.context!.contextActivities!.grouping!;
    other.context!.contextActivities!.grouping = [
      { ...link!, id: 'https://moodle.example/mod/lti/view.php?l=18' },
      course!,
    ];
    await rooms.records.store.store([other], { platform: 'moodle' });
    const [ofA, ofB] = [await lecturerOf('a'), await lecturerOf('b', { resourceLink: { id: '18' } })];
    expect(await analyses.seenBy(ofA)).toEqual(['An']);
    expect(await analyses.seenBy(ofB)).toEqual(['Bình']);
  });
});
