import { randomUUID } from 'node:crypto';
import type { LearnerAttempt } from '@chuyen-de/contracts';
import type { ActorNaming } from '@chuyen-de/xapi';
import { makePrivacy, type Privacy } from '../src/privacy/index.ts';
import { pseudonymKey } from '../src/records/index.ts';
import {
  aLaunch,
  DEVICE,
  openRecordRooms,
  PUBLIC_URL,
  RECORD_SECRET,
  type RecordRooms,
} from './record-rooms.ts';

export const LAN = 'lan-in-this-lms';
export const MINH = 'minh-in-this-lms';
export const NAME = 'Nguyễn Thị Lan';
export const EMAIL = 'lan@truong.example';
const PLATFORMS = [
  { _id: 'moodle', issuer: 'https://moodle.example', name: 'Trường Chính trị' },
  { _id: 'canvas', issuer: 'https://canvas.example', name: 'Canvas' },
];

export interface Opened {
  rooms: RecordRooms;
  privacy: Privacy;
  lan: string;
  lanElsewhere: string;
  minh: string;
}

/** Lan, who comes from two LMSs, and Minh have each sat the exam; others have spoken of Lan in every way there is. */
export async function openHeld(naming: ActorNaming = 'account'): Promise<Opened> {
  const rooms = await openRecordRooms({ naming });
  await rooms.connection.collection<{ _id: string }>('platforms').insertMany(PLATFORMS);
  const sit = async (subject: string, name: string, email: string, platform = PLATFORMS[0]!) => {
    const from = { id: platform._id, issuer: platform.issuer, clientId: 'client' };
    const launch = aLaunch({ platform: from, subject, name: { full: name }, email });
    const { call, attempt, session } = await rooms.startExam(launch);
    await call<LearnerAttempt>('POST', `/attempts/${attempt.id}/submit`, { device: DEVICE, answers: [] });
    return session.personId;
  };
  const lan = await sit(LAN, NAME, EMAIL);
  const lanElsewhere = await sit(`${LAN}-2`, NAME, EMAIL.toUpperCase(), PLATFORMS[1]);
  const minh = await sit(MINH, 'Trần Văn Minh', 'minh@truong.example');
  await rooms.worker.drain();
  await speakOf(rooms);
  await fillRest(rooms, lan);
  const privacy = makePrivacy({
    ...rooms,
    publicUrl: PUBLIC_URL,
    pseudonymKey: pseudonymKey(RECORD_SECRET),
    endSessions: rooms.classes.endSessions,
    untilNoticed: () => Promise.resolve(),
  });
  return { rooms, privacy, lan, lanElsewhere, minh };
}

/** Statements of other systems: Lan as object, teacher, member, within a substatement, and one that is voided. */
async function speakOf({ records }: RecordRooms): Promise<void> {
  const lan = { objectType: 'Agent', name: NAME, account: { homePage: 'https://moodle.example', name: LAN } };
  const minh = { objectType: 'Agent', account: { homePage: 'https://moodle.example', name: MINH } };
  const said = { id: 'http://adlnet.gov/expapi/verbs/commented' };
  const topic = { id: 'https://x.example/topic' };
  const voided = randomUUID();
  await records.store.store([
    { actor: minh, verb: said, object: lan },
    { actor: minh, verb: said, object: topic, context: { instructor: lan } },
    { actor: { objectType: 'Group', member: [minh, lan] }, verb: said, object: topic },
    {
      actor: minh,
      verb: said,
      object: { objectType: 'SubStatement', actor: lan, verb: said, object: topic },
    },
    { id: voided, actor: lan, verb: said, object: topic },
    {
      actor: minh,
      verb: { id: 'http://adlnet.gov/expapi/verbs/voided' },
      object: { objectType: 'StatementRef', id: voided },
    },
  ]);
}

/** What no launch and no exam leaves behind. */
async function fillRest({ connection, clock }: RecordRooms, lan: string): Promise<void> {
  const now = clock.now();
  const keys = { personId: lan, linkId: 'link', examCode: 'KT01' };
  await connection.collection<{ _id: string }>('accommodations').insertOne({
    ...{
      _id: `link KT01 ${lan}`,
      ...keys,
      timeMultiplier: 1.5,
      extraAttempts: 0,
      givenBy: 'x',
      givenAt: now,
    },
  });
  await connection.collection('grades').insertMany([
    { personId: lan, linkId: 'link', state: 'sent', at: now, due: now, tries: 1, score: null },
    { personId: lan, linkId: 'other', state: 'waiting', at: now, due: now, tries: 1, score: null },
  ]);
  await connection.collection<{ _id: string }>('savedQueries').insertOne({
    ...{ _id: 'query', owner: `person:${lan}`, name: 'Lan', filter: {}, createdAt: now },
  });
  await connection.collection<{ _id: string }>('xapiDocuments').insertOne({
    ...{ _id: 'document', owner: 'o', kind: 'agent-profile', agent: `account:https://moodle.example|${LAN}` },
    ...{ name: 'notes', content: Buffer.from('{"of":"Lan"}'), contentType: 'application/json', etag: 'e' },
    ...{ revision: 'r', stored: now },
  });
}

/** The whole database as text. */
export async function everything({ connection }: RecordRooms): Promise<string> {
  const names = (await connection.db!.listCollections().toArray())
    .map(({ name }) => name)
    // Written anew four times a second.
    .filter((name) => name !== 'statementWriters');
  const all = await Promise.all(names.map((name) => connection.collection(name).find().toArray()));
  return JSON.stringify(all);
}

export const countIn = ({ connection }: RecordRooms, collection: string, filter: object): Promise<number> =>
  connection.collection(collection).countDocuments(filter);

/** How many statements have somebody for their actor. */
export const saidBy = async (rooms: RecordRooms, sub: string): Promise<number> =>
  (await rooms.told()).filter(({ actor }) => 'account' in actor && actor.account.name === sub).length;
