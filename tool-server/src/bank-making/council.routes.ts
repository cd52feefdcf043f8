import {
  Appraisers,
  AppraisalsQuery,
  BankAppraisals,
  MadeBank,
  MOST_APPRAISED,
  SetCouncil,
  endOfSchoolDay,
  startOfSchoolDay,
  SubmitQuestions,
  Submitted,
} from '@chuyen-de/contracts';
import { Router, type Request } from 'express';
import type { z } from 'zod';
import type { Appraisals, AppraisersFor } from '../appraisal/index.ts';
import type { MadeBank as StoredBank } from '../catalogue/index.ts';
import type { NamesById } from '../classes/index.ts';
import { parseRequest, ProblemError, sendProblem } from '../http/index.ts';
import type { Clock } from '../kernel/clock.ts';
import { maySetCouncil } from '../policies/index.ts';
import { getSession } from '../sessions/index.ts';
import type { BankGuards } from './bank-guards.ts';
import type { makeSetCouncil } from './change-council.ts';
import type { PresentBank } from './present-bank.ts';
import type { makeSubmitQuestions } from './submit-questions.ts';

export interface CouncilDeps extends PresentBank, Pick<BankGuards, 'getBank' | 'bodyOf'> {
  appraisals: Pick<Appraisals, 'listOf' | 'presentList'>;
  appraisersFor: AppraisersFor;
  setCouncil: ReturnType<typeof makeSetCouncil>;
  submitQuestions: ReturnType<typeof makeSubmitQuestions>;
  namesById: NamesById;
  clock: Clock;
}

export const canSetCouncil = (req: Request, { owner, made }: StoredBank): MadeBank['can'] => ({
  setCouncil: maySetCouncil(getSession(req), owner, made.council !== undefined),
});

/** Days of a school as moments: from the beginning of one to the end of another. */
const decidedIn = ({ from, to }: z.output<typeof AppraisalsQuery>) =>
  from === undefined || to === undefined
    ? undefined
    : {
        from: new Date(startOfSchoolDay(from)),
        to: new Date(endOfSchoolDay(to)),
      };

/** The council of a bank, and what it is handed in. */
export function councilRoutes(deps: CouncilDeps): Router {
  const { appraisals, appraisersFor, namesById, presentBank, getBank, bodyOf } = deps;
  const router = Router();

  router.get('/made-banks/:bank/appraisers', async (req, res) => {
    const holders = await appraisersFor((await getBank(req)).owner);
    const names = await namesById(holders);
    res.json(Appraisers.parse({ people: holders.map((id) => ({ id, name: names.get(id) ?? null })) }));
  });

  router.put('/made-banks/:bank/council', async (req, res) => {
    const { bank, by, body } = await bodyOf(req, SetCouncil);
    if (!canSetCouncil(req, bank).setCouncil) throw new ProblemError({ code: 'council_set' });
    const result = await deps.setCouncil(bank, body, by);
    const view =
      'bank' in result ? await presentBank(result.bank, canSetCouncil(req, result.bank)) : undefined;
    if (result.ok) res.json(MadeBank.parse(view));
    else sendProblem(res, { ...(view && { bank: view }), ...result.error });
  });

  router.get('/made-banks/:bank/appraisals', async (req, res) => {
    const bank = await getBank(req);
    const { query } = parseRequest(req, { query: AppraisalsQuery });
    const found = await appraisals.listOf(bank._id, decidedIn(query), MOST_APPRAISED + 1);
    const listed = await appraisals.presentList(found.slice(0, MOST_APPRAISED), getSession(req).personId);
    const more = found.length > MOST_APPRAISED;
    res.json(BankAppraisals.parse({ appraisals: listed, more, serverNow: deps.clock.now().toISOString() }));
  });

  router.post('/made-banks/:bank/appraisals', async (req, res) => {
    const { bank, by, body } = await bodyOf(req, SubmitQuestions);
    const result = await deps.submitQuestions(bank, body, by);
    if (result.ok) res.json(Submitted.parse(result.submitted));
    else sendProblem(res, result.error);
  });

  return router;
}
