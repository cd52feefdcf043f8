import { keyDefinitionsByTenant } from '@chuyen-de/xapi';
import type { Connection } from 'mongoose';
import type { Clock } from '../kernel/clock.ts';
import type { Logger } from '../kernel/logger.ts';
import { keyContextsByDeployment } from './contexts-by-deployment.ts';
import { shelveQuestionsInForce } from './questions-in-force.ts';
import { giveProgrammesOwners } from './programme-owners.ts';
import { checkFormat, migrate, type Migration } from './migrate.ts';
import { sayReviewsByMoment } from './reviews-by-moment.ts';
import { storeSlotResults } from './slot-results.ts';
import { typeAnswers } from './typed-answers.ts';

/**
 * Every step from the data of one release to that of the next, in the order of their numbers. A step that has been
 * released is never changed, nor taken away: whoever comes from further back needs all of them.
 */
const MIGRATIONS: readonly Migration[] = [
  {
    to: 2,
    name: 'courses are known by their deployment',
    run: ({ connection }) => keyContextsByDeployment(connection),
  },
  {
    to: 3,
    name: 'definitions of activities are kept by LMS',
    run: keyDefinitionsByTenant,
  },
  {
    to: 4,
    name: 'answers say of which type they are',
    run: ({ connection }) => typeAnswers(connection),
  },
  {
    to: 5,
    name: 'questions in force are a collection',
    run: ({ connection }) => shelveQuestionsInForce(connection),
  },
  {
    to: 6,
    name: 'each answer of a scored attempt has its result',
    run: ({ connection }) => storeSlotResults(connection),
  },
  {
    to: 7,
    name: 'programmes have owners',
    run: ({ connection }) => giveProgrammesOwners(connection),
  },
  {
    to: 8,
    name: 'exams ask fixed questions',
    // Nothing is changed: an earlier release would draw papers without them.
    run: () => Promise.resolve(),
  },
  {
    to: 9,
    name: 'exams say by moment what may be reviewed',
    run: ({ connection }) => sayReviewsByMoment(connection),
  },
  {
    to: 10,
    name: 'answers may be checked while an attempt is open',
    // Nothing is changed: an earlier release would save over answers that were checked.
    run: () => Promise.resolve(),
  },
  {
    to: 11,
    name: 'answers may be tried several times',
    // Nothing is changed: an earlier release would take the first try for the last, and nothing off for the others.
    run: () => Promise.resolve(),
  },
];

interface Deps {
  connection: Connection;
  clock: Clock;
  logger: Logger;
}

/** Brings the data up to this release. @see migrate */
export const bringUpToDate = (deps: Deps): Promise<void> => migrate({ ...deps, migrations: MIGRATIONS });

/** Makes sure that the data is of this release. @see checkFormat */
export const checkUpToDate = (connection: Connection): Promise<void> => checkFormat(connection, MIGRATIONS);
