import type { Connection } from 'mongoose';
import { beforeTime } from '../record-store/position.ts';
import type { RecordStore } from '../record-store/record-store.ts';
import type { StoredStatement } from '../record-store/statement.model.ts';
import type { SourceEntry, StatementSource } from './statement-source.ts';

const FIELDS = { position: 1, json: 1, attachments: 1, platform: 1 };
type Read = Pick<StoredStatement, '_id' | 'position' | 'json'> & Partial<SourceEntry>;

const entryOf = ({ _id, position, json, attachments, platform }: Read): SourceEntry => ({
  ...{ id: _id, position, json, attachments, platform },
});

/** The record store of this installation as delivery reads it. */
export function makeStoreSource(connection: Connection, store: RecordStore): StatementSource {
  const statements = connection.model<StoredStatement>('Statement');
  return {
    readForward: (options) => store.readForward(options),
    attachment: (sha2) => store.attachment(sha2),
    positionBefore: (time) => beforeTime(time.getTime()),

    async readEntries(ids) {
      const found = await statements
        .find({ _id: { $in: ids } }, FIELDS)
        .sort({ position: 1 })
        .lean<Read[]>();
      return found.map(entryOf);
    },

    countForward: ({ after, limit }) =>
      statements.countDocuments(after === undefined ? {} : { position: { $gt: after } }, { limit }),
  };
}
