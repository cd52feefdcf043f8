export { teaches, type HeldRole } from './actor.rules.ts';
export { may, sessionCan, type Deed } from './deeds.policy.ts';
export {
  granterName,
  refusalOfGrant,
  refusalOfRevocation,
  type Granter,
  type GrantRefusal,
  type RevocationRefusal,
} from './granting.policy.ts';
export { recordsReach } from './records.policy.ts';
export { scopeText, takesIn, type Whereabouts } from './scope.rules.ts';
