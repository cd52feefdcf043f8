export { makeFindPeople, MOST_ACCOUNTS, type KnownPerson } from './find-people.ts';
export { makePrivacy, type Privacy } from './make-privacy.ts';
export type { Reach } from './reach.ts';
export { RETENTION_KINDS, type RetentionDays } from './retention.ts';
export { privacyRoutes } from './privacy.routes.ts';
