import type { PlatformRegistration } from '@chuyen-de/lti-config';
import type { StoredPlatform } from './platform.model.ts';
import type { Platforms } from './platforms.ts';

/** What of a registration an LMS may change by registering again. */
export type RegistrationPart = 'authorizationEndpoint' | 'tokenEndpoint' | 'keySetUrl' | 'deployment';

/** What became of a registration: a new one, or one that was there and what is different about it. */
export type RegistrationOutcome =
  | { kind: 'registered' }
  | {
      kind: 'updated';
      active: boolean;
      changes: { part: RegistrationPart; before?: string; after: string }[];
    };

/** What an update changes of a registration that is there. */
export async function changesOf(
  known: StoredPlatform,
  registration: PlatformRegistration,
  platforms: Platforms,
): Promise<RegistrationOutcome> {
  const changes: Extract<RegistrationOutcome, { kind: 'updated' }>['changes'] = [];
  for (const part of ['authorizationEndpoint', 'tokenEndpoint', 'keySetUrl'] as const)
    if (known[part] !== registration[part])
      changes.push({ part, before: known[part], after: registration[part] });
  for (const id of registration.deploymentIds)
    if (!(await platforms.knowsDeployment(known._id, id))) changes.push({ part: 'deployment', after: id });
  return { kind: 'updated', active: known.active, changes };
}
