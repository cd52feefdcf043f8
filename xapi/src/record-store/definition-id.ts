import { hash } from 'node:crypto';

/** An activity as the statements of one tenant describe it. */
export interface DefinedActivity {
  /** The platform to which those statements belong; empty: to none. */
  platform: string;
  /** The activity's id. */
  activity: string;
}

/** What names the definition of an activity within a tenant. */
export const definitionId = ({ platform, activity }: DefinedActivity): string =>
  hash('sha256', JSON.stringify([platform, activity]), 'base64url');
