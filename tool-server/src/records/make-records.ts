import type { ItemRef, LanguageMap } from '@chuyen-de/contracts';
import { makeRecordStore, VERBS, type ActorNaming, type RecordStore } from '@chuyen-de/xapi';
import type { Connection } from 'mongoose';
import type { Bank } from '../bank/index.ts';
import type { Classes } from '../classes/index.ts';
import type { Clock } from '../kernel/clock.ts';
import { isMarked, type Attempt } from '../exams/index.ts';
import type { Logger } from '../kernel/logger.ts';
import { makeGather, type Owed } from '../storage/index.ts';
import { makeActivities } from './activities.ts';
import { makeFindScene } from './find-scene.ts';
import { replacedIds, standingIds } from './marked-again.ts';
import { makeMayKeep } from './may-keep.ts';
import { profileRoutes } from './profile.routes.ts';
import { makeSetting, type RecordedPlatform } from './scene.ts';
import { makeLrsTargets, makeStatementDelivery, pseudonymKey } from './statement-delivery.ts';
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
  classes: Pick<Classes, 'findPerson' | 'findContext' | 'findLink' | 'hasNamesake'>;
  bank: Pick<Bank, 'findRevisions'>;
  findPlatform: (platformId: string) => Promise<RecordedPlatform | undefined>;
  titleOf: (item: ItemRef) => Promise<LanguageMap | undefined>;
  topicTitles: (codes: readonly string[]) => Promise<ReadonlyMap<string, LanguageMap>>;
  partTitles: (topicCode: string) => Promise<ReadonlyMap<string, LanguageMap>>;
  /** Those of some attempts that were removed, or corrected after they had been told of, as they are stored now. */
  retoldOf: (attemptIds: readonly string[]) => Promise<readonly Attempt[]>;
  /** An attempt as it is stored now. */
  findAttempt: (id: string) => Promise<{ attempt: Attempt } | undefined>;
  /** How long a record store elsewhere may take to answer. */
  timeoutMs?: number;
}

interface Told {
  platformId: string;
  statements: object[];
}

/** Keeps what is told in the record store; what comes together is stored together, by platform. @param onKept told then */
const makeKeep = (store: RecordStore, onKept: () => void) =>
  makeGather(async (told: Told[]) => {
    for (const platform of new Set(told.map(({ platformId }) => platformId))) {
      const own = told.filter(({ platformId }) => platformId === platform);
      await store.store(
        own.flatMap(({ statements }) => statements),
        { platform },
      );
    }
    onKept();
  });

/** What tells how answers were marked, and how an attempt came out. */
const OUTCOMES = [VERBS.answered, VERBS.completed, VERBS.passed, VERBS.failed].map(({ id }) => id);

/**
 * Takes back what was told of an attempt and is not so any more: all of it once it is removed; once it is marked anew
 * after a correction, what says how it was marked before. That is looked for whenever something of the attempt has been
 * told: whichever of the two comes last finds what the other did, also in another process.
 */
function makeTakeBackStale({ retoldOf }: Deps, store: RecordStore) {
  const look = makeGather(async (told: Attempt[]) => {
    for (const attempt of await retoldOf([...new Set(told.map(({ _id }) => _id))])) {
      const { registration, platformId: platform, removed, corrected } = attempt;
      if (removed) await store.takeBack({ registration, platform, at: removed.at });
      else if (corrected) {
        const stands = isMarked(attempt) ? standingIds(attempt) : [];
        const but = { verbs: OUTCOMES, except: stands };
        await store.takeBack({ registration, platform, at: corrected.at, ...but });
      }
    }
  });
  return async (document: Recorded): Promise<void> => {
    if ('examCode' in document) await look(document);
  };
}

/**
 * Takes back what later markings of an attempt have replaced. That is looked for whenever something of the attempt has
 * been told: whichever of two markings is told last finds the other.
 */
const makeTakeBackReplaced =
  ({ findAttempt }: Deps, store: RecordStore) =>
  async (document: Recorded): Promise<void> => {
    if (!('markings' in document)) return;
    const attempt = (await findAttempt(document._id))?.attempt;
    const ids = attempt ? replacedIds(attempt) : [];
    const times = Object.values(attempt?.markings ?? {}).flatMap((all) => all.map(({ at }) => at.getTime()));
    if (ids.length === 0) return;
    await store.takeBackSome({ ids, platform: document.platformId, at: new Date(Math.max(...times)) });
  };

/** What happens is told in xAPI statements: kept in our own record store, sent to any others. */
export function makeRecords(deps: Deps) {
  const { connection, clock, publicUrl, naming, secret } = deps;
  const store = makeRecordStore({ connection, clock, homePage: publicUrl, mayKeep: makeMayKeep(deps) });
  const { models, worker } = makeStatementDelivery({ ...deps, store });
  const keep = makeKeep(store, () => {
    worker.nudge();
  });
  const takeBackStale = makeTakeBackStale(deps, store);
  const takeBackReplaced = makeTakeBackReplaced(deps, store);
  const tell = makeTellEvent({
    ...deps,
    findScene: makeFindScene(deps),
    settingOf: makeSetting({ publicUrl, naming, key: pseudonymKey(secret) }),
    activities: makeActivities(publicUrl),
  });

  return {
    models: [...store.models, ...models],
    /** What the statements mean, at the address by which they say so. */
    profile: profileRoutes(publicUrl),
    /** Sends to the record stores elsewhere. */
    worker,
    store,
    /** The record stores elsewhere, and how each of them fares. */
    targets: makeLrsTargets({ ...deps, store }),

    /** Carries out owed work of kind `records`. */
    onRecordsOwed: async (document: Recorded, owed: Owed): Promise<void> => {
      await keep({ platformId: document.platformId, statements: await tell(document, owed) });
      await takeBackStale(document);
      await takeBackReplaced(document);
    },
  };
}
