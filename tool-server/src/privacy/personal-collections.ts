import { Types, type Connection } from 'mongoose';
import { CLASS_COLLECTIONS } from './class-collections.ts';
import type { PersonalCollection } from './personal-collection.ts';

const objectIds = (ids: readonly string[]) => ids.map((id) => new Types.ObjectId(id));

const APPRAISED = ['checks', 'votes', 'comments'];

/** Every collection of the tool that knows people, but for the people themselves and the record store. */
export const PERSONAL_COLLECTIONS: readonly PersonalCollection[] = [
  {
    name: 'memberships',
    collection: 'memberships',
    of: (ids) => ({ person: { $in: objectIds(ids) } }),
    whenNamesGo: 'removed',
  },
  {
    name: 'attempts',
    collection: 'attempts',
    of: (ids) => ({ personId: { $in: ids } }),
    whenNamesGo: 'kept',
    before: (time) => ({ state: { $in: ['closed', 'marked'] }, closedAt: { $lt: time } }),
  },
  {
    name: 'attemptSummaries',
    collection: 'attemptSummaries',
    of: (ids) => ({ personId: { $in: ids } }),
    whenNamesGo: 'kept',
    before: (time) => ({ state: { $in: ['closed', 'marked'] }, closedAt: { $lt: time } }),
  },
  {
    name: 'countedAnswers',
    collection: 'contributions',
    of: (ids) => ({ personId: { $in: ids } }),
    whenNamesGo: 'kept',
    before: (time) => ({ closedAt: { $lt: time }, gone: { $exists: false } }),
    // Figures are made of them: whoever counts takes them out of these, and then removes them.
    instead: { $set: { gone: true }, $unset: { personId: '' } },
  },
  {
    name: 'passedExams',
    collection: 'completions',
    of: (ids) => ({ personId: { $in: ids }, kind: 'exam' }),
    whenNamesGo: 'kept',
    // Also what is not completed any more.
    before: (time) => ({ kind: 'exam', at: { $not: { $gte: time } } }),
  },
  {
    name: 'completedTopics',
    collection: 'completions',
    of: (ids) => ({ personId: { $in: ids }, kind: 'topic' }),
    whenNamesGo: 'kept',
    before: (time) => ({ kind: 'topic', at: { $lt: time } }),
  },
  {
    name: 'grades',
    collection: 'grades',
    of: (ids) => ({ personId: { $in: ids } }),
    whenNamesGo: 'kept',
    before: (time) => ({ state: { $ne: 'waiting' }, at: { $lt: time } }),
  },
  {
    name: 'accommodations',
    collection: 'accommodations',
    of: (ids) => ({ personId: { $in: ids } }),
    whenNamesGo: 'kept',
    before: (time) => ({ givenAt: { $lt: time } }),
  },
  {
    name: 'timeDeeds',
    collection: 'timeDeeds',
    of: (ids) => ({ personId: { $in: ids } }),
    whenNamesGo: 'kept',
    before: (time) => ({ at: { $lt: time } }),
  },
  {
    // In the words of whom they are about.
    name: 'appeals',
    collection: 'appeals',
    of: (ids) => ({ personId: { $in: ids } }),
    whenNamesGo: 'removed',
    before: (time) => ({ state: { $ne: 'waiting' }, at: { $lt: time } }),
  },
  {
    // What they said was wrong with questions, in their words.
    name: 'questionReports',
    collection: 'questionReports',
    of: (ids) => ({ personId: { $in: ids } }),
    whenNamesGo: 'removed',
    before: (time) => ({ state: { $ne: 'waiting' }, at: { $lt: time } }),
  },
  {
    name: 'reading',
    collection: 'progress',
    of: (ids) => ({ personId: { $in: ids } }),
    whenNamesGo: 'kept',
    before: (time) => ({ reportedAt: { $lt: time } }),
  },
  {
    name: 'practice',
    collection: 'practiceRounds',
    of: (ids) => ({ personId: { $in: ids } }),
    whenNamesGo: 'removed',
    before: (time) => ({ startedAt: { $lt: time } }),
  },
  {
    name: 'answersUnderMarking',
    collection: 'markingClaims',
    of: (ids) => ({ by: { $in: ids } }),
    whenNamesGo: 'removed',
  },
  {
    name: 'rehearsals',
    collection: 'rehearsals',
    of: (ids) => ({ personId: { $in: ids } }),
    whenNamesGo: 'removed',
    before: (time) => ({ at: { $lt: time } }),
  },
  {
    name: 'broughtLogs',
    collection: 'broughtLogs',
    of: (ids) => ({ personId: { $in: ids } }),
    whenNamesGo: 'kept',
    before: (time) => ({ at: { $lt: time } }),
  },
  {
    name: 'paperRows',
    collection: 'paperRows',
    of: (ids) => ({ personId: { $in: ids } }),
    whenNamesGo: 'kept',
  },
  {
    // That they had made: what others hold is held against it.
    name: 'dossiers',
    collection: 'dossiers',
    of: (ids) => ({ by: { $in: ids } }),
    whenNamesGo: 'stands',
  },
  {
    // What schools have to be able to confirm for years: that it was given, not to whom.
    name: 'certificates',
    collection: 'certificates',
    of: (ids) => ({ personId: { $in: ids } }),
    whenNamesGo: 'removed',
    instead: { $set: { 'content.name': null }, $unset: { personId: '', holding: '' } },
  },
  {
    name: 'seats',
    collection: 'seats',
    of: (ids) => ({ personId: { $in: ids } }),
    whenNamesGo: 'removed',
    before: (time) => ({ at: { $lt: time } }),
  },
  {
    name: 'passwordGuesses',
    collection: 'passwordGuesses',
    of: (ids) => ({ personId: { $in: ids } }),
    whenNamesGo: 'removed',
  },
  {
    name: 'roles',
    collection: 'roleGrants',
    of: (ids) => ({ personId: { $in: ids } }),
    whenNamesGo: 'removed',
  },
  {
    // What they said of questions, and signed: what is in force rests on it.
    name: 'appraisals',
    collection: 'appraisals',
    of: (ids) => ({ $or: APPRAISED.map((list) => ({ [`${list}.by`]: { $in: ids } })) }),
    whenNamesGo: 'stands',
    ownOf: APPRAISED,
  },
  {
    // What they said of questions to others who write them.
    name: 'questionComments',
    collection: 'questionComments',
    of: (ids) => ({ by: { $in: ids } }),
    whenNamesGo: 'removed',
  },
  ...CLASS_COLLECTIONS,
  {
    // Filters of lists that they keep under names.
    name: 'bankViews',
    collection: 'bankViews',
    of: (ids) => ({ by: { $in: ids } }),
    whenNamesGo: 'removed',
  },
  {
    // That they answer for as administrators.
    name: 'recordKeys',
    collection: 'lrsCredentials',
    of: (ids) => ({ keeper: { $in: ids } }),
    whenNamesGo: 'removed',
  },
  {
    name: 'savedQueries',
    collection: 'savedQueries',
    of: (ids) => ({ owner: { $in: ids.map((id) => `person:${id}`) } }),
    whenNamesGo: 'removed',
  },
];

/** Documents of one collection one after the other, without what only the tool's own work needs. */
export function readPersonal(
  connection: Connection,
  { collection, of, ownOf }: PersonalCollection,
  personIds: readonly string[],
): AsyncIterable<unknown> {
  const rows = connection.collection(collection);
  if (!ownOf) return rows.find(of(personIds) as never, { projection: { owed: 0, secretHash: 0 } });
  const isTheirs = { $in: ['$$said.by', personIds] };
  const own = ownOf.map(
    (list) => [list, { $filter: { input: `$${list}`, as: 'said', cond: isTheirs } }] as const,
  );
  return rows.aggregate([
    { $match: of(personIds) },
    { $project: { question: 1, hash: 1, ...Object.fromEntries(own) } },
  ]);
}

/** Removes documents of one collection, or has them removed by those who have to follow. */
export async function removeRows(
  connection: Connection,
  { collection, instead }: PersonalCollection,
  filter: Record<string, unknown>,
): Promise<number> {
  const rows = connection.collection(collection);
  if (instead) return (await rows.updateMany(filter, instead)).modifiedCount;
  return (await rows.deleteMany(filter)).deletedCount;
}

export const removePersonal = (
  connection: Connection,
  collection: PersonalCollection,
  personIds: readonly string[],
): Promise<number> => removeRows(connection, collection, collection.of(personIds));
