import type { Descriptions } from '../documents/descriptions.routes.ts';
import type { RecordStore } from './record-store.ts';

/** What stored statements say of activities and agents. */
export const makeDescriptions = (store: RecordStore): Descriptions => ({
  async findActivity(id) {
    const definition = (await store.findDefinitions([id])).get(id);
    return definition && { objectType: 'Activity', id, definition };
  },

  findNames: (agent, { platforms, courses }) => store.findNames(agent, { platforms, courses }),
});
