import { randomUUID } from 'node:crypto';
import { SCHOOL_OFFSET_MINUTES, type ItemRef } from '@chuyen-de/contracts';
import { typeOf } from '@chuyen-de/question-types';
import type { Sandbox } from '@chuyen-de/sandbox-lms';
import { decodeJwt } from 'jose';
import { readProgramme, readQuestions } from '../catalogue/index.ts';
import { LaunchClaims, readLaunch, type LtiLaunch } from '../lti/index.ts';
import { CLASS_SIZE } from './class-plan.rules.ts';
import { liveThrough, stillInCourse, type SampleResponses, type SandboxPerson } from './finished-class.ts';
import type { PastDesk } from './surroundings.ts';

export interface FinishedClassDeps {
  sandbox: Sandbox;
  desk: PastDesk;
  platformId: string;
  clientId: string;
  launchUrl: string;
  contentDir: string;
  now: Date;
  /** Places an item in a course of the sandbox; answers its link. */
  place: (courseId: string, ref: ItemRef) => Promise<string>;
  topics: string[];
  exam: string;
  /** Ends it half-way, as the process does. */
  signal: AbortSignal;
}

const SHORT_NAME = 'LOP-MAU';
const FULL_NAME = 'Lớp mẫu đã kết thúc (dữ liệu dựng sẵn)';

const DAY_MS = 24 * 3_600_000;
const SCHOOL_OFFSET_MS = SCHOOL_OFFSET_MINUTES * 60_000;
const BEGAN_DAYS_AGO = 20;

/** Midnight at the school, so many days ago. */
const beginning = (now: Date): Date =>
  new Date(
    Math.floor((now.getTime() + SCHOOL_OFFSET_MS) / DAY_MS) * DAY_MS -
      SCHOOL_OFFSET_MS -
      BEGAN_DAYS_AGO * DAY_MS,
  );

const keyOf = ({ kind, code }: ItemRef): string => `${kind}:${code}`;

async function readSamples(contentDir: string): Promise<Map<string, SampleResponses>> {
  const reading = await readProgramme(contentDir, { lines: false });
  if (!reading.ok) throw new Error('the sample programme cannot be read');
  const samples = new Map<string, SampleResponses>();
  for (const topic of reading.folder.topics) {
    const read = await readQuestions(contentDir, topic);
    if (!read.ok) throw new Error(`${topic.questions.file} cannot be read`);
    for (const question of read.questions)
      samples.set(question.stem.vi, typeOf(question.type).samples(question));
  }
  return samples;
}

/** What the sandbox says when somebody opens a link, read as the tool reads it. */
async function launchThrough(deps: FinishedClassDeps, linkId: string, personId: string): Promise<LtiLaunch> {
  const { fields } = deps.sandbox.launchForm(linkId, personId);
  const request = new URLSearchParams({
    scope: 'openid',
    response_type: 'id_token',
    response_mode: 'form_post',
    prompt: 'none',
    client_id: deps.clientId,
    redirect_uri: deps.launchUrl,
    login_hint: fields['login_hint'] ?? '',
    lti_message_hint: fields['lti_message_hint'] ?? '',
    nonce: randomUUID(),
    state: randomUUID(),
  });
  const { fields: answer } = await deps.sandbox.completeLogin(`${deps.sandbox.url}/?${request.toString()}`);
  const claims = LaunchClaims.parse(decodeJwt(answer['id_token'] ?? ''));
  const platform = { id: deps.platformId, issuer: deps.sandbox.url, clientId: deps.clientId };
  return readLaunch(claims, { platform, acceptLanguage: 'vi', now: deps.now });
}

/** The same for another person of the course. */
const asPerson = (launch: LtiLaunch, { id, familyName, givenName, email }: SandboxPerson): LtiLaunch => ({
  ...launch,
  subject: id,
  name: { full: `${familyName} ${givenName}`, given: givenName, family: familyName },
  email,
});

/**
 * Makes the class that has finished, beside the one that is still empty: a course of the sandbox, and what its
 * people did, in the ways that people go. Its staff are enrolled last, so that whoever finds it finds it whole,
 * and a start that was cut short makes it anew.
 */
export async function makeFinishedClass(deps: FinishedClassDeps): Promise<void> {
  const { sandbox, topics, exam } = deps;
  const everybody = sandbox.people();
  const staff = everybody.filter(({ kind }) => kind === 'lecturer' || kind === 'organiser');
  const isWhole = sandbox
    .courses()
    .some(
      ({ shortName, members }) =>
        shortName === SHORT_NAME && members.some(({ personId }) => staff.some(({ id }) => id === personId)),
    );
  if (isWhole) return;
  const people = everybody.filter(({ kind }) => kind === 'learner').slice(0, CLASS_SIZE);
  const course = await sandbox.addCourse({
    shortName: SHORT_NAME,
    fullName: FULL_NAME,
    members: stillInCourse(people).map(({ id }) => ({ personId: id, role: 'learner' as const })),
  });
  const [first] = people;
  if (!first) return;
  const launches = new Map<string, LtiLaunch>();
  const items: ItemRef[] = [
    ...topics.map((code) => ({ kind: 'topic' as const, code })),
    { kind: 'exam', code: exam },
  ];
  for (const item of items)
    launches.set(keyOf(item), await launchThrough(deps, await deps.place(course.id, item), first.id));
  const launchOf = (person: SandboxPerson, item: ItemRef): LtiLaunch => {
    const launch = launches.get(keyOf(item));
    if (!launch) throw new Error(`the class has no ${keyOf(item)}`);
    return asPerson(launch, person);
  };
  const samples = await readSamples(deps.contentDir);
  const whole = await liveThrough({ ...deps, beganAt: beginning(deps.now), launchOf, people, samples });
  if (!whole) return;
  for (const { id, kind } of staff)
    await sandbox.enrol(course.id, id, kind === 'lecturer' ? 'lecturer' : 'organiser');
}
