import type { Scope } from '@chuyen-de/contracts';
import { makeAppraisals } from '../appraisal/index.ts';
import type { Roles } from '../roles/index.ts';
import { makeSources } from '../sources/index.ts';
import { makeBankMaking } from './make-bank-making.ts';

type Deps = Omit<Parameters<typeof makeBankMaking>[0], 'sources' | 'appraisals' | 'appraisersFor'>;

/** Where banks are made: what their questions lean on, and who appraises them. */
export function makeBankRooms(deps: Deps, { holdersOf, holds }: Pick<Roles, 'holdersOf' | 'holds'>) {
  const sources = makeSources(deps);
  const appraisersFor = (owner: Scope) => holdersOf('appraiser', owner);
  const appraises = (personId: string, owner: Scope) => holds(personId, 'appraiser', owner);
  const appraisals = makeAppraisals({ ...deps, sources, appraisersFor, appraises });
  return { sources, appraisals, bankMaking: makeBankMaking({ ...deps, sources, appraisals, appraisersFor }) };
}
