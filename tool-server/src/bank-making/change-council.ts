import type { SetCouncil } from '@chuyen-de/contracts';
import type { AppraisersFor } from '../appraisal/index.ts';
import type { AdministrativeEntry } from '../audit/index.ts';
import type { Catalogue, MadeBank } from '../catalogue/index.ts';
import type { Clock } from '../kernel/clock.ts';
import { owe } from '../storage/index.ts';

interface Deps {
  catalogue: Pick<Catalogue, 'madeBanks'>;
  appraisersFor: AppraisersFor;
  clock: Clock;
}

type Set =
  | { ok: true; bank: MadeBank }
  | { ok: false; error: { code: 'council_member_wrong' | 'bank_not_found' } }
  /** Somebody else was first. */
  | { ok: false; error: { code: 'bank_changed' }; bank: MadeBank };

/**
 * Says who has to approve the questions of a bank from now on. What is in review stays with those to whom it was handed
 * in; what is in force stays so.
 */
export const makeSetCouncil =
  ({ catalogue, appraisersFor, clock }: Deps) =>
  async (bank: MadeBank, { edition, council }: SetCouncil, by: string): Promise<Set> => {
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
    const after = await catalogue.madeBanks.find(bank._id);
    if (!after) return { ok: false, error: { code: 'bank_not_found' } };
    return saved ? { ok: true, bank: after } : { ok: false, error: { code: 'bank_changed' }, bank: after };
  };
