import type { Connection, Model } from 'mongoose';
import { deadLetterModel, type DeadLetter } from './dead-letter.model.ts';
import { deliveryTargetModel, type DeliveryTarget, type SealedSecret } from './delivery-target.model.ts';
import { makeClaim, type Lease } from './lease.ts';
import { makeSender, type SendFailure } from './make-sender.ts';
import { makePrepare } from './prepare.ts';
import { makePseudonymise, type PseudonymOptions } from './pseudonymise.ts';
import { makeServeTarget, type Parcel } from './serve-target.ts';
import type { SourceEntry, StatementSource } from './statement-source.ts';
import { endpointFault } from './target-address.ts';

/** Statements read at a time; an exam of 30 questions makes about 35. */
const BATCH = 200;
const TIMEOUT_MS = 30_000;
/** A refused statement may cost three requests before the lease is renewed: itself and two to compare. */
const REQUESTS_PER_RENEWAL = 4;
/** Targets at the same time that failed last: however many hang, others find a free worker. */
const MOST_TRYING = 4;
const GONE = 'is no longer in the record store';

interface Deps {
  connection: Connection;
  source: StatementSource;
  clock: { now(): Date };
  logger: { warn(facts: object, message: string): void };
  /** Opens what the administration has sealed. @throws when it was sealed with another secret */
  openSecret: (sealed: SealedSecret) => string;
  pseudonyms: PseudonymOptions;
  /** How long to wait after so many failed tries, in milliseconds. */
  backOffMs: (tries: number) => number;
  /** How long a target may take to answer. */
  timeoutMs?: number | undefined;
}

interface Work {
  entries: SourceEntry[];
  /** Whether they are dead letters that somebody asked to be sent again. */
  again: boolean;
}

/** Finds what waits for a target: letters to send again first, then what it has not been told. */
function makeFindWork(letters: Model<DeadLetter>, source: StatementSource) {
  async function askedAgain(target: string): Promise<SourceEntry[]> {
    const asked = await letters
      .find({ target, state: 'again' })
      .sort({ position: 1 })
      .limit(BATCH)
      .lean<DeadLetter[]>();
    const { items: entries, isCut } = await source.readEntries(asked.map(({ statementId }) => statementId));
    // What had no room is there, and comes in the next round.
    if (isCut) return entries;
    const found = new Set(entries.map(({ id }) => id));
    const gone = asked.filter(({ statementId }) => !found.has(statementId)).map(({ _id }) => _id);
    if (gone.length > 0)
      await letters.updateMany({ _id: { $in: gone } }, { $set: { state: 'dead', status: 0, message: GONE } });
    return entries;
  }

  return async ({ _id, cursor }: DeliveryTarget): Promise<Work | undefined> => {
    const asked = await askedAgain(_id);
    if (asked.length > 0) return { entries: asked, again: true };
    const entries = await source.readForward({
      ...(cursor !== undefined && { after: cursor }),
      limit: BATCH,
    });
    return entries.length > 0 ? { entries, again: false } : undefined;
  };
}

const cannotSend = (message: string): SendFailure => ({
  ok: false,
  error: 'unavailable',
  status: 0,
  message,
});

function makeServe(deps: Deps, letters: Model<DeadLetter>, signal: AbortSignal) {
  const { source, openSecret, timeoutMs = TIMEOUT_MS } = deps;
  const prepare = makePrepare(source);
  const pseudonymise = makePseudonymise(deps.pseudonyms);
  const serveTarget = makeServeTarget({ ...deps, letters, send: makeSender({ source, timeoutMs, signal }) });

  return async (lease: Lease, { entries, again }: Work): Promise<SendFailure | undefined> => {
    const { endpoint, key, secret, version, filter, pseudonymise: hides } = lease.target;
    // Targets of earlier releases may have an address that none is taken with now.
    const fault = endpointFault(endpoint);
    if (fault !== undefined) return cannotSend(`its address ${fault}: add it again`);
    let opened: string;
    try {
      opened = openSecret(secret);
    } catch {
      return cannotSend('its secret was sealed with another APP_SECRET: add the target again');
    }
    const outgoing = await prepare(entries, {
      version,
      filter: again ? {} : filter,
      pseudonymise: hides ? pseudonymise : undefined,
    });
    const parcels = entries.map((entry, index): Parcel => ({ entry, outgoing: outgoing[index] }));
    const address = { endpoint, key, secret: opened, version };
    return serveTarget({ lease, address, parcels, again, isStopping: () => signal.aborted });
  };
}

/**
 * One worker looks for all: the others would read the same of every target. Whoever finds something wakes the next.
 */
function oneAtATime<Found>(find: () => Promise<Found | undefined>): () => Promise<Found | undefined> {
  let isLooking = false;
  return async () => {
    if (isLooking) return undefined;
    isLooking = true;
    try {
      return await find();
    } finally {
      isLooking = false;
    }
  };
}

/**
 * Tells record stores elsewhere what ours is told: each target has a place in the order of storing up to
 * which it has everything, and what lies behind that waits in the record store itself.
 */
export function makeDelivery(deps: Deps) {
  const { connection, source, clock, timeoutMs = TIMEOUT_MS } = deps;
  const targets = deliveryTargetModel(connection);
  const letters = deadLetterModel(connection);
  const closing = new AbortController();
  const findWork = makeFindWork(letters, source);
  const claim = makeClaim({ ...deps, targets, leaseMs: REQUESTS_PER_RENEWAL * timeoutMs });
  const serve = makeServe(deps, letters, closing.signal);

  /** Targets that failed when they were last sent to, and are being sent to. */
  let trying = 0;

  /** A target that is due and for which something waits, claimed. */
  const next = oneAtATime(async (): Promise<{ lease: Lease; work: Work } | undefined> => {
    const now = clock.now();
    const due = await targets
      .find({ state: 'running', due: { $lte: now } })
      .sort({ tries: 1, due: 1 })
      .lean<DeliveryTarget[]>();
    for (const target of due) {
      if (target.lease && target.lease.until > now) continue;
      if (target.tries > 0 && trying >= MOST_TRYING) continue;
      const work = await findWork(target);
      const lease = work && (await claim(target));
      if (lease) return { lease, work };
    }
    return undefined;
  });

  return {
    models: [targets, letters],

    /**
     * Sends one batch to one target; false when nothing can be sent now. `onFound` is told before it is sent: there
     * may be more, for another worker.
     */
    async step(onFound: () => void): Promise<boolean> {
      if (closing.signal.aborted) return false;
      const found = await next();
      if (!found) return false;
      onFound();
      const isTrying = found.lease.target.tries > 0;
      if (isTrying) trying += 1;
      let failure: SendFailure | undefined;
      try {
        failure = await serve(found.lease, found.work);
      } catch (error) {
        await found.lease.release({ ok: false, error: 'unavailable', status: 0, message: String(error) });
        throw error;
      } finally {
        if (isTrying) trying -= 1;
      }
      await found.lease.release(failure);
      return true;
    },

    /** Lets requests under way go; what they carried is sent again after the next start. */
    close: (): void => {
      closing.abort();
    },
  };
}
