import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterPrefix } from '../bson/key-encoding.ts';
import { StoredDocument } from '../bson/stored-document.ts';
import { CommandError } from '../errors.ts';
import { matchesOf } from '../query/matches.ts';
import { Puller } from '../query/yielding.ts';
import { removeMany } from '../update/update-documents.ts';
import { type Collection, type Index, type IndexSpec, makeIndex } from './collection.ts';
import { findEquivalent } from './index-specs.ts';
import { ALL_GARBAGE, recordNumber } from './keys.ts';
import type { Store } from './store.ts';

const DOCUMENTS_PER_STEP = 250;
const KEYS_PER_STEP = 2000;
const DEFAULT_TTL_SLEEP_SECONDS = 60;

/** What goes on beside commands, step by step, others in between: index builds, expiry, dropped keys. */
export class Maintenance {
  private readonly store: Store;
  private timer: NodeJS.Timeout | undefined;
  private sweeping: Promise<void> | undefined;
  private closed = false;
  ttlSleepSeconds = DEFAULT_TTL_SLEEP_SECONDS;

  constructor(store: Store) {
    this.store = store;
  }

  /** Finishes what a stop in the middle left behind, then watches what expires. */
  async start(): Promise<void> {
    await this.store.kv.write(() => {
      for (const collection of this.store.catalogue.all()) {
        for (const index of collection.indexes) {
          if (index.building) this.store.catalogue.dropIndex(collection, index);
        }
      }
    });
    this.sweep();
    this.schedule();
  }

  async close(): Promise<void> {
    this.closed = true;
    clearTimeout(this.timer);
    await this.sweeping;
  }

  schedule(): void {
    clearTimeout(this.timer);
    if (this.closed) return;
    this.timer = setTimeout(() => {
      this.sweep();
      this.schedule();
    }, this.ttlSleepSeconds * 1000);
    this.timer.unref();
  }

  /** Removes what was dropped and what has expired, in the background. */
  sweep(): void {
    if (this.sweeping || this.closed) return;
    this.sweeping = this.sweepOnce()
      // A failed sweep, a full disk for one, is tried again at the next.
      .catch(() => undefined)
      .finally(() => {
        this.sweeping = undefined;
      });
  }

  async buildIndex(collection: Collection, spec: IndexSpec): Promise<boolean> {
    const { kv, catalogue } = this.store;
    const started = await kv.write(() => {
      if (findEquivalent(collection, spec)) return undefined;
      const index = catalogue.addIndex(collection, spec);
      index.building = collection.count > 0;
      catalogue.describe(collection);
      return index;
    });
    if (!started?.building) return started !== undefined;
    try {
      await this.fillIndex(collection, started);
    } catch (error) {
      await kv.write(() => catalogue.dropIndex(collection, started));
      throw error;
    }
    await kv.write(() => {
      started.building = false;
      catalogue.describe(collection);
    });
    return true;
  }

  /** Changes when documents of a TTL index expire. */
  setExpiry(collection: Collection, index: Index, expireAfterSeconds: number): void {
    const spec = { ...index.spec, expireAfterSeconds };
    const { multikey, clipped } = index;
    const changed = Object.assign(makeIndex(index.id, spec, undefined), {
      isPartialMatch: index.isPartialMatch,
      dependsOn: index.dependsOn,
      multikey,
      clipped,
    });
    this.store.catalogue.replaceIndex(collection, index, changed);
  }

  /** Writers keep the index up from the start, so that going once through what was there completes it. */
  private async fillIndex(collection: Collection, index: Index): Promise<void> {
    const { kv } = this.store;
    const end = afterPrefix(collection.prefix);
    let start: Buffer | undefined = collection.prefix;
    while (start && !this.closed) {
      const from: Buffer = start;
      start = await kv.write(() => this.fillStep(collection, index, from, end));
      await nextTurn();
    }
    if (this.closed) throw new CommandError(91, 'the store is closing');
  }

  private fillStep(collection: Collection, index: Index, start: Buffer, end: Buffer): Buffer | undefined {
    if (collection.dropped) return undefined;
    const { kv, values, documents } = this.store;
    const entries = kv.range({ start, end, limit: DOCUMENTS_PER_STEP });
    for (const { key, value } of entries) {
      const record = recordNumber(key);
      const doc = new StoredDocument(values.unpack(collection, record, value));
      documents.addToIndex(collection, index, doc, record);
    }
    const last = entries.at(-1);
    return last && entries.length === DOCUMENTS_PER_STEP
      ? Buffer.concat([last.key, Buffer.from([0])])
      : undefined;
  }

  private async sweepOnce(): Promise<void> {
    for (const { key } of this.store.kv.range(ALL_GARBAGE)) await this.collectGarbage(key);
    for (const collection of this.store.catalogue.all()) {
      for (const index of collection.indexes) {
        const { expireAfterSeconds } = index.spec;
        if (expireAfterSeconds !== undefined) await this.expire(collection, index, expireAfterSeconds);
      }
    }
  }

  private async collectGarbage(key: Buffer): Promise<void> {
    const { kv } = this.store;
    const prefix = key.subarray(1);
    const range = { start: prefix, end: afterPrefix(prefix), limit: KEYS_PER_STEP };
    for (let isEmpty = false; !isEmpty && !this.closed;) {
      isEmpty = await kv.write(() => {
        const entries = kv.range(range);
        for (const entry of entries) kv.remove(entry.key);
        if (entries.length === 0) kv.remove(key);
        return entries.length === 0;
      });
      await nextTurn();
    }
  }

  private async expire(collection: Collection, index: Index, seconds: number): Promise<void> {
    const path = index.fields[0]?.path ?? '';
    const expired = { [path]: { $lte: new Date(Date.now() - seconds * 1000) } };
    const { name: hint, partialFilterExpression: partial } = index.spec;
    const filter = partial ? { $and: [expired, partial] } : expired;
    const first = new Puller(matchesOf(this.store, collection, { filter, hint, limit: 1 }));
    if ((await first.pull(1)).length === 0) return;
    await removeMany(this.store, collection.ns, { filter, hint });
  }
}
