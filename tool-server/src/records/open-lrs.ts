import {
  makeAnalysis,
  makeLrs,
  type Authenticate,
  type NameLearners,
  type RecordStore,
} from '@chuyen-de/xapi';
import type { Connection } from 'mongoose';
import type { Clock } from '../kernel/clock.ts';
import type { Config } from '../installation/index.ts';
import { outageOf } from '../http/index.ts';
import type { Logger } from '../kernel/logger.ts';
import type { WebProcess } from '../processes/index.ts';
import { pseudonymKey } from './statement-delivery.ts';
import { turnsOf } from './turns.ts';

interface Deps {
  config: Pick<Config, 'recordStore'>;
  connection: Connection;
  clock: Clock;
  logger: Logger;
  publicUrl: string;
  /** The installation's secret. */
  secret: string;
  store: RecordStore;
  /** This process, where it is one of several. */
  web?: WebProcess | undefined;
  /** Further ways to prove who asks, beside key and secret. */
  alsoAuthenticate?: Authenticate;
  /** Says who people are to whom may see it. */
  nameLearners?: NameLearners;
}

/** The record store by HTTP with what analysts ask of it, as the tool has it and as it runs alone. */
export function openLrs({ config, secret, publicUrl, logger, web, ...deps }: Deps) {
  const { smallCell, ...settings } = config.recordStore;
  const onError = (err: unknown): void => logger.error({ err }, 'unexpected error in the record store');
  const analysis = makeAnalysis({
    ...deps,
    pseudonymKey: pseudonymKey(secret),
    homePage: publicUrl,
    settings: { smallCell },
    onError,
  });
  const lrs = makeLrs({
    ...deps,
    analysis,
    settings,
    takeTurn: web && turnsOf(web),
    outageOf,
    onError,
  });
  return {
    models: [...analysis.models, ...lrs.models],
    listener: lrs.listener,
    paths: lrs.paths,
    close: () => analysis.close(),
  };
}
