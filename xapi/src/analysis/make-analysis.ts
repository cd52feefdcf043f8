import type { KnownActivity } from '@chuyen-de/contracts';
import type { Connection } from 'mongoose';
import type { Access } from '../access/access.ts';
import type { RecordStore } from '../record-store/record-store.ts';
import { statementModel } from '../record-store/statement.model.ts';
import { analysisRoutes } from './analysis.routes.ts';
import { makeDraw } from './figures/draw.ts';
import { factBlockModel } from './facts/fact-block.model.ts';
import { makeCatchUp } from './facts/catch-up.ts';
import { makeFactBlocks } from './facts/fact-blocks.ts';
import { makeFactReader } from './facts/fact-reader.ts';
import { makeFactSources } from './facts/fact-sources.ts';
import { makeHidePeople } from './hide-people.ts';
import { makeLearnerHandles } from './learner-handles.ts';
import type { NameLearners } from './list-entries.ts';
import { savedQueryModel } from './saved-query.model.ts';
import { savedQueriesRoute } from './saved-queries.ts';
import { makeStatementReader } from './statement-reader.ts';

/** What an operator may set. */
export interface AnalysisSettings {
  /** Fewer learners than this behind a figure: it is withheld from who may not see people. */
  smallCell: number;
  /** How long an aggregation or a count may take, in milliseconds. */
  timeLimitMs: number;
}

const ANALYSIS_DEFAULTS: AnalysisSettings = { smallCell: 5, timeLimitMs: 30_000 };

interface Deps {
  connection: Connection;
  clock: { now(): Date };
  store: Pick<RecordStore, 'horizon' | 'findKnownDefinitions'>;
  /** Key of the installation's pseudonyms: who has it can tell who is behind one. */
  pseudonymKey: string;
  /** Home of pseudonyms. */
  homePage: string;
  /** Says who people are, where whoever asks may see it. */
  nameLearners?: NameLearners | undefined;
  settings?: Partial<AnalysisSettings> | undefined;
  /** Hears what went wrong in the background. */
  onError: (error: unknown) => void;
}

type Json = Record<string, unknown>;
type Choice = NonNullable<KnownActivity['choices']>[number];

/** Our extension for cognitive levels, whichever address the installation had when it told them. */
const LEVEL = /\/profile\/extensions\/level$/;

const LONGEST_LEVEL = 100;

function levelIn(extensions: unknown): string | undefined {
  const [, level] = Object.entries((extensions ?? {}) as Json).find(([name]) => LEVEL.test(name)) ?? [];
  return typeof level === 'string' && level.length <= LONGEST_LEVEL ? level : undefined;
}

function toKnown({ name, type, correctResponsesPattern, choices, extensions }: Json): KnownActivity {
  const level = levelIn(extensions);
  const options = (choices ?? []) as { id: string; description?: Choice['text'] }[];
  return {
    ...(name !== undefined && { name: name as Record<string, string> }),
    ...(typeof type === 'string' && { type }),
    ...(level !== undefined && { level }),
    ...(Array.isArray(correctResponsesPattern) && { correct: correctResponsesPattern as string[] }),
    ...(options.length > 0 && {
      choices: options.map(({ id, description }) => ({ id, ...(description && { text: description }) })),
    }),
  };
}

/** Activities that are looked up at a time, and so are in memory. */
const LOOKED_UP = 50;
/** Characters of what is said of activities beside an answer at the most; of further ones the id has to do. */
const MOST_SAID = 2 * 1024 * 1024;

/** What the store knows of activities, some at a time. */
async function* knownIn(
  { findKnownDefinitions }: Deps['store'],
  ids: readonly string[],
  { platforms }: Access,
): AsyncGenerator<readonly [string, Json]> {
  for (let from = 0; from < ids.length; from += LOOKED_UP)
    yield* await findKnownDefinitions(ids.slice(from, from + LOOKED_UP), platforms);
}

async function sayKnown(
  known: AsyncIterable<readonly [string, Json]>,
): Promise<Record<string, KnownActivity>> {
  const said: [string, KnownActivity][] = [];
  let left = MOST_SAID;
  for await (const [id, definition] of known) {
    const one = toKnown(definition);
    left -= JSON.stringify(one).length;
    if (left < 0) break;
    said.push([id, one]);
  }
  return Object.fromEntries(said);
}

async function levelsIn(known: AsyncIterable<readonly [string, Json]>): Promise<Map<string, string>> {
  const levels = new Map<string, string>();
  for await (const [id, { extensions }] of known) {
    const level = levelIn(extensions);
    if (level !== undefined) levels.set(id, level);
  }
  return levels;
}

/** What analysts ask of a record store: the resources below `/ext`, and what they keep. */
export function makeAnalysis(deps: Deps) {
  const { connection, clock, store, pseudonymKey, homePage, nameLearners, settings, onError } = deps;
  const queries = savedQueryModel(connection);
  const blockModel = factBlockModel(connection);
  const statements = statementModel(connection);
  const sources = makeFactSources(statements);
  const blocks = makeFactBlocks({ statements, blocks: blockModel });
  const catchUp = makeCatchUp({ sources, blocks, onError });
  const facts = makeFactReader({ sources, blocks, catchUp });
  const routes = analysisRoutes({
    ...ANALYSIS_DEFAULTS,
    ...settings,
    reader: makeStatementReader(statements),
    facts,
    horizon: store.horizon,
    knownActivities: (ids, access) => sayKnown(knownIn(store, ids, access)),
    findLevels: (ids, access) => levelsIn(knownIn(store, ids, access)),
    progress: (signal) => facts.progress(signal),
    draw: makeDraw(pseudonymKey),
    handles: makeLearnerHandles(pseudonymKey),
    hidePeople: makeHidePeople({ key: pseudonymKey, homePage }),
    nameLearners,
  });
  return {
    models: [queries, blockModel],
    routes: [...routes, savedQueriesRoute({ queries, clock })],
    /** Stops what goes on in the background. */
    close: () => catchUp.close(),
  };
}

export type Analysis = ReturnType<typeof makeAnalysis>;
