import { isAllowed, mayReadKeys } from '../access/permissions.ts';
import type { Descriptions } from '../documents/descriptions.routes.ts';
import { agentKey } from './agent-key.ts';
import { withoutKey } from './present-statements.ts';
import type { RecordStore } from './record-store.ts';

/** What stored statements say of activities and agents, of those that an access may know. */
export const makeDescriptions = (store: RecordStore): Descriptions => ({
  async findActivity(id, access) {
    const known = (await store.findKnownDefinitions([id], access.platforms)).get(id);
    if (!known) return undefined;
    return { objectType: 'Activity', id, definition: mayReadKeys(access) ? known : withoutKey(known) };
  },

  findNames: (agent, access) =>
    store.findNames(agent, {
      platforms: access.platforms,
      courses: access.courses,
      ...(!isAllowed(access, 'read statements') && { authority: agentKey(access.authority) ?? '' }),
    }),
});
