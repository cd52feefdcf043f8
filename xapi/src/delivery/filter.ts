import { z } from 'zod';

/** Which statements a target gets: all that fulfil every part that is there. */
export const TargetFilter = z.strictObject({
  /** Ids of verbs. */
  verbs: z.array(z.url()).min(1).optional(),
  /** Beginnings of activity ids: what a statement is about, or within. */
  activities: z.array(z.string().min(1)).min(1).optional(),
  /** Ids of platforms, for statements that belong to one. */
  platforms: z.array(z.string().min(1)).min(1).optional(),
});
export type TargetFilter = z.infer<typeof TargetFilter>;

/** @see xAPI 1.0.3 Data §2.3.2 */
const VOIDED = 'http://adlnet.gov/expapi/verbs/voided';

interface Read {
  statement: ParsedStatement;
  platform?: string | undefined;
}

/** What is looked at of a statement from the record store, which has checked its form. */
export interface ParsedStatement extends Record<string, unknown> {
  id: string;
  stored?: string;
  verb: { id: string };
  object: { id?: string; objectType?: string };
  context?: { contextActivities?: Record<string, { id: string } | { id: string }[]> };
}

/** The statement that a statement voids; undefined when it voids none. */
export const voidedBy = ({ verb, object }: ParsedStatement): string | undefined =>
  verb.id === VOIDED && object.objectType === 'StatementRef' ? object.id : undefined;

function activitiesOf({ object, context }: ParsedStatement): string[] {
  const about = object.objectType === undefined || object.objectType === 'Activity' ? object.id : undefined;
  const within = Object.values(context?.contextActivities ?? {}).flat();
  return [...(about === undefined ? [] : [about]), ...within.map(({ id }) => id)];
}

/** Whether a statement is among those that a filter asks for. */
export function passes(
  { verbs, activities, platforms }: TargetFilter,
  { statement, platform }: Read,
): boolean {
  if (verbs && !verbs.includes(statement.verb.id)) return false;
  if (platforms && (platform === undefined || !platforms.includes(platform))) return false;
  return (
    !activities ||
    activitiesOf(statement).some((id) => activities.some((beginning) => id.startsWith(beginning)))
  );
}
