import type { Model } from 'mongoose';
import { letterId, type DeadLetter } from './dead-letter.model.ts';
import type { Lease } from './lease.ts';
import type { Send, SendFailure } from './make-sender.ts';
import type { Outgoing } from './prepare.ts';
import type { SourceEntry } from './statement-source.ts';
import type { TargetAddress } from './target-address.ts';

/** A statement on its way, and where it is in the order of storing; no `outgoing`: the target does not want it. */
export interface Parcel {
  entry: SourceEntry;
  outgoing: Outgoing | undefined;
}

interface Deps {
  letters: Model<DeadLetter>;
  send: Send;
  clock: { now(): Date };
  logger: { warn(facts: object, message: string): void };
}

interface Round {
  lease: Lease;
  address: TargetAddress;
  parcels: Parcel[];
  /** Whether these were dead letters: then the cursor stays. */
  again: boolean;
  /** Whether to stop after the request under way. */
  isStopping: () => boolean;
}

/** Bytes of statements in one request at the most; one alone may be larger. */
const MOST_BYTES = 1024 * 1024;

const sizeOf = ({ entry, outgoing }: Parcel): number =>
  outgoing && outgoing.attachments.length > 0 ? MOST_BYTES : Buffer.byteLength(entry.json);

/** Parcels in requests: of bounded size, and attachments, which may be large, one by one. */
function inRequests(parcels: readonly Parcel[]): Parcel[][] {
  const requests: Parcel[][] = [];
  let request: Parcel[] = [];
  let bytes = 0;
  for (const parcel of parcels) {
    const size = sizeOf(parcel);
    if (request.length > 0 && bytes + size > MOST_BYTES) {
      requests.push(request);
      request = [];
      bytes = 0;
    }
    request.push(parcel);
    bytes += size;
  }
  return request.length > 0 ? [...requests, request] : requests;
}

const halves = (parcels: Parcel[]): [Parcel[], Parcel[]] => {
  const middle = Math.ceil(parcels.length / 2);
  return [parcels.slice(0, middle), parcels.slice(middle)];
};

const outgoingOf = (parcels: readonly Parcel[]): Outgoing[] =>
  parcels.flatMap(({ outgoing }) => outgoing ?? []);

/**
 * Sends parcels to a target, in order. A refused request is halved until the statement at fault is alone:
 * that one becomes a dead letter, and the others go on. What is settled is noted after each request, so that
 * whoever goes on after a stop or a crash sends at most one request again.
 */
export function makeServeTarget({ letters, send, clock, logger }: Deps) {
  async function bury({ lease: { target } }: Round, { entry }: Parcel, failure: SendFailure): Promise<void> {
    const { status, message } = failure;
    await letters.updateOne(
      { _id: letterId(target._id, entry.id) },
      {
        $set: { state: 'dead', status, message, at: clock.now() },
        $setOnInsert: { target: target._id, statementId: entry.id, position: entry.position },
      },
      { upsert: true },
    );
    logger.warn({ target: target._id, status, statement: entry.id }, 'a statement was refused for good');
  }

  async function settle({ lease, again }: Round, parcels: Parcel[], sent: number): Promise<boolean> {
    if (again && sent > 0)
      await letters.deleteMany({
        _id: { $in: parcels.map(({ entry }) => letterId(lease.target._id, entry.id)) },
      });
    const cursor = parcels.at(-1)?.entry.position;
    return lease.advance({ ...(!again && cursor !== undefined && { cursor }), sent });
  }

  /** The failure that stopped it; undefined when nothing went wrong that another try would mend. */
  return async function serve(round: Round): Promise<SendFailure | undefined> {
    const waiting = inRequests(round.parcels);
    while (!round.isStopping()) {
      const parcels = waiting.shift();
      if (!parcels) return undefined;
      const batch = outgoingOf(parcels);
      const result = await send(round.address, batch);
      if (result.ok) {
        if (!(await settle(round, parcels, batch.length))) return undefined;
        continue;
      }
      if (round.isStopping()) return undefined;
      if (result.error === 'unavailable') return result;
      const [alone, ...others] = parcels;
      if (alone === undefined || others.length > 0) {
        waiting.unshift(...halves(parcels));
        continue;
      }
      await bury(round, alone, result);
      if (!(await settle(round, parcels, 0))) return undefined;
    }
    return undefined;
  };
}
