import type { LanguageMap, LedgerDeed, RoomLedger } from '@chuyen-de/contracts';
import type { NamesById } from '../classes/index.ts';
import type { Exams } from '../exams/index.ts';
import { numberOf } from '../gradebook/index.ts';
import type { Clock } from '../kernel/clock.ts';
import type { ExamPlace } from '../kernel/exam-place.ts';

type Deed = Awaited<ReturnType<Exams['timeDeeds']['of']>>[number];

interface Deps {
  timeDeeds: Pick<Exams['timeDeeds'], 'of'>;
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

/** What was done to the time of an exam at a link, oldest first: by whom, to whom, when and why. */
export const makeViewLedger =
  ({ timeDeeds, namesById, titleOf, clock }: Deps) =>
  async (place: ExamPlace, contextTitle: string | undefined): Promise<RoomLedger | undefined> => {
    const title = await titleOf(place.examCode);
    if (!title) return undefined;
    const deeds = gather(await timeDeeds.of(place));
    const names = await namesById(deeds.flatMap(({ by, people }) => [by, ...people]));
    const personOf = (id: string) => ({ id, name: names.get(id) ?? null, number: numberOf(id) });
    return {
      exam: { code: place.examCode, title },
      contextTitle: contextTitle ?? null,
      deeds: deeds.map((deed): LedgerDeed => ({
        id: deed.deed,
        kind: deed.kind,
        at: deed.at.toISOString(),
        by: names.get(deed.by) ?? null,
        people: deed.people.length === 0 ? null : deed.people.map(personOf),
        minutes: deed.minutes ?? null,
        accommodation: deed.accommodation ?? null,
        reason: deed.reason ?? null,
      })),
      serverNow: clock.now().toISOString(),
    };
  };
