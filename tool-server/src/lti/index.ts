export { makeLtiAdministration, makePlatformDesk } from './administration.ts';
export { type Ags } from './ags.ts';
export { type LtiLaunch } from './launch.rules.ts';
export { makeLti, type Lti, type LtiDeps } from './make-lti.ts';
export { isTestUser } from './roles.rules.ts';
export { type Member, type Nrps } from './nrps.ts';
export { type ServiceReply } from './service-calls.ts';
export { makeSwitchedOff } from './switched-off.ts';
