import type { Scope } from '@chuyen-de/contracts';
import { makeAppraisals } from '../appraisal/index.ts';
import type { Practice } from '../practice/index.ts';
import { makeQuestionReports, makeReportStore } from '../question-reports/index.ts';
import type { Roles } from '../roles/index.ts';
import { makeSources } from '../sources/index.ts';
import { makeBankMaking } from './make-bank-making.ts';

type Deps = Omit<
  Parameters<typeof makeBankMaking>[0],
  'sources' | 'appraisals' | 'appraisersFor' | 'reports'
> & { practice: Pick<Practice, 'findRound'> };

/** Where banks are made: what their questions lean on, who appraises them, and what learners say is wrong with them. */
export function makeBankRooms(deps: Deps, { holdersOf, holds }: Pick<Roles, 'holdersOf' | 'holds'>) {
  const sources = makeSources(deps);
  const appraisersFor = (owner: Scope) => holdersOf('appraiser', owner);
  const appraises = (personId: string, owner: Scope) => holds(personId, 'appraiser', owner);
  const appraisals = makeAppraisals({ ...deps, sources, appraisersFor, appraises });
  const parts = { ...deps, appraisals, reports: makeReportStore(deps) };
  return {
    ...{ sources, appraisals },
    bankMaking: makeBankMaking({ ...parts, sources, appraisersFor }),
    questionReports: makeQuestionReports(parts),
  };
}
