import { randomUUID } from 'node:crypto';
import mongoose, { type Connection } from 'mongoose';
import { credentialModel } from '../access/credential.model.ts';
import type { MayKeep } from '../access/credential-look-up.ts';
import { makeCredentials } from '../access/credentials.ts';
import type { Attachment } from '../attachments/attached.ts';
import type { XapiAgent } from '../statements/statement.ts';
import { XAPI_VERSION } from '../statements/version.ts';
import { activityModel } from './activity.model.ts';
import { attachmentModel } from './attachment.model.ts';
import { makeAttachmentStore } from './attachment-store.ts';
import { makeDefinitions } from './definitions.ts';
import { makeFindStatements } from './find-statements.ts';
import { Horizon } from './horizon.ts';
import { makeInsertBatch } from './insert-batch.ts';
import { makeReadStatements } from './read-statements.ts';
import { makeRecoverWriter } from './recover-writer.ts';
import { makeReferences } from './references.ts';
import { OWN_AUTHORITY } from './mend-statement.ts';
import { statementModel } from './statement.model.ts';
import { makeStoreEntries, type StoreOptions, type StoreResult } from './store-entries.ts';
import type { Entry } from './stored-document.ts';
import { makeTakeBack } from './take-back.ts';
import { makeWriterRegistry } from './writer-registry.ts';
import { writersModel } from './writers.model.ts';

interface Deps {
  connection: Connection;
  clock: { now(): Date };
  /** Who vouches for the statements that the tool itself stores. */
  homePage: string;
  /** Whether somebody may still answer for a credential; without it everybody may. */
  mayKeep?: MayKeep | undefined;
}

interface OwnStatements {
  /** The platform that they belong to. */
  platform?: string | undefined;
}

function makeToEntry(authority: XapiAgent) {
  return (made: object, { platform }: OwnStatements): Entry => {
    const own = (made as { id?: string }).id;
    const id = own ?? randomUUID();
    const statement = { ...made, id, authority, version: XAPI_VERSION };
    return {
      id: id.toLowerCase(),
      identified: own !== undefined,
      statement,
      // What is made here is on one line, and open once its last brace is gone.
      text: JSON.stringify(statement).slice(0, -1),
      platform,
    };
  };
}

function openModels(connection: Connection) {
  return {
    statements: statementModel(connection),
    writers: writersModel(connection),
    activities: activityModel(connection),
    attachments: attachmentModel(connection),
    credentials: credentialModel(connection),
  };
}

/** Statements, what is attached to them, and who may call for them. */
export function makeRecordStore(deps: Deps) {
  const { connection, clock } = deps;
  const models = openModels(connection);
  const { statements } = models;
  const references = makeReferences(statements);
  const horizon = new Horizon({
    registry: makeWriterRegistry(models.writers, clock),
    clock,
    isConnected: () => connection.readyState === mongoose.ConnectionStates.connected,
    recover: makeRecoverWriter({ statements, references }),
  });
  const definitions = makeDefinitions(models.activities, clock);
  const attachments = makeAttachmentStore(models.attachments);
  const insertBatch = makeInsertBatch({ statements, horizon, references });
  const storeEntries = makeStoreEntries({ statements, insertBatch, definitions });
  const authority: XapiAgent = {
    objectType: 'Agent',
    account: { homePage: deps.homePage, name: OWN_AUTHORITY },
  };
  const toEntry = makeToEntry(authority);

  /** Stores statements of the tool's own making; those already there stay as they are. */
  async function store(batch: readonly object[], own: OwnStatements = {}): Promise<void> {
    if (batch.length === 0) return;
    const entries = batch.map((statement) => toEntry(statement, own));
    // Told twice in a batch, it would be in its own way.
    const byId = new Map(entries.map((entry) => [entry.id, entry]));
    await storeEntries([...byId.values()], { version: XAPI_VERSION, defines: true, keepsFirst: true });
  }

  return {
    models: Object.values(models),
    credentials: makeCredentials({ ...deps, credentials: models.credentials }),
    ...makeReadStatements({ statements, horizon, definitions, find: makeFindStatements(statements) }),

    store,

    ...makeTakeBack({ statements, authority, store }),

    /** Stores valid statements and what is attached to them, all or none. */
    async storeEntries(
      entries: readonly Entry[],
      attached: readonly Attachment[],
      options: StoreOptions,
    ): Promise<StoreResult> {
      // What nobody refers to does no harm; a statement without its attachment would.
      await attachments.store(attached);
      return storeEntries(entries, options);
    },

    /** How many statements there are, by the store's own count. */
    count: (): Promise<number> => statements.estimatedDocumentCount(),

    attachment: (sha2: string): Promise<Attachment | undefined> => attachments.find(sha2),

    /**
     * The time before which everything stored can be found.
     * @see xAPI 1.0.3 Communication §2.1.3, X-Experience-API-Consistent-Through
     */
    consistentThrough: (): Promise<Date> => horizon.time(),

    /** Leaves the processes that store statements: others need not wait for what this one might store. */
    close: (): Promise<void> => horizon.close(),
  };
}

export type RecordStore = ReturnType<typeof makeRecordStore>;
