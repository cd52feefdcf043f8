import type { Connection, Model } from 'mongoose';
import { z } from 'zod';
import type { XapiVersion } from '../http/exchange.ts';
import { deadLetterModel, type DeadLetter } from './dead-letter.model.ts';
import {
  deliveryTargetModel,
  type DeliveryTarget,
  type LastReply,
  type SealedSecret,
} from './delivery-target.model.ts';
import { TargetFilter } from './filter.ts';
import type { StatementSource } from './statement-source.ts';
import { endpointFault } from './target-address.ts';
import { withoutEndingSlashes } from '../validation/text-ends.ts';

interface Deps {
  connection: Connection;
  source: StatementSource;
  clock: { now(): Date };
  /** Encrypts what must not lie readable in the store. */
  sealSecret: (secret: string) => SealedSecret;
}

export interface NewTarget {
  /** Its name; the endpoint if there is none. */
  name?: string | undefined;
  endpoint: string;
  key: string;
  secret: string;
  version?: XapiVersion | undefined;
  filter?: TargetFilter | undefined;
  pseudonymise?: boolean | undefined;
  /** From where on it is told: from the first statement, from now, or from a time of storing. */
  from?: 'start' | 'now' | Date | undefined;
}

/** A target as an administrator or a metrics collector sees it: never with its secret. */
export interface TargetSummary {
  name: string;
  endpoint: string;
  key: string;
  version: XapiVersion;
  filter: TargetFilter;
  pseudonymise: boolean;
  state: DeliveryTarget['state'];
  /** Statements behind its place, counted up to `MOST_COUNTED`. */
  waiting: number;
  /** For how long the first of them has been waiting. */
  lagSeconds: number;
  sent: number;
  /** Tries that failed. */
  failed: number;
  dead: number;
  /** What it said when it last took nothing; null while it takes what it gets. */
  lastReply: LastReply | null;
}

const MOST_COUNTED = 100_000;
const Endpoint = z
  .string()
  .superRefine((url, context) => {
    const fault = endpointFault(url);
    if (fault !== undefined) context.addIssue({ code: 'custom', message: `the endpoint ${fault}` });
  })
  .transform(withoutEndingSlashes);
/** Lists print names as they are; keys and secrets go into a header: RFC 7617 §2. */
const Name = z
  .string()
  .regex(/^\P{Cc}+$/u, 'the name has to be without line breaks and control characters')
  .transform(withoutEndingSlashes);
const Key = z
  .string()
  .regex(/^[^:\p{Cc}]+$/u, 'the key has to be there, without colons and control characters');
const Secret = z.string().regex(/^\P{Cc}*$/u, 'the secret has to be without control characters');
const nameOf = withoutEndingSlashes;

interface Summarising extends Deps {
  letters: Model<DeadLetter>;
}

const summaryOf =
  ({ source, clock, letters }: Summarising) =>
  async (target: DeliveryTarget): Promise<TargetSummary> => {
    const { _id, endpoint, key, version, filter, pseudonymise, state, cursor, sent, failed } = target;
    const behind = cursor === undefined ? {} : { after: cursor };
    const [[first], waiting, dead] = await Promise.all([
      source.readForward({ ...behind, limit: 1 }),
      source.countForward({ ...behind, limit: MOST_COUNTED }),
      letters.countDocuments({ target: _id, state: 'dead' }),
    ]);
    const stored = first && (JSON.parse(first.json) as { stored: string }).stored;
    const lagMs = stored === undefined ? 0 : clock.now().getTime() - Date.parse(stored);
    return {
      ...{ name: _id, endpoint, key, version, filter, pseudonymise, state, waiting, sent, failed, dead },
      lagSeconds: Math.max(0, Math.round(lagMs / 1_000)),
      lastReply: target.lastReply ?? null,
    };
  };

/** Adds a target, or gives the one of this name other settings; then it keeps its place. */
const makeAdd =
  ({ source, clock, sealSecret }: Deps, targets: Model<DeliveryTarget>) =>
  async ({ from = 'now', ...given }: NewTarget): Promise<string> => {
    const endpoint = Endpoint.parse(given.endpoint);
    const now = clock.now();
    const cursor = from === 'start' ? undefined : source.positionBefore(from === 'now' ? now : from);
    const name = Name.parse(given.name ?? endpoint);
    const key = Key.parse(given.key);
    const secret = sealSecret(Secret.parse(given.secret));
    await targets.updateOne(
      { _id: name },
      {
        $set: {
          endpoint,
          key,
          secret,
          version: given.version ?? '1.0.3',
          filter: TargetFilter.parse(given.filter ?? {}),
          pseudonymise: given.pseudonymise ?? false,
          due: now,
          tries: 0,
        },
        $setOnInsert: {
          state: 'running',
          createdAt: now,
          sent: 0,
          failed: 0,
          ...(cursor !== undefined && { cursor }),
        },
      },
      { upsert: true },
    );
    return name;
  };

/** Administration of the record stores elsewhere. Commands answer undefined or false when no target has the name. */
export function makeDeliveryTargets(deps: Deps) {
  const targets = deliveryTargetModel(deps.connection);
  const letters = deadLetterModel(deps.connection);
  const summarise = summaryOf({ ...deps, letters });

  const change = async (name: string, values: Partial<DeliveryTarget>): Promise<boolean> => {
    const { matchedCount } = await targets.updateOne({ _id: nameOf(name) }, { $set: values });
    return matchedCount === 1;
  };

  return {
    /** @throws ZodError when the endpoint is no http(s) address or the filter none */
    add: makeAdd(deps, targets),

    list: async (): Promise<TargetSummary[]> =>
      Promise.all((await targets.find().sort({ createdAt: 1 }).lean<DeliveryTarget[]>()).map(summarise)),

    pause: (name: string): Promise<boolean> => change(name, { state: 'paused' }),

    /** Goes on, and at once: what kept it waiting may have been mended. */
    resume: (name: string): Promise<boolean> =>
      change(name, { state: 'running', due: deps.clock.now(), tries: 0 }),

    /** Removes a target and its dead letters. */
    async remove(name: string): Promise<boolean> {
      const { deletedCount } = await targets.deleteOne({ _id: nameOf(name) });
      await letters.deleteMany({ target: nameOf(name) });
      return deletedCount === 1;
    },

    /** What a target refused for good, oldest first. */
    dead: (name: string, limit: number): Promise<DeadLetter[]> =>
      letters
        .find({ target: nameOf(name), state: 'dead' })
        .sort({ position: 1 })
        .limit(limit)
        .lean<DeadLetter[]>(),

    /** Sends again what a target refused, and at once what waits for it; answers how many it had refused. */
    async retry(name: string): Promise<number | undefined> {
      if (!(await change(name, { due: deps.clock.now(), tries: 0 }))) return undefined;
      const { modifiedCount } = await letters.updateMany(
        { target: nameOf(name), state: 'dead' },
        { $set: { state: 'again' } },
      );
      return modifiedCount;
    },
  };
}
