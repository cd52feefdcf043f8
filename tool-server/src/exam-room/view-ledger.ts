import type { LanguageMap, LedgerDeed, RoomLedger, SealedLogEntry } from '@chuyen-de/contracts';
import type { NamesById } from '../classes/index.ts';
import type { Exams } from '../exams/index.ts';
import { numberOf } from '../gradebook/index.ts';
import type { Clock } from '../kernel/clock.ts';
import type { ExamPlace } from '../kernel/exam-place.ts';
import type { BroughtLog } from './sealed-log.model.ts';
import { mayTakeIn, type SealedLogs } from './take-sealed-log.ts';

type Deed = Awaited<ReturnType<Exams['timeDeeds']['of']>>[number];

interface Deps {
  timeDeeds: Pick<Exams['timeDeeds'], 'of'>;
  sealedLogs: Pick<SealedLogs, 'of'>;
  namesById: NamesById;
  titleOf: (examCode: string) => Promise<LanguageMap | undefined>;
  clock: Clock;
}

/** Deeds with the people that each names together. */
function gather(deeds: readonly Deed[]): (Deed & { people: string[] })[] {
  const gathered = new Map<string, Deed & { people: string[] }>();
  for (const deed of deeds) {
    const known = gathered.get(deed.deed) ?? { ...deed, people: [] };
    if (deed.personId !== undefined) known.people.push(deed.personId);
    gathered.set(deed.deed, known);
  }
  return [...gathered.values()];
}

/** A file that was brought, as the ledger tells of it. */
const entryOf = (
  log: BroughtLog,
  nameOf: (id: string) => string | null,
  mayDecide: boolean,
): SealedLogEntry => {
  const { _id, personId, at, by, outcome, taken, refused, reason, from, to, longestGapMs, takenIn } = log;
  return {
    id: _id,
    person: { id: personId, name: nameOf(personId), number: numberOf(personId) },
    ...{ at: at.toISOString(), by: nameOf(by), outcome, taken, refused, reason },
    from: from?.toISOString() ?? null,
    to: to?.toISOString() ?? null,
    longestGapSeconds: longestGapMs === undefined ? null : Math.round(longestGapMs / 1_000),
    takenIn: takenIn ? { ...takenIn, at: takenIn.at.toISOString(), by: nameOf(takenIn.by) } : null,
    can: { takeIn: mayDecide && mayTakeIn(log) },
  };
};

/**
 * What was done to the time of an exam at a link, oldest first: by whom, to whom, when and why.
 * @param mayDecide whoever asks may take in what came too late
 */
export const makeViewLedger =
  ({ timeDeeds, sealedLogs, namesById, titleOf, clock }: Deps) =>
  async (
    place: ExamPlace,
    contextTitle: string | undefined,
    mayDecide = false,
  ): Promise<RoomLedger | undefined> => {
    const title = await titleOf(place.examCode);
    if (!title) return undefined;
    const [done, logs] = await Promise.all([timeDeeds.of(place), sealedLogs.of(place)]);
    const deeds = gather(done);
    const names = await namesById([
      ...deeds.flatMap(({ by, people }) => [by, ...people]),
      ...logs.flatMap(({ by, personId, takenIn }) => [by, personId, ...(takenIn ? [takenIn.by] : [])]),
    ]);
    const nameOf = (id: string): string | null => names.get(id) ?? null;
    const personOf = (id: string) => ({ id, name: nameOf(id), number: numberOf(id) });
    return {
      exam: { code: place.examCode, title },
      contextTitle: contextTitle ?? null,
      deeds: deeds.map((deed): LedgerDeed => ({
        id: deed.deed,
        kind: deed.kind,
        at: deed.at.toISOString(),
        by: nameOf(deed.by),
        people: deed.people.length === 0 ? null : deed.people.map(personOf),
        sitting: deed.sitting ?? null,
        change: deed.change ?? null,
        minutes: deed.minutes ?? null,
        accommodation: deed.accommodation ?? null,
        reason: deed.reason ?? null,
      })),
      logs: logs.map((log) => entryOf(log, nameOf, mayDecide)),
      serverNow: clock.now().toISOString(),
    };
  };
