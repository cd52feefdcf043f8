import { Code, CommentQuestion, QuestionComments } from '@chuyen-de/contracts';
import { Router, type Request } from 'express';
import { z } from 'zod';
import type { MadeBank as StoredBank } from '../catalogue/index.ts';
import { nameIn, type NamesById } from '../classes/index.ts';
import { parseRequest, ProblemError } from '../http/index.ts';
import type { Clock } from '../kernel/clock.ts';
import { getSession } from '../sessions/index.ts';
import type { BankGuards } from './bank-guards.ts';
import type { CommentStore } from './comment-store.ts';
import type { StoredQuestion } from './question-draft.model.ts';

export interface CommentDeps extends Pick<BankGuards, 'getBank' | 'bodyOf'> {
  comments: CommentStore;
  namesById: NamesById;
  clock: Clock;
  /** A question whose key its reader may see: what is said of it may tell it. */
  openQuestionOf: (req: Request, bank: StoredBank, code: string) => Promise<StoredQuestion>;
}

const QuestionParams = z.object({ bank: Code, code: Code });
const CommentParams = QuestionParams.extend({ comment: z.string().max(64) });

/** What those who write in a bank say of a question. */
export function commentsRoutes(deps: CommentDeps): Router {
  const { comments, namesById, clock, getBank, bodyOf, openQuestionOf } = deps;
  const router = Router();
  const at = '/made-banks/:bank/questions/:code/comments';
  const codeOf = (req: Request): string => parseRequest(req, { params: QuestionParams }).params.code;

  async function listFor({ _id }: StoredQuestion, person: string): Promise<QuestionComments> {
    const listed = await comments.listOf(_id);
    const names = await namesById(listed.map(({ by }) => by));
    return QuestionComments.parse({
      comments: listed.map((comment) => ({
        ...{ id: comment._id, at: comment.at.toISOString(), text: comment.text },
        by: nameIn(names, comment.by),
        can: { remove: comment.by === person },
      })),
    });
  }

  router.get(at, async (req, res) => {
    const question = await openQuestionOf(req, await getBank(req), codeOf(req));
    res.json(await listFor(question, getSession(req).personId));
  });

  router.post(at, async (req, res) => {
    const { bank, by, body } = await bodyOf(req, CommentQuestion);
    const question = await openQuestionOf(req, bank, codeOf(req));
    if (!(await comments.add({ question: question._id, by, at: clock.now(), text: body.text })))
      throw new ProblemError({ code: 'too_many_comments' });
    res.json(await listFor(question, by));
  });

  router.post(`${at}/:comment/removal`, async (req, res) => {
    const { bank, by } = await bodyOf(req, z.strictObject({}));
    const { code, comment } = parseRequest(req, { params: CommentParams }).params;
    const question = await openQuestionOf(req, bank, code);
    if (!(await comments.removeOwn(code, by, comment))) throw new ProblemError({ code: 'comment_not_found' });
    res.json(await listFor(question, by));
  });

  return router;
}
