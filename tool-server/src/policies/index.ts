export { teaches, type Actor, type HeldRole } from './actor.rules.ts';
export { may, sessionCan, type Deed } from './deeds.policy.ts';
export {
  granterName,
  refusalOfGrant,
  refusalOfRevocation,
  type Granter,
  type GrantRefusal,
  type RevocationRefusal,
} from './granting.policy.ts';
export { mayAppraise, maySetCouncil } from './appraising.policy.ts';
export { mayEditMade, ownersOfMade, scopesOfCorrection } from './making.policy.ts';
export { recordsReach } from './records.policy.ts';
export { covers, scopesAround, scopeText, takesIn, type Whereabouts } from './scope.rules.ts';
