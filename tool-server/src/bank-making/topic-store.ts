import type { TopicDraft, TopicField } from '@chuyen-de/contracts';
import type { Connection } from 'mongoose';
import { isDuplicateKey } from '../storage/index.ts';
import { storedTopicModel, type StoredTopic } from './topic-draft.model.ts';

/** So many of the last changes are told of. */
const EDITS_KEPT = 20;

interface Save {
  bank: string;
  code: string;
  /** That it was made to; 0: nothing was written yet. */
  edition: number;
  draft: TopicDraft & Pick<StoredTopic, 'print'>;
  at: Date;
  by: string;
  fields: TopicField[];
}

/** What was written of the topics of banks that are made in the browser, one document each. */
export function makeTopicStore({ connection }: { connection: Connection }) {
  const topics = storedTopicModel(connection);

  async function insert({ bank, code, draft, at, by, fields }: Save): Promise<boolean> {
    const edits = [{ edition: 1, at, by, fields }];
    const first = { _id: code, bank, ...draft, edition: 1, editedAt: at, editedBy: by, edits };
    try {
      await topics.insertMany([first], { lean: true });
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }

  async function update({ bank, code, edition, draft, at, by, fields }: Save): Promise<boolean> {
    const edit = { edition: edition + 1, at, by, fields };
    const { modifiedCount } = await topics.updateOne(
      { _id: code, bank, edition },
      {
        $set: { ...draft, edition: edit.edition, editedAt: at, editedBy: by },
        $push: { edits: { $each: [edit], $slice: -EDITS_KEPT } },
      },
    );
    return modifiedCount === 1;
  }

  /** Drafts of earlier releases have none. */
  const withMaterials = (topic: StoredTopic): StoredTopic => {
    const { materials = [] } = topic as Partial<StoredTopic>;
    return { ...topic, materials };
  };

  return {
    models: [topics],

    /** The materials of all topics of a bank. */
    materialsOf: async (bank: string): Promise<StoredTopic['materials']> => {
      const found = await topics.find({ bank }, { materials: 1 }).lean<StoredTopic[]>();
      return found.flatMap((topic) => withMaterials(topic).materials);
    },

    find: async (bank: string, code: string): Promise<StoredTopic | undefined> => {
      const found = await topics.findOne({ _id: code, bank }).lean<StoredTopic>();
      return found ? withMaterials(found) : undefined;
    },

    /** What the drafts of a bank say, by topic, as prints. */
    prints: async (bank: string): Promise<Map<string, string>> => {
      const found = await topics.find({ bank }, { print: 1 }).lean<Pick<StoredTopic, '_id' | 'print'>[]>();
      return new Map(found.map(({ _id, print }) => [_id, print]));
    },

    /** False: it has changed meanwhile. */
    save: (save: Save): Promise<boolean> => (save.edition === 0 ? insert(save) : update(save)),
  };
}

export type TopicStore = ReturnType<typeof makeTopicStore>;
