import type { SittingChoice } from '@chuyen-de/contracts';
import type { Clock } from '../kernel/clock.ts';
import { shownSitting, type Sittings, type StoredSitting } from '../sittings/index.ts';
import type { Taker } from './attempt-store.ts';

interface Deps {
  sittings: Pick<Sittings, 'knownOf' | 'seats'>;
  clock: Clock;
}

/** What sittings ask of somebody; undefined: the exam is sat in none. */
export const makeSittingChoice =
  ({ sittings, clock }: Deps) =>
  async (taker: Taker): Promise<{ mine: StoredSitting | undefined; choice: SittingChoice } | undefined> => {
    const all = await sittings.knownOf(taker);
    if (all.length === 0) return undefined;
    const [seat, taken] = await Promise.all([
      sittings.seats.find(taker, taker.personId),
      sittings.seats.taken(all.map(({ _id }) => _id)),
    ]);
    const mine = all.find(({ _id }) => _id === seat?.sittingId);
    const shown = (sitting: StoredSitting) => shownSitting(sitting, taken.get(sitting._id) ?? 0);
    const mayPick = !mine || seat?.by === taker.personId;
    const isAhead = ({ closesAt }: StoredSitting) => !closesAt || clock.now() < new Date(closesAt);
    const choices = mayPick ? all.filter((each) => each.open && each !== mine && isAhead(each)) : [];
    return { mine, choice: { mine: mine ? shown(mine) : null, choices: choices.map(shown) } };
  };
