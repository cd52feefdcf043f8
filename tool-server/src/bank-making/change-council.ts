import type { SetCouncil } from '@chuyen-de/contracts';
import type { Appraisals, AppraisersFor } from '../appraisal/index.ts';
import type { AdministrativeEntry } from '../audit/index.ts';
import type { Catalogue, MadeBank } from '../catalogue/index.ts';
import type { Clock } from '../kernel/clock.ts';
import { owe } from '../storage/index.ts';

interface Deps {
  catalogue: Pick<Catalogue, 'madeBanks'>;
  appraisals: Pick<Appraisals, 'listOf' | 'end'>;
  appraisersFor: AppraisersFor;
  clock: Clock;
}

type Set =
  | { ok: true; bank: MadeBank }
  | { ok: false; error: { code: 'council_member_wrong' | 'bank_not_found' } }
  /** Somebody else was first. */
  | { ok: false; error: { code: 'bank_changed' }; bank: MadeBank };

const AT_ONCE = 200;

/** Takes back all that a bank has before its council: without one nobody would decide it. */
async function withdrawAll({ appraisals }: Deps, bank: string, by: string): Promise<void> {
  for (;;) {
    const open = await appraisals.listOf(bank, undefined, AT_ONCE);
    let ended = 0;
    for (const each of open) if ((await appraisals.end(each, 'withdrawn', by)).ok) ended += 1;
    // What is left is being put into force at this moment.
    if (ended === 0) return;
  }
}

/**
 * Says who has to approve the questions of a bank from now on. What is in review stays with those to whom it was handed
 * in, or is taken back where there is to be no council; what is in force stays so.
 */
export const makeSetCouncil =
  (deps: Deps) =>
  async (bank: MadeBank, { edition, council }: SetCouncil, by: string): Promise<Set> => {
    const { catalogue, appraisersFor, clock } = deps;
    const known = bank.made.council?.members ?? [];
    const holders = council ? await appraisersFor(bank.owner) : [];
    if (council?.members.some((member) => !holders.includes(member) && !known.includes(member)))
      return { ok: false, error: { code: 'council_member_wrong' } };
    const at = clock.now();
    const entry: AdministrativeEntry = {
      deed: 'council-set',
      by: `person:${by}`,
      subject: { kind: 'bank', id: bank._id },
      after: council,
    };
    const owed = owe('audit', at, { ...entry });
    const saved =
      bank.made.edition === edition &&
      (await catalogue.madeBanks.saveCouncil(bank, council ?? undefined, { by, at, owed }));
    if (saved && council === null) await withdrawAll(deps, bank._id, by);
    const after = await catalogue.madeBanks.find(bank._id);
    if (!after) return { ok: false, error: { code: 'bank_not_found' } };
    return saved ? { ok: true, bank: after } : { ok: false, error: { code: 'bank_changed' }, bank: after };
  };
