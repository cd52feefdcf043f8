import { Code, FoundLecture, IssueTopic, MadeTopic, SaveTopic } from '@chuyen-de/contracts';
import { Router, type Request, type Response } from 'express';
import { z } from 'zod';
import { FormatError, MOST_FILE_BYTES, type FormatsApart } from '../bank/index.ts';
import type { MadeBank as StoredBank } from '../catalogue/index.ts';
import { parseRequest, ProblemError, sendProblem } from '../http/index.ts';
import { readFileBody } from '../sessions/index.ts';
import type { makeSaveTopic } from './change-topic.ts';
import type { BankGuards } from './bank-guards.ts';
import type { makeIssueTopic, makeRetireTopic } from './issue-topic.ts';
import type { PresentTopic } from './present-topic.ts';
import type { TopicStore } from './topic-store.ts';

export interface TopicDeps extends PresentTopic, BankGuards {
  topics: TopicStore;
  saveTopic: ReturnType<typeof makeSaveTopic>;
  issueTopic: ReturnType<typeof makeIssueTopic>;
  retireTopic: ReturnType<typeof makeRetireTopic>;
  readWordLecture: FormatsApart['readWordLecture'];
}

const TopicParams = z.object({ bank: Code, code: Code });

/** The topic of a request, as its bank has it now. */
function topicIn(req: Request, bank: StoredBank) {
  const { code } = parseRequest(req, { params: TopicParams }).params;
  const topic = bank.topics.find((each) => each.code === code);
  if (!topic) throw new ProblemError({ code: 'topic_not_found' });
  return topic;
}

/** The lecture of a file, for whoever may write the topic; nothing of it is stored. */
async function readLectureFile(deps: TopicDeps, req: Request, res: Response): Promise<void> {
  const bank = await deps.getBank(req);
  topicIn(req, bank);
  const bytes = await readFileBody(req, MOST_FILE_BYTES);
  deps.refuseUnlessEditor(req, bank);
  try {
    res.json(FoundLecture.parse(await deps.readWordLecture(bytes)));
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    sendProblem(res, { code: 'file_not_read', fault: error.code, values: error.values });
  }
}

/** Topics that are made in the browser: each change names the edition that it was made to. */
export function topicsRoutes(deps: TopicDeps): Router {
  const { topics, getBank, bodyOf, presentTopic, presentTopicChange } = deps;
  const router = Router();

  /** Answers with the topic as it is now. */
  async function show(req: Request, res: Response): Promise<void> {
    const bank = await getBank(req);
    const topic = topicIn(req, bank);
    const stored = await topics.find(bank._id, topic.code);
    res.json(MadeTopic.parse(await presentTopic(bank, topic, stored)));
  }

  /** Says who changed what since the edition that a request knows. */
  async function tellChange(req: Request, res: Response, bank: StoredBank, since: number): Promise<void> {
    const topic = topicIn(req, bank);
    const stored = await topics.find(bank._id, topic.code);
    const change = stored && (await presentTopicChange(bank, topic, stored, since));
    sendProblem(res, { ...change, code: 'topic_changed' });
  }

  router.get('/made-banks/:bank/topics/:code', show);

  router.put('/made-banks/:bank/topics/:code/draft', async (req, res) => {
    const { bank, by, body } = await bodyOf(req, SaveTopic);
    const topic = topicIn(req, bank);
    const result = await deps.saveTopic({ bank, by, code: topic.code, ...body });
    if (result.ok) res.json(MadeTopic.parse(await presentTopic(bank, topic, result.topic)));
    else await tellChange(req, res, bank, body.edition);
  });

  router.post('/made-banks/:bank/topics/:code/lecture-file', (req, res) => readLectureFile(deps, req, res));

  router.post('/made-banks/:bank/topics/:code/issue', async (req, res) => {
    const { bank, by, body } = await bodyOf(req, IssueTopic);
    const { code } = topicIn(req, bank);
    const result = await deps.issueTopic({ bank: bank._id, code, by }, body.edition);
    if (result.ok) await show(req, res);
    else if (result.error.code === 'topic_changed') await tellChange(req, res, bank, body.edition);
    else sendProblem(res, result.error);
  });

  router.post('/made-banks/:bank/topics/:code/retirement', async (req, res) => {
    const { bank, by } = await bodyOf(req, z.strictObject({}));
    const { code } = topicIn(req, bank);
    const result = await deps.retireTopic({ bank: bank._id, code, by });
    if (result.ok) await show(req, res);
    else sendProblem(res, result.error);
  });

  return router;
}
