import { randomUUID } from 'node:crypto';
import type { SessionData } from '../src/sessions/index.ts';
import type { Office, Lms } from './grade-rooms.ts';

interface Places {
  /** Where each has its columns; its number is put in. */
  columnAt: (index: number) => string;
  tokensAt: string;
}

/**
 * Registers so many LMSs as copies of the one that is there, each with a link and two learners who have opened it.
 * Answers the learners, those of one LMS after those of another.
 */
export async function registerMany(
  { tool, lms }: Lms,
  office: Office,
  count: number,
  { columnAt, tokensAt }: Places,
): Promise<SessionData[]> {
  const platforms = tool.connection.collection<{ _id: string }>('platforms');
  const first = await platforms.findOne({ _id: lms.platformId });
  const launch = tool.launches.at(-1)!;
  const ids = Array.from({ length: count }, () => randomUUID());
  await platforms.insertMany(ids.map((id) => ({ ...first, _id: id, clientId: id, tokenEndpoint: tokensAt })));
  const open = (id: string, index: number, subject: string): Promise<SessionData> =>
    office.classes.recordLaunch({
      ...launch,
      platform: { ...launch.platform, id, clientId: id },
      subject,
      roles: ['learner'],
      ags: { scope: launch.ags!.scope, lineItem: columnAt(index) },
      launchedAt: office.clock.now(),
    });
  const learners = await Promise.all(
    ids.map(async (id, index) => [await open(id, index, 'An'), await open(id, index, 'Bình')]),
  );
  return learners.flat();
}

/** Says that all of them have ended with this score, as the exams room would. */
export async function endAll(office: Office, learners: readonly SessionData[], given: number): Promise<void> {
  await Promise.all(
    learners.map(({ personId, linkId }) => {
      office.scores.set(personId, { given, maximum: 10, outOfTen: given, passed: true });
      return office.gradebook.recompute({ personId, linkId: linkId!, examCode: 'KT01' }, office.clock.now());
    }),
  );
}
