import { mapWithBreaks } from '../kernel/breaks.ts';
import type { XapiVersion } from '../http/exchange.ts';
import { XAPI_VERSION } from '../statements/version.ts';
import { isObject } from '../validation/structure.ts';
import { passes, voidedBy, type ParsedStatement, type TargetFilter } from './filter.ts';
import type { Pseudonymise } from './pseudonymise.ts';
import type { SourceEntry, StatementSource } from './statement-source.ts';

/** A statement ready to be sent. */
export interface Outgoing {
  id: string;
  statement: Record<string, unknown>;
  /** Hashes of the attachments whose bytes go with it. */
  attachments: readonly string[];
  /** Whether it voids another. */
  voids: boolean;
}

/** What a statement's version decides and a target's settings ask for. */
interface TargetSettings {
  version: XapiVersion;
  filter: TargetFilter;
  /** Absent: people are named as they are in the record store. */
  pseudonymise?: Pseudonymise | undefined;
}

/** A 1.0.x store refuses the context properties of 2.0. */
function withoutNewContext(statement: Record<string, unknown>): Record<string, unknown> {
  const { context, object } = statement;
  const older = { ...statement };
  if (isObject(context)) {
    const { contextAgents: _, contextGroups: __, ...kept } = context;
    older['context'] = kept;
  }
  if (isObject(object) && object['objectType'] === 'SubStatement')
    older['object'] = withoutNewContext(object);
  return older;
}

/** A 1.0.x store takes statements of 1.0.x alone; one that came as 2.0 follows 1.0.3 once its new parts are gone. */
const versionFor = (own: unknown): string =>
  typeof own === 'string' && own.startsWith('1.0') ? own : XAPI_VERSION;

function prepareOne(entry: SourceEntry, parsed: ParsedStatement, settings: TargetSettings): Outgoing {
  const { version, pseudonymise } = settings;
  // What a store sets by itself: when and by whom it was stored there.
  const { stored: _, authority: __, ...own } = parsed;
  const older =
    version === '1.0.3' ? { ...withoutNewContext(own), version: versionFor(own['version']) } : own;
  return {
    id: entry.id,
    statement: pseudonymise ? pseudonymise(older) : older,
    attachments: pseudonymise ? [] : (entry.attachments ?? []),
    voids: voidedBy(parsed) !== undefined,
  };
}

/** Picks the statements that a target gets and writes each as it gets it; undefined for the others. */
export const makePrepare =
  (source: Pick<StatementSource, 'readEntries'>) =>
  async (entries: readonly SourceEntry[], settings: TargetSettings): Promise<(Outgoing | undefined)[]> => {
    const parsed = await mapWithBreaks(entries, (entry) => ({
      entry,
      statement: JSON.parse(entry.json) as ParsedStatement,
    }));
    const outgoing: (Outgoing | undefined)[] = [];
    for (const { entry, statement } of parsed) {
      // A voiding statement goes where the statement went that it voids.
      const id = voidedBy(statement);
      const [target] = id === undefined ? [] : (await source.readEntries([id])).items;
      const read = target
        ? { statement: JSON.parse(target.json) as ParsedStatement, platform: target.platform }
        : { statement, platform: entry.platform };
      outgoing.push(passes(settings.filter, read) ? prepareOne(entry, statement, settings) : undefined);
    }
    return outgoing;
  };
