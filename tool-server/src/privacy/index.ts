export { makeFindPeople, MOST_ACCOUNTS, type KnownPerson } from './find-people.ts';
export { makePrivacy, type Privacy, type Reach } from './make-privacy.ts';
export { RETENTION_KINDS, type RetentionDays } from './retention.ts';
export { privacyRoutes } from './privacy.routes.ts';
