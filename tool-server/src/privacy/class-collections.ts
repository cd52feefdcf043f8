import type { PersonalCollection } from './personal-collection.ts';

/** Those of what people do in classes beside studying: exchange, notices, surveys. */
export const CLASS_COLLECTIONS: readonly PersonalCollection[] = [
  {
    // What they said to their classes.
    name: 'posts',
    collection: 'threadPosts',
    of: (ids) => ({ by: { $in: ids } }),
    whenNamesGo: 'removed',
  },
  {
    // What they asked: what others said to it stays.
    name: 'threads',
    collection: 'threads',
    of: (ids) => ({ by: { $in: ids } }),
    whenNamesGo: 'removed',
    instead: { $set: { title: '' }, $unset: { by: '' } },
  },
  {
    name: 'readThreads',
    collection: 'threadReadings',
    of: (ids) => ({ personId: { $in: ids } }),
    whenNamesGo: 'removed',
  },
  {
    // What they reported of what others said.
    name: 'postReports',
    collection: 'postReports',
    of: (ids) => ({ by: { $in: ids } }),
    whenNamesGo: 'removed',
  },
  {
    // That they have answered. What they answered is in sums alone, and nobody's any more.
    name: 'answeredSurveys',
    collection: 'surveyBoxes',
    of: (ids) => ({ 'answered.by': { $in: ids } }),
    whenNamesGo: 'stands',
    ownOf: ['answered'],
  },
  {
    // What they had classes asked: answers are to what was asked.
    name: 'surveys',
    collection: 'surveys',
    of: (ids) => ({ by: { $in: ids } }),
    whenNamesGo: 'stands',
  },
  {
    // What they told classes of theirs.
    name: 'classNotices',
    collection: 'classNotices',
    of: (ids) => ({ by: { $in: ids } }),
    whenNamesGo: 'removed',
  },
];
