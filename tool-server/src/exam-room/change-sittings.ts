import type { ChangeSitting, LanguageMap, MakeSitting, Sitting, Sittings } from '@chuyen-de/contracts';
import type { Exams } from '../exams/index.ts';
import type { Clock } from '../kernel/clock.ts';
import type { ExamPlace } from '../kernel/exam-place.ts';
import { faultOfSitting, type SittingFault, type StoredSitting } from '../sittings/index.ts';

interface Deps {
  exams: Pick<Exams, 'sittings' | 'noteSitting' | 'findInForce'>;
  titleOf: (examCode: string) => Promise<LanguageMap | undefined>;
  clock: Clock;
}

type Refusal =
  | SittingFault
  | { code: 'sitting_not_found' }
  | { code: 'sitting_changed' }
  | { code: 'sitting_too_small'; taken: number }
  | { code: 'sitting_taken'; taken: number }
  | { code: 'too_many_sittings' };
type Result = { ok: true } | { ok: false; error: Refusal };

type SeatRefusal =
  | { code: 'sitting_not_found' }
  | { code: 'sitting_assigned' }
  | { code: 'sitting_over' }
  | { code: 'sitting_full'; seated: number };

const DONE: Result = { ok: true };
const refuse = (error: Refusal): Result => ({ ok: false, error });

interface Doing extends ExamPlace {
  by: string;
}

const shown = ({ _id, linkId: _l, examCode: _e, ...sitting }: StoredSitting, taken: number): Sitting => ({
  id: _id,
  ...sitting,
  taken,
});

const placeOf = ({ linkId, examCode }: ExamPlace): ExamPlace => ({ linkId, examCode });

/** What is read of the sittings of an exam, and of one of them. */
const makeFinders = ({ exams, titleOf, clock }: Deps) => ({
  windowOf: async ({ examCode }: ExamPlace) => (await exams.findInForce(examCode))?.exam ?? {},
  findOne: async (place: ExamPlace, id: string) =>
    (await exams.sittings.of(place)).find(({ _id }) => _id === id),
  takenIn: async (id: string): Promise<number> => (await exams.sittings.seats.taken([id])).get(id) ?? 0,

  viewSittings: async (place: ExamPlace, mayEdit: boolean): Promise<Sittings | undefined> => {
    const [title, inForce, sittings] = await Promise.all([
      titleOf(place.examCode),
      exams.findInForce(place.examCode),
      exams.sittings.of(place),
    ]);
    if (!title) return undefined;
    const taken = await exams.sittings.seats.taken(sittings.map(({ _id }) => _id));
    return {
      exam: { code: place.examCode, title },
      opensAt: inForce?.exam.opensAt ?? null,
      closesAt: inForce?.exam.closesAt ?? null,
      sittings: sittings.map((sitting) => shown(sitting, taken.get(sitting._id) ?? 0)),
      can: { edit: mayEdit },
      serverNow: clock.now().toISOString(),
    };
  },
});

/** Puts people into sittings, or lets them pick. */
function makeSeating({ exams, clock }: Deps, { findOne }: ReturnType<typeof makeFinders>) {
  const { sittings } = exams;
  return {
    /** Puts people into a sitting one after the other, as long as it has room; null: out of all. */
    async giveSeats(
      { by, ...place }: Doing,
      id: string | null,
      people: readonly string[],
    ): Promise<{ ok: true; seated: number } | { ok: false; error: SeatRefusal }> {
      if (id === null) return { ok: true, seated: await sittings.seats.leave(place, people) };
      const sitting = await findOne(place, id);
      if (!sitting) return { ok: false, error: { code: 'sitting_not_found' } };
      let seated = 0;
      for (const personId of people) {
        if (!(await sittings.seats.take({ sitting, personId, by })))
          return { ok: false, error: { code: 'sitting_full', seated } };
        seated += 1;
      }
      return { ok: true, seated };
    },

    /** Somebody picks a sitting that is open for that: not whom others have put into one. */
    async takeSeat(
      { by, ...place }: Doing,
      id: string,
    ): Promise<{ ok: true } | { ok: false; error: SeatRefusal }> {
      const all = await sittings.of(place);
      const sitting = all.find(({ _id }) => _id === id);
      if (!sitting) return { ok: false, error: { code: 'sitting_not_found' } };
      const seat = await sittings.seats.find(place, by);
      if (seat?.sittingId === id) return { ok: true };
      const isPutThere = seat && seat.by !== by && all.some(({ _id }) => _id === seat.sittingId);
      if (!sitting.open || isPutThere) return { ok: false, error: { code: 'sitting_assigned' } };
      if (sitting.closesAt !== undefined && clock.now() >= new Date(sitting.closesAt))
        return { ok: false, error: { code: 'sitting_over' } };
      const isSeated = await sittings.seats.take({ sitting, personId: by, by });
      return isSeated ? { ok: true } : { ok: false, error: { code: 'sitting_full', seated: 0 } };
    },
  };
}

/** Sittings of an exam at a link, as those make and change them who look after it; the ledger tells who did what. */
export function makeChangeSittings(deps: Deps) {
  const { exams } = deps;
  const { sittings } = exams;
  const { viewSittings, ...finders } = makeFinders(deps);
  const { windowOf, findOne, takenIn } = finders;

  const note = (doing: Doing, sitting: { id: string; name: string }, change: Change): Promise<void> =>
    exams.noteSitting({ ...doing, sitting: { id: sitting.id, name: sitting.name }, change });

  return {
    ...makeSeating(deps, { viewSittings, ...finders }),
    viewSittings,

    async makeSitting(doing: Doing, { id, ...terms }: MakeSitting): Promise<Result> {
      const place = placeOf(doing);
      const fault = faultOfSitting(terms, await windowOf(place));
      if (fault) return refuse(fault);
      const made = await sittings.make(place, id, terms);
      if (made === 'too_many_sittings') return refuse({ code: made });
      if (made === 'made') await note(doing, { id, name: terms.name }, 'made');
      return DONE;
    },

    async changeSitting(doing: Doing, id: string, change: ChangeSitting): Promise<Result> {
      const { edition, newCode, ...terms } = change;
      const sitting = await findOne(placeOf(doing), id);
      if (!sitting) return refuse({ code: 'sitting_not_found' });
      const fault = faultOfSitting(terms, await windowOf(doing));
      if (fault) return refuse(fault);
      const taken = await takenIn(id);
      if (terms.capacity !== undefined && terms.capacity < taken)
        return refuse({ code: 'sitting_too_small', taken });
      const isRecoded = newCode === true;
      if (!(await sittings.change({ ...sitting, edition }, { terms, isRecoded })))
        return refuse({ code: 'sitting_changed' });
      await note(doing, { id, name: terms.name }, isRecoded ? 'recoded' : 'changed');
      return DONE;
    },

    async removeSitting(doing: Doing, id: string): Promise<Result> {
      const sitting = await findOne(placeOf(doing), id);
      if (!sitting) return DONE;
      const taken = await takenIn(id);
      if (taken > 0) return refuse({ code: 'sitting_taken', taken });
      await sittings.remove(sitting);
      await note(doing, { id, name: sitting.name }, 'removed');
      return DONE;
    },
  };
}

type Change = Parameters<Exams['noteSitting']>[0]['change'];
