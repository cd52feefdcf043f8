import {
  AddComment,
  Appraisal as AppraisalView,
  AppraisalQueue,
  CastVote,
  CheckKey,
  SettleKey,
  WithdrawAppraisal,
} from '@chuyen-de/contracts';
import { isBlank, readResponse, typeOf } from '@chuyen-de/question-types';
import { Router, type Request, type Response } from 'express';
import { z } from 'zod';
import type { Catalogue } from '../catalogue/index.ts';
import { parseRequest, ProblemError, sendProblem } from '../http/index.ts';
import type { Clock } from '../kernel/clock.ts';
import { may, mayAppraise, mayEditMade } from '../policies/index.ts';
import { getSession, readBody } from '../sessions/index.ts';
import { owedOf, type AppraisalDeed, type AppraisalStore, type Done } from './appraisal-store.ts';
import type { Appraisal } from './appraisal.model.ts';
import { withCheck, withComment, withSettlement, withVote, type Outcome } from './appraisal.rules.ts';
import { findBlind, type Appraises } from './find-blind.ts';
import type { PresentAppraisal, Reader } from './present-appraisal.ts';
import { orderFor } from './shown-question.ts';

interface Deps extends PresentAppraisal {
  catalogue: Pick<Catalogue, 'madeBanks'>;
  appraisals: AppraisalStore;
  clock: Clock;
  appraises: Appraises;
  end: (appraisal: Appraisal, as: 'withdrawn', by: string) => Promise<Done>;
}

const NOTHING_ANSWERED = { path: 'body.response', message: 'is blank' };

const AppraisalParams = z.object({ id: z.string().min(1).max(100) });

function readerOf(req: Request, { members, owner, submittedBy }: Appraisal): Reader {
  const session = getSession(req);
  const { personId } = session;
  return {
    personId,
    isMember: members.includes(personId) && mayAppraise(session, owner),
    isEditor: mayEditMade(session, owner),
    isSubmitter: submittedBy === personId,
  };
}

/** The appraisal of a request, for its council and those who edit the bank: others are not told that it is there. */
async function appraisalOf(req: Request, { appraisals }: Deps): Promise<Appraisal> {
  const { id } = parseRequest(req, { params: AppraisalParams }).params;
  const appraisal = await appraisals.find(id);
  const reader = appraisal && readerOf(req, appraisal);
  if (!appraisal || !(reader?.isMember || reader?.isEditor || reader?.isSubmitter))
    throw new ProblemError({ code: 'appraisal_not_found' });
  return appraisal;
}

/** What a member does; once its body has come they have to be one still. */
function requireMember(req: Request, appraisal: Appraisal): string {
  const { isMember, personId } = readerOf(req, appraisal);
  if (!isMember)
    throw new ProblemError({ code: appraisal.authors.includes(personId) ? 'own_question' : 'not_permitted' });
  return personId;
}

/** What would tell the key to somebody who has to find it without. @throws ProblemError `appraise_first` */
async function refuseBlind(deps: Deps, { question }: Appraisal, personId: string): Promise<void> {
  if ((await findBlind(deps, [question], personId)).has(question))
    throw new ProblemError({ code: 'appraise_first' });
}

async function answer(req: Request, res: Response, deps: Deps, done: Done): Promise<void> {
  if (!done.ok) {
    sendProblem(res, done.error);
    return;
  }
  const { appraisal } = done;
  const bank = await deps.catalogue.madeBanks.find(appraisal.bank);
  if (!bank) throw new ProblemError({ code: 'appraisal_not_found' });
  res.json(AppraisalView.parse(await deps.presentAppraisal(appraisal, bank, readerOf(req, appraisal))));
}

/** Does something to an appraisal that the audit hears of. */
function makeAct({ appraisals, clock }: Deps) {
  return (
    appraisal: Appraisal,
    { by, deed, said }: { by: string; deed: AppraisalDeed; said?: object },
    rule: (appraisal: Appraisal, doing: { by: string; at: Date }) => Outcome,
  ): Promise<Done> => {
    const at = clock.now();
    const owed = owedOf(deed, appraisal, { by, at, ...(said && { said }) });
    return appraisals.act(appraisal._id, (current) => rule(current, { by, at }), owed);
  };
}

/** What members say of a question: whether its key is right, and whether it may be issued. */
function memberRoutes(deps: Deps): Router {
  const act = makeAct(deps);
  const router = Router();

  router.post('/appraisals/:id/check', async (req, res) => {
    const appraisal = await appraisalOf(req, deps);
    const { response: logged } = await readBody(req, CheckKey);
    const by = requireMember(req, appraisal);
    const { content } = appraisal;
    const read = readResponse(content.type, orderFor(appraisal, by), logged);
    if (!read.ok) throw new ProblemError({ ...read.fault });
    const { response } = read;
    // What says nothing is no answer, and would stand for one.
    if (isBlank(response)) throw new ProblemError({ code: 'invalid_request', issues: [NOTHING_ANSWERED] });
    const fraction = typeOf(content.type).fraction(content, response);
    const doing = { by, deed: 'appraisal-key-checked', said: { agrees: fraction === 1 } } as const;
    const done = await act(appraisal, doing, (current, who) =>
      withCheck(current, { ...who, response, fraction }),
    );
    await answer(req, res, deps, done);
  });

  router.put('/appraisals/:id/vote', async (req, res) => {
    const appraisal = await appraisalOf(req, deps);
    const { vote } = await readBody(req, CastVote);
    const by = requireMember(req, appraisal);
    const deed = vote ? 'appraisal-voted' : 'appraisal-vote-taken-back';
    const doing = { by, deed, ...(vote && { said: { verdict: vote.verdict } }) } as const;
    await answer(
      req,
      res,
      deps,
      await act(appraisal, doing, (current, who) => withVote(current, { ...who, vote })),
    );
  });

  router.post('/appraisals/:id/settlement', async (req, res) => {
    const appraisal = await appraisalOf(req, deps);
    const { note } = await readBody(req, SettleKey);
    const by = requireMember(req, appraisal);
    const done = await act(appraisal, { by, deed: 'appraisal-settled' }, (current, who) =>
      withSettlement(current, { ...who, note }),
    );
    await answer(req, res, deps, done);
  });

  return router;
}

/** `/api/appraisals`: what councils are asked, and what they say. */
export function appraisalsRoutes(deps: Deps): Router {
  const { appraisals, presentQueue } = deps;
  const act = makeAct(deps);
  const router = Router().use('/appraisals', (req, _res, next) => {
    const session = getSession(req);
    if (!may(session, 'questions.appraise') && !may(session, 'questions.write'))
      throw new ProblemError({ code: 'not_permitted' });
    next();
  });

  router.get('/appraisals', async (req, res) => {
    const session = getSession(req);
    const { personId } = session;
    const waiting = await appraisals.waitingFor(personId, ({ owner }) => mayAppraise(session, owner));
    res.json(AppraisalQueue.parse(await presentQueue(waiting, personId)));
  });

  router.get('/appraisals/:id', async (req, res) => {
    await answer(req, res, deps, { ok: true, appraisal: await appraisalOf(req, deps) });
  });

  router.post('/appraisals/:id/comments', async (req, res) => {
    const appraisal = await appraisalOf(req, deps);
    const { text } = await readBody(req, AddComment);
    // Whoever sends it may still see it then.
    await appraisalOf(req, deps);
    const by = getSession(req).personId;
    await refuseBlind(deps, appraisal, by);
    const done = await act(appraisal, { by, deed: 'appraisal-commented' }, (current, who) =>
      withComment(current, { ...who, text }),
    );
    await answer(req, res, deps, done);
  });

  router.post('/appraisals/:id/withdrawal', async (req, res) => {
    await readBody(req, WithdrawAppraisal);
    const appraisal = await appraisalOf(req, deps);
    const { isEditor, isSubmitter, personId } = readerOf(req, appraisal);
    if (!isEditor && !isSubmitter) throw new ProblemError({ code: 'not_permitted' });
    await refuseBlind(deps, appraisal, personId);
    await answer(req, res, deps, await deps.end(appraisal, 'withdrawn', personId));
  });

  return router.use(memberRoutes(deps));
}
