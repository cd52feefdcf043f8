import type { ChangeForce, MakeSource, SaveSource, Scope } from '@chuyen-de/contracts';
import type { AdministrativeEntry } from '../audit/index.ts';
import type { Clock } from '../kernel/clock.ts';
import { covers, scopeText } from '../policies/index.ts';
import { owe, type Owed } from '../storage/index.ts';
import type { SourceStore } from './source-store.ts';
import type { Source } from './source.model.ts';
import { clausesOf, foldedOf } from './source.rules.ts';

interface Deps {
  sources: SourceStore;
  clock: Clock;
}

type SourceDeed = Extract<AdministrativeEntry['deed'], `source-${string}`>;

/** What the audit is owed of something that is done to a document. */
function owedOf(
  deed: SourceDeed,
  id: string,
  { by, at, after }: { by: string; at: Date; after?: unknown },
): Owed {
  const entry: AdministrativeEntry = {
    deed,
    by: `person:${by}`,
    subject: { kind: 'source', id },
    ...(after !== undefined && { after }),
  };
  return owe('audit', at, { ...entry });
}

const standsForOf = (from: NonNullable<Source['from']>, owner: Scope): string =>
  `${scopeText(owner)} ${from.programme} ${from.source}`;

type Making = Omit<MakeSource, 'owner'> & { owner: Scope; by: string };
type Made =
  | { ok: true; source: Source }
  | { ok: false; error: { code: 'too_many_sources' | 'source_known' | 'source_clause_unknown' } };

/** Puts a document into a registry. */
export const makeMakeSource =
  ({ sources, clock }: Deps) =>
  async ({ by, owner, from, clauses: said, ...rest }: Making): Promise<Made> => {
    if (await sources.isFull(owner)) return { ok: false, error: { code: 'too_many_sources' } };
    const read = clausesOf([], 0, said);
    if (!read) return { ok: false, error: { code: 'source_clause_unknown' } };
    const at = clock.now();
    const fresh = { superseded: null, clauses: read.clauses, clausesNumbered: read.numbered };
    const edited = { edition: 1, editedAt: at, editedBy: by, folded: foldedOf(rest), owed: [] };
    const stands = from && { from, standsFor: standsForOf(from, owner) };
    const owed = (code: string) =>
      owedOf('source-made', code, { by, at, after: { owner: scopeText(owner) } });
    const source = await sources.insert({ owner, ...rest, ...fresh, ...edited, ...stands }, owed);
    return source ? { ok: true, source } : { ok: false, error: { code: 'source_known' } };
  };

type Saved =
  | { ok: true; source: Source }
  | { ok: false; error: { code: 'source_not_found' | 'source_clause_unknown' | 'source_successor_wrong' } }
  /** Somebody else was first. */
  | { ok: false; error: { code: 'source_changed' }; source: Source };

/** What became of a change: the document as it is, or that somebody else was first. */
async function outcomeOf({ sources }: Deps, code: string, changed: boolean): Promise<Saved> {
  const source = await sources.find(code);
  if (!source) return { ok: false, error: { code: 'source_not_found' } };
  return changed ? { ok: true, source } : { ok: false, error: { code: 'source_changed' }, source };
}

/** Saves all that is said of a document, over the edition that it was made to. */
export const makeSaveSource =
  (deps: Deps) =>
  async (before: Source, { edition, clauses: said, ...rest }: SaveSource, by: string): Promise<Saved> => {
    const { sources, clock } = deps;
    if (before.edition !== edition) return outcomeOf(deps, before._id, false);
    const read = clausesOf(before.clauses, before.clausesNumbered, said);
    if (!read) return { ok: false, error: { code: 'source_clause_unknown' } };
    const at = clock.now();
    const change = {
      ...{ kind: rest.kind, title: rest.title, number: rest.number, date: rest.date },
      ...{ clauses: read.clauses, clausesNumbered: read.numbered, folded: foldedOf(rest) },
    };
    const owed = owedOf('source-changed', before._id, { by, at });
    return outcomeOf(deps, before._id, await sources.change(before, change, { at, by, owed }));
  };

/** Whether a document may take the place of another: it is in force, and found wherever that one is. */
async function maySucceed({ sources }: Deps, before: Source, by: string): Promise<boolean> {
  const successor = by === before._id ? undefined : await sources.find(by);
  return successor?.superseded === null && covers(successor.owner, before.owner);
}

/** Puts a document out of force, with what takes its place or without, or back into it. */
export const makeChangeForce =
  (deps: Deps) =>
  async (before: Source, { edition, superseded }: ChangeForce, by: string): Promise<Saved> => {
    const { sources, clock } = deps;
    if (before.edition !== edition) return outcomeOf(deps, before._id, false);
    if (superseded?.by != null && !(await maySucceed(deps, before, superseded.by)))
      return { ok: false, error: { code: 'source_successor_wrong' } };
    const at = clock.now();
    const deed = superseded ? 'source-superseded' : 'source-reinstated';
    const owed = owedOf(deed, before._id, { by, at, ...(superseded && { after: superseded }) });
    return outcomeOf(deps, before._id, await sources.change(before, { superseded }, { at, by, owed }));
  };
