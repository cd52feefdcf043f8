import { BankTags, ChangedTogether, ChangeTogether } from '@chuyen-de/contracts';
import { Router } from 'express';
import { sendProblem } from '../http/index.ts';
import type { BankGuards } from './bank-guards.ts';
import type { makeChangeTogether } from './change-together.ts';
import type { QuestionStore } from './question-store.ts';

export interface ChangeDeps extends Pick<BankGuards, 'getBank' | 'bodyOf'> {
  questions: Pick<QuestionStore, 'tagsIn'>;
  changeTogether: ReturnType<typeof makeChangeTogether>;
}

const MOST_TAGS_LISTED = 500;

/** What several questions have in common, and how they are changed at once. */
export function changesRoutes({ questions, changeTogether, getBank, bodyOf }: ChangeDeps): Router {
  const router = Router();

  router.get('/made-banks/:bank/tags', async (req, res) => {
    const bank = await getBank(req);
    const tags = await questions.tagsIn(bank._id);
    res.json(BankTags.parse({ tags: tags.slice(0, MOST_TAGS_LISTED) }));
  });

  router.post('/made-banks/:bank/changes', async (req, res) => {
    const { bank, by, body } = await bodyOf(req, ChangeTogether);
    const result = await changeTogether(bank, body, by);
    if (result.ok) res.json(ChangedTogether.parse(result.changed));
    else sendProblem(res, result.error);
  });

  return router;
}
