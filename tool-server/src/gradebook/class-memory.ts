import type { ItemRef } from '@chuyen-de/contracts';
import type { Model } from 'mongoose';
import type { ClassMember, Classes } from '../classes/index.ts';
import { makeTurns } from '../kernel/turns.ts';
import { makeWatchedMemory } from '../storage/index.ts';
import type { ClassEntry } from './class-list.rules.ts';
import type { Work } from './class-row.rules.ts';
import type { Grade } from './grade.model.ts';
import type { FollowWork, WorkReading, WorkSource } from './view-gradebook.ts';

/** After so long a class is read whole again: nothing of it is wrong for longer, whatever went unnoticed. */
const LIFE_MS = 60_000;
/** People of classes that are held, at less than a kilobyte each: a dozen classes of five thousand. */
const MOST_PEOPLE = 60_000;
/** Classes of one LMS that are looked at in the same moment: each has all its people in memory, held or not. */
const AT_ONCE = 2;

type Context = NonNullable<Awaited<ReturnType<Classes['findContext']>>>;
type GradeStanding = Pick<Grade, 'personId' | 'state' | 'reason'>;

interface Deps {
  grades: Model<Grade>;
  classes: Pick<Classes, 'findPeople' | 'learnersOf' | 'rosterSays'>;
  work: Pick<WorkSource, 'follow'>;
}

/** The link that somebody looks at, and what it opens. */
export interface ClassPlace {
  item: ItemRef;
  linkId: string;
}

/** The class at a link; `version` tells what is the same as before. */
export interface ClassLook {
  entries: readonly ClassEntry[];
  version: number;
}

/** What is held of a class. */
interface Held extends ClassLook {
  followWork: FollowWork;
  works: Map<string, Work>;
  roster: readonly ClassMember[];
  /** People with work whom the roster does not list as learners; null: they teach, or are gone. */
  others: Map<string, Pick<ClassEntry, 'person' | 'inRoster'> | null>;
  /** The standing of grades, as one text. */
  ledger: string;
  /** Whether something has changed that `entries` do not show yet. */
  isStale: boolean;
}

const NOBODY: readonly ClassMember[] = [];

/** Enters works, all or those that have changed. */
function enterWorks(held: Held, { isWhole, works }: WorkReading): void {
  if (isWhole) held.works = new Map();
  for (const [personId, work] of works) {
    if (work) held.works.set(personId, work);
    else held.works.delete(personId);
  }
  held.isStale ||= isWhole || works.size > 0;
}

/** Enters the roster: if it is another one, who is not in it is looked up anew. */
function enterRoster(held: Held, roster: readonly ClassMember[]): void {
  if (roster === held.roster) return;
  held.roster = roster;
  held.others.clear();
  held.isStale = true;
}

/** Looks up those who have work and are in no roster, once. */
async function findOthers(held: Held, context: Context | undefined, { classes }: Deps): Promise<void> {
  const listed = new Set(held.roster.map(({ id }) => id));
  const missing = [...held.works.keys()].filter((id) => !listed.has(id) && !held.others.has(id));
  if (missing.length === 0) return;
  const found = await classes.findPeople(missing, context);
  const ids = found.map(({ id }) => id);
  const rosterSays = await classes.rosterSays(context, ids);
  for (const id of missing) held.others.set(id, null);
  for (const person of found) held.others.set(person.id, { person, inRoster: rosterSays(person.id) });
}

/** Grades of a link that are not where they belong: of all others no list and no figure needs anything. */
async function readMissing({ grades }: Deps, linkId: string): Promise<GradeStanding[]> {
  const find = (filter: object) =>
    grades.collection
      .find({ linkId, ...filter }, { projection: { _id: 0, personId: 1, state: 1, reason: 1 } })
      .toArray() as Promise<unknown[]> as Promise<GradeStanding[]>;
  const [onTheirWay, unseen] = await Promise.all([
    find({ state: { $in: ['waiting', 'refused'] } }),
    find({ reason: { $in: ['not_shown', 'still_held'] } }),
  ]);
  return [...onTheirWay, ...unseen];
}

const entriesOf = ({ roster, others, works }: Held, missing: readonly GradeStanding[]): ClassEntry[] => {
  const gradeOf = new Map(missing.map((grade) => [grade.personId, grade]));
  const withWork = ({ person, inRoster }: Pick<ClassEntry, 'person' | 'inRoster'>): ClassEntry => ({
    person,
    inRoster,
    work: works.get(person.id),
    grade: gradeOf.get(person.id),
  });
  const unlisted = [...others].flatMap(([id, other]) => (other && works.has(id) ? [other] : []));
  return [...roster.map((person) => ({ person, inRoster: true })), ...unlisted].map(withWork);
};

/** Brings what is held of a class up to date. */
async function refresh(
  held: Held,
  { linkId, context }: { linkId: string; context: Context | undefined },
  deps: Deps,
): Promise<void> {
  const roster = context ? await deps.classes.learnersOf(context) : NOBODY;
  enterRoster(held, roster);
  const [missing] = await Promise.all([
    readMissing(deps, linkId),
    held.followWork(roster.map(({ id }) => id)).then((reading) => enterWorks(held, reading)),
  ]);
  const ledger = missing.map(({ personId, state, reason }) => `${personId} ${state} ${reason}`).join();
  if (!held.isStale && held.ledger === ledger) return;
  await findOthers(held, context, deps);
  held.entries = entriesOf(held, missing);
  held.version += 1;
  held.ledger = ledger;
  held.isStale = false;
}

/**
 * The classes at links that somebody looks at, held in memory: a look reads only what has changed since the one before,
 * in whatever process that was, and looks at one time read together. What is held of roster and names is a minute old
 * at the most; rows are made of what is stored now.
 */
export function makeClassMemory(deps: Deps) {
  const turnsOf = makeTurns(AT_ONCE);
  const watch = makeWatchedMemory<ClassPlace, Held, Context | undefined>({
    keyOf: ({ linkId, item }) => `${linkId} ${item.kind}:${item.code}`,
    begin: ({ item, linkId }) => ({
      followWork: deps.work.follow(item, linkId),
      works: new Map(),
      roster: NOBODY,
      others: new Map(),
      ledger: '',
      isStale: true,
      entries: [],
      version: 0,
    }),
    refresh: (held, { linkId }, context) => refresh(held, { linkId, context }, deps),
    sizeOf: ({ works, roster }) => works.size + roster.length,
    most: MOST_PEOPLE,
    life: { ttl: LIFE_MS, noUpdateTTL: true },
  });

  return {
    /**
     * Reads the class as it is now, in its LMS's turn: what is read of it may be used until then, and what others are
     * to have afterwards is answered.
     */
    look: <T>(
      place: ClassPlace,
      context: Context | undefined,
      read: (look: ClassLook) => Promise<T> | T,
    ): Promise<T> =>
      turnsOf(context?.platformId ?? '')(async () => {
        const { entries, version } = await watch(place, context);
        return read({ entries, version });
      }),
  };
}

export type ClassMemory = ReturnType<typeof makeClassMemory>;
