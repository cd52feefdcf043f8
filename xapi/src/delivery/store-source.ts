import type { Connection } from 'mongoose';
import { readWithin } from '../kernel/read-within.ts';
import { beforeTime } from '../record-store/position.ts';
import type { RecordStore } from '../record-store/record-store.ts';
import type { StoredStatement } from '../record-store/statement.model.ts';
import type { SourceEntry, StatementSource } from './statement-source.ts';

/** Bytes of statements read at a time at the most; one alone may be larger. */
const MOST_BYTES = 4 * 1024 * 1024;
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
      const found = statements.collection
        .find({ _id: { $in: ids as never[] } }, { projection: FIELDS, batchSize: ids.length })
        .sort({ position: 1 }) as unknown as AsyncIterable<Read>;
      const { items, isCut } = await readWithin(found, MOST_BYTES);
      return { items: items.map(entryOf), isCut };
    },

    countForward: ({ after, limit }) =>
      statements.countDocuments(after === undefined ? {} : { position: { $gt: after } }, { limit }),
  };
}
