import { createHmac } from 'node:crypto';
import type { ItemRef, LanguageMap } from '@chuyen-de/contracts';
import { buildStatement, makeRecordStore, type ActorNaming } from '@chuyen-de/xapi';
import type { Connection, Model } from 'mongoose';
import type { Bank } from '../bank/index.ts';
import type { Classes } from '../classes/index.ts';
import type { Clock } from '../clock.ts';
import type { Logger } from '../http/index.ts';
import { makeGather, type Owed } from '../storage/index.ts';
import { makeActivities } from './activities.ts';
import { makeDeliveryWorker } from './deliver-statements.ts';
import { deliveryModel, type Delivery } from './delivery.model.ts';
import { makeFindScene } from './find-scene.ts';
import { lrsTargetModel } from './lrs-target.model.ts';
import { makeLrsTargets, type LrsTargets } from './lrs-targets.ts';
import { makeSetting, type RecordedPlatform } from './scene.ts';
import { makeTellEvent, type Recorded } from './tell-event.ts';

interface Deps {
  connection: Connection;
  clock: Clock;
  logger: Logger;
  /** How browsers and LMSs call the tool: the base of the addresses of its activities. */
  publicUrl: string;
  /** How statements name people. */
  naming: ActorNaming;
  /** The installation's secret: key of pseudonyms. */
  secret: string;
  classes: Pick<Classes, 'findPerson' | 'findContext' | 'findLink'>;
  bank: Pick<Bank, 'findRevisions'>;
  findPlatform: (platformId: string) => Promise<RecordedPlatform | undefined>;
  titleOf: (item: ItemRef) => Promise<LanguageMap | undefined>;
  topicTitles: (codes: readonly string[]) => Promise<ReadonlyMap<string, LanguageMap>>;
  /** How long a record store elsewhere may take to answer. */
  timeoutMs?: number;
}

/** A key of its own, so that who learns a pseudonym's key has not learnt the secret. */
const pseudonymKey = (secret: string): string =>
  createHmac('sha256', secret).update('names of people in statements').digest('hex');

interface QueueDeps {
  deliveries: Model<Delivery>;
  targets: LrsTargets;
  clock: Clock;
}

/** Queues the statements of an event for every target; once, however often it is called. */
const makeQueue =
  ({ deliveries, targets, clock }: QueueDeps) =>
  async (eventId: string, statements: object[]): Promise<number> => {
    const ids = await targets.ids();
    if (ids.length === 0) return 0;
    const json = JSON.stringify(statements);
    const createdAt = clock.now();
    await deliveries.bulkWrite(
      ids.map((target) => ({
        updateOne: {
          filter: { _id: `${eventId}:${target.toHexString()}` },
          update: { $setOnInsert: { target, statements: json, state: 'waiting', createdAt } },
          upsert: true,
        },
      })),
      { ordered: false },
    );
    return ids.length;
  };

/** What happens is told in xAPI statements: kept in our own record store, sent to any others. */
export function makeRecords(deps: Deps) {
  const { connection, clock, publicUrl, naming, secret } = deps;
  const deliveries = deliveryModel(connection);
  const targetModel = lrsTargetModel(connection);
  const store = makeRecordStore({ connection, clock, homePage: publicUrl });
  const targets = makeLrsTargets({ targets: targetModel, deliveries, clock });
  const worker = makeDeliveryWorker({ ...deps, deliveries, targets: targetModel });
  const queue = makeQueue({ deliveries, targets, clock });
  const keep = makeGather((events: object[][]) => store.store(events.flat()));
  const tell = makeTellEvent({
    ...deps,
    findScene: makeFindScene(deps),
    settingOf: makeSetting({ publicUrl, naming, key: pseudonymKey(secret) }),
    activities: makeActivities(publicUrl),
  });

  return {
    models: [...store.models, deliveries, targetModel],
    /** Sends to the record stores elsewhere. */
    worker,
    store,

    /** Carries out owed work of kind `records`. */
    onRecordsOwed: async (document: Recorded, owed: Owed): Promise<void> => {
      const statements = (await tell(document, owed)).map(buildStatement);
      await keep(statements);
      if ((await queue(owed.id, statements)) > 0) worker.nudge();
    },
  };
}
