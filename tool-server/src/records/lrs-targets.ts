import type { Connection, Model } from 'mongoose';
import { z } from 'zod';
import type { Clock } from '../clock.ts';
import { deliveryModel, type Delivery } from './delivery.model.ts';
import { lrsTargetModel, type LrsTargetDocument } from './lrs-target.model.ts';

/** How long another process's change of targets may go unnoticed. */
const KEPT_MS = 1_000;

interface Deps {
  targets: Model<LrsTargetDocument>;
  deliveries: Model<Delivery>;
  clock: Clock;
}

interface NewTarget {
  endpoint: string;
  key: string;
  secret: string;
}

/** A target as the administrator sees it: never with its secret. */
interface LrsTargetSummary {
  endpoint: string;
  key: string;
  /** Events that wait for it, and events that it refused for good. */
  waiting: number;
  refused: number;
  /** What it said when it last took nothing; null while it takes what it gets. */
  lastReply: { status: number; message: string; at: Date } | null;
}

const Endpoint = z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, ''));

/** Ids of the targets, read again once a second. */
function makeTargetIds({ targets, clock }: Deps) {
  type Ids = LrsTargetDocument['_id'][];
  let kept: { ids: Promise<Ids>; readAt: number } | undefined;
  const read = async (): Promise<Ids> =>
    (await targets.find({}, { _id: 1 }).lean<Pick<LrsTargetDocument, '_id'>[]>()).map(({ _id }) => _id);
  return {
    ids: (): Promise<Ids> => {
      const now = clock.now().getTime();
      if (!kept || now - kept.readAt >= KEPT_MS) kept = { ids: read(), readAt: now };
      return kept.ids;
    },
    forget: (): void => {
      kept = undefined;
    },
  };
}

/** The record stores elsewhere that get every statement from the moment on at which they are added. */
export function makeLrsTargets(deps: Deps) {
  const { targets, deliveries, clock } = deps;
  const { ids, forget } = makeTargetIds(deps);

  const summaryOf = async (target: LrsTargetDocument): Promise<LrsTargetSummary> => ({
    endpoint: target.endpoint,
    key: target.key,
    waiting: await deliveries.countDocuments({ target: target._id, state: 'waiting' }),
    refused: await deliveries.countDocuments({ target: target._id, state: 'refused' }),
    lastReply: target.lastReply ?? null,
  });

  return {
    ids,

    /**
     * Adds a target, or gives the one at this endpoint another key.
     * @throws ZodError when the endpoint is no http(s) address
     */
    add: async ({ endpoint, key, secret }: NewTarget): Promise<void> => {
      const now = clock.now();
      await targets.updateOne(
        { endpoint: Endpoint.parse(endpoint) },
        { $set: { key, secret, due: now, tries: 0 }, $setOnInsert: { createdAt: now } },
        { upsert: true },
      );
      forget();
    },

    list: async (): Promise<LrsTargetSummary[]> =>
      Promise.all((await targets.find().sort({ createdAt: 1 }).lean<LrsTargetDocument[]>()).map(summaryOf)),

    /** Removes a target and what waits for it; false when there is none at this endpoint. */
    remove: async (endpoint: string): Promise<boolean> => {
      const target = await targets
        .findOneAndDelete({ endpoint: Endpoint.parse(endpoint) })
        .lean<LrsTargetDocument>();
      forget();
      if (!target) return false;
      await deliveries.deleteMany({ target: target._id });
      return true;
    },

    /** Sends again what a target refused, and at once what waits for it; answers how many events it had refused. */
    retry: async (endpoint: string): Promise<number> => {
      const target = await targets
        .findOneAndUpdate({ endpoint: Endpoint.parse(endpoint) }, { $set: { due: clock.now(), tries: 0 } })
        .lean<LrsTargetDocument>();
      if (!target) return 0;
      const { modifiedCount } = await deliveries.updateMany(
        { target: target._id, state: 'refused' },
        { $set: { state: 'waiting' } },
      );
      return modifiedCount;
    },
  };
}

export type LrsTargets = ReturnType<typeof makeLrsTargets>;

/** The targets alone, for the administration beside a running tool. */
export const makeLrsAdministration = ({ connection, clock }: { connection: Connection; clock: Clock }) =>
  makeLrsTargets({ targets: lrsTargetModel(connection), deliveries: deliveryModel(connection), clock });
