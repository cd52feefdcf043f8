import type { ItemRef } from '@chuyen-de/contracts';
import { LRUCache } from 'lru-cache';
import { Types, type Model, type UpdateQuery } from 'mongoose';
import { isTestUser, type LtiLaunch } from '../lti/index.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Whereabouts } from '../policies/index.ts';
import type { SessionData } from '../sessions/index.ts';
import { isDuplicateKey, owe, type Owed, type OwedQueue } from '../storage/index.ts';
import { cutText } from '../kernel/text.rules.ts';
import type { Context } from './context.model.ts';
import { isLearner } from './learners.rules.ts';
import type { Link } from './link.model.ts';
import { displayName } from './names.rules.ts';
import type { Person } from './person.model.ts';
import { courseKey, rolesText } from './standing.rules.ts';

export interface RecordLaunchDeps {
  /** Whether what a link names may be opened from there. */
  isOpenTo: (item: ItemRef, where: Whereabouts) => Promise<boolean>;
  people: Model<Person>;
  contexts: Model<Context>;
  links: Model<Link>;
  owedQueue: OwedQueue;
  clock: Clock;
  /** Told who has just come. */
  onPerson: (person: Person) => void;
  /** Told of which course or link a launch has said something new. */
  onPlace: (id: string) => void;
}

/** A session travels in an address and in headers, which proxies limit to 8 KiB: its texts are short. */
const MOST_IN_A_SESSION = 200;

/** How long it may stand that another process was told something else of a course or link since. */
const REMEMBERED_MS = 60_000;

/** Upserts a document that seldom changes: written again once a minute, or when what a launch says of it differs. */
function makeRemembered<T extends { _id: Types.ObjectId }>(
  model: Model<T>,
  clock: Clock,
  onChange: (id: string) => void = () => undefined,
) {
  const known = new LRUCache<string, { id: string; said: string; at: number }>({ max: 5_000 });
  return async (key: Record<string, string>, said: Record<string, unknown>): Promise<string> => {
    const name = JSON.stringify(key);
    const saying = JSON.stringify(said);
    const former = known.get(name);
    const now = clock.now().getTime();
    if (former?.said === saying && Math.abs(now - former.at) < REMEMBERED_MS) return former.id;
    const set = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
    const document = await model
      .findOneAndUpdate(key as never, { $set: set } as never, { upsert: true, returnDocument: 'after' })
      .lean<{ _id: Types.ObjectId } | null>();
    if (!document) throw new Error('an upsert answered no document');
    const id = document._id.toHexString();
    known.set(name, { id, said: saying, at: now });
    onChange(id);
    return id;
  };
}

/** What the launch says of the person; empty strings are no news. */
const personFields = (launch: LtiLaunch): Record<string, unknown> => ({
  ...(launch.name && { name: launch.name }),
  ...(launch.email !== undefined && { email: launch.email }),
  lastLaunchAt: launch.launchedAt,
});

/** The record of a learner opening an item. */
const visitOwed = (launch: LtiLaunch, contextId?: string, linkId?: string): Owed[] =>
  launch.item && launch.message === 'resource-link' && isLearner(launch.roles)
    ? [
        owe('records', launch.launchedAt, {
          event: 'launched',
          item: launch.item,
          ...(contextId !== undefined && { contextId }),
          ...(linkId !== undefined && { linkId }),
          locale: launch.locale,
        }),
      ]
    : [];

/** Whether an LMS sends somebody who is no learner of its courses: staff, or a test student. */
const isNoLearner = ({ roles, rawRoles }: LtiLaunch): boolean =>
  roles.some((role) => role !== 'learner') || isTestUser(rawRoles);

/**
 * Who has come as staff once stays so in that course: in the LMS's student view they come as learners, under the
 * same name. A roster may know less: Moodle lists an assistant as a learner, though it lets them in as an instructor.
 */
function staffChange(launch: LtiLaunch, contextId?: string): UpdateQuery<Person> {
  if (contextId === undefined || !isNoLearner(launch)) return {};
  return { $addToSet: { staffIn: new Types.ObjectId(contextId) } };
}

/** Whether nothing counts of what they do. */
const isTrial = (launch: LtiLaunch, { staffIn }: Person, contextId?: string): boolean =>
  isNoLearner(launch) || staffIn?.some((id) => id.toHexString() === contextId) === true;

/** The fields that tell which roles the launch says, each with what it says. */
const saidRoles = ({ roles }: LtiLaunch, contextId?: string): Record<string, unknown> => ({
  'standing.administrator': roles.includes('administrator'),
  'standing.organiser': roles.includes('organiser'),
  [`standing.inCourse.${courseKey(contextId)}`]: rolesText(roles),
});

/** Matches who is new there, or comes with the roles that they came with before. */
const unchanged = (said: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(said).map(([field, value]) => [field, { $in: [value, null] }]));

/**
 * Notes a visit and owes its record in one update; answers the person, who is new or known. Whose roles are no
 * longer those of before is found by the unique index: the update that expects the same ones would be a second
 * person.
 */
function makeNoteVisit({ people, owedQueue, clock, onPerson }: RecordLaunchDeps) {
  async function update(
    launch: LtiLaunch,
    contextId: string | undefined,
    { owed, roles }: { owed: Owed[]; roles: 'unchanged' | 'changed' },
  ): Promise<Person> {
    const said = saidRoles(launch, contextId);
    const person = (await people.collection.findOneAndUpdate(
      {
        platformId: launch.platform.id,
        sub: launch.subject,
        ...(roles === 'unchanged' && unchanged(said)),
      },
      {
        $set: {
          ...personFields(launch),
          ...said,
          ...(roles === 'changed' && { standingChangedAt: clock.now() }),
        },
        ...staffChange(launch, contextId),
        $push: { owed: { $each: owed } } as never,
        ...(!launch.name && { $setOnInsert: { name: {} } }),
      },
      { upsert: true, returnDocument: 'after' },
    )) as Person | null;
    if (!person) throw new Error('an upsert answered no document');
    return person;
  }

  return async (launch: LtiLaunch, contextId: string | undefined, visit: Owed[]): Promise<Person> => {
    const owed = owedQueue.lease(visit);
    const person = await update(launch, contextId, { owed, roles: 'unchanged' }).catch((error: unknown) => {
      if (isDuplicateKey(error)) return update(launch, contextId, { owed, roles: 'changed' });
      throw error;
    });
    onPerson(person);
    if (owed.length > 0) owedQueue.hand(people, person, owed);
    return person;
  };
}

/** A launch whose link names what belongs to others is one of a link without content. */
async function withinReach(
  said: LtiLaunch,
  contextId: string | undefined,
  { isOpenTo }: Pick<RecordLaunchDeps, 'isOpenTo'>,
): Promise<LtiLaunch> {
  const { item, ...launch } = said;
  return item && (await isOpenTo(item, { platformId: said.platform.id, contextId })) ? said : launch;
}

/** Stores who came from where through which link, and answers the session that follows. */
export function makeRecordLaunch(deps: RecordLaunchDeps) {
  const noteVisit = makeNoteVisit(deps);
  const rememberContext = makeRemembered(deps.contexts, deps.clock, deps.onPlace);
  const rememberLink = makeRemembered(deps.links, deps.clock, deps.onPlace);

  const contextOf = async ({ platform, deploymentId, context, nrps }: LtiLaunch) =>
    context &&
    rememberContext(
      { platformId: platform.id, deploymentId, contextId: context.id },
      { title: context.title, label: context.label, membershipsUrl: nrps?.membershipsUrl },
    );

  const linkOf = async (
    { platform, deploymentId, resourceLink, item, ags }: LtiLaunch,
    context?: string,
  ): Promise<string | undefined> =>
    resourceLink &&
    rememberLink(
      { platformId: platform.id, deploymentId, linkId: resourceLink.id },
      { title: resourceLink.title, context, item, ags },
    );

  return async (said: LtiLaunch): Promise<SessionData> => {
    const contextId = await contextOf(said);
    const launch = await withinReach(said, contextId, deps);
    const linkId = await linkOf(launch, contextId);
    const person = await noteVisit(launch, contextId, visitOwed(launch, contextId, linkId));
    const personName = displayName(person.name);
    return {
      personId: person._id.toHexString(),
      ...(personName !== undefined && { personName: cutText(personName, MOST_IN_A_SESSION) }),
      platformId: launch.platform.id,
      ...(contextId !== undefined && { contextId }),
      ...(launch.context?.title !== undefined && {
        contextTitle: cutText(launch.context.title, MOST_IN_A_SESSION),
      }),
      ...(linkId !== undefined && { linkId }),
      ...(launch.resourceLink?.title !== undefined && {
        linkTitle: cutText(launch.resourceLink.title, MOST_IN_A_SESSION),
      }),
      roles: launch.roles,
      ...(isTrial(launch, person, contextId) && { trial: true }),
      locale: launch.locale,
      view: launch.message === 'deep-linking' ? 'picker' : 'item',
      ...(launch.item && { item: launch.item }),
      ...(launch.presentation.returnUrl !== undefined && { returnUrl: launch.presentation.returnUrl }),
    };
  };
}
