export { makeDelivery } from './delivery/make-delivery.ts';
export { makeDeliveryTargets, type TargetSummary } from './delivery/delivery-targets.ts';
export { makeStoreSource } from './delivery/store-source.ts';
export { makeBreaks, mapWithBreaks, sortWithBreaks } from './kernel/breaks.ts';
export { makeAnalysis, type AnalysisSettings } from './analysis/make-analysis.ts';
export { BYTE_ORDER_MARK, makeCsvLine, type Cell } from './analysis/files/csv.ts';
export { csvFile } from './analysis/files/csv-file.ts';
export { onePage } from './analysis/files/table.ts';
export { xlsxFile } from './analysis/files/xlsx-file.ts';
export type { NameLearners } from './analysis/list-entries.ts';
export { couldUnmask } from './access/depth.ts';
export { makeTurns } from './access/rate-limit.ts';
export { SCOPES, type Access, type Authenticate, type Scope } from './access/access.ts';
export { makePersonalStatements, type Named } from './personal/personal-statements.ts';
export { keyDefinitionsByTenant } from './record-store/definitions-by-tenant.ts';
export { makeBodyBudget, type BodyBudget } from './http/body-budget.ts';
export { Gathered } from './http/gathered.ts';
export { XapiProblem } from './http/problem.ts';
export { CallerGone, readBody as readBoundedBody, type ReadOptions as BodyBounds } from './http/read-body.ts';
export { makeRecordStore, type RecordStore } from './record-store/record-store.ts';
export { makeLrs, type LrsSettings } from './lrs.ts';
export { makeProfile } from './profile/make-profile.ts';
export { profileCategory, profileTerms } from './profile/terms.ts';
export { ACTOR_NAMINGS, makeActor, type ActorNaming } from './statements/actor.ts';
export { isoDuration, statementId } from './statements/formats.ts';
export type {
  XapiActivity,
  XapiAgent,
  XapiContext,
  XapiDefinition,
  XapiResult,
  XapiStatement,
  XapiVerb,
} from './statements/statement.ts';
export { ACTIVITY_TYPES, MASTERY_SCORE, PROGRESS, VERBS } from './statements/vocabulary.ts';
export { checkStatement } from './validation/statement.ts';
