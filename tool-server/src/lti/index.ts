export { makeLtiAdministration, type PlatformSummary } from './administration.ts';
export { type Ags, type LineItemWish, type Score } from './ags.ts';
export { type DeepLinking, type ItemDescription } from './deep-linking.ts';
export { parseItem, type LtiLaunch } from './launch.rules.ts';
export { makeLti, type Lti, type LtiDeps } from './make-lti.ts';
export { type Member, type MembersResult, type Nrps } from './nrps.ts';
export { type ServiceReply } from './service-calls.ts';
