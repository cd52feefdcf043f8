import type { BsonDocument } from '../bson/values.ts';
import type { Store } from '../storage/store.ts';
import type { Cursors } from './cursors.ts';
import type { CommandRequest } from './request.ts';
import type { Maintenance } from '../storage/maintenance.ts';

/** What commands work with. */
export interface CommandContext {
  readonly store: Store;
  readonly cursors: Cursors;
  readonly maintenance: Maintenance;
  readonly dir: string;
}

/** Answers a command: with a document, or with the bytes of one. */
export type Command = (
  request: CommandRequest,
  context: CommandContext,
) => BsonDocument | Buffer | Promise<BsonDocument | Buffer>;

export type Commands = Readonly<Record<string, Command>>;
