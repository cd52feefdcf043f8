import { CheckReceipt, groupedCode, isReceiptCode, ReceiptChecked } from '@chuyen-de/contracts';
import { Router } from 'express';
import type { Model } from 'mongoose';
import { makeReadJson, parseRequest, STRANGERS_BODY_BYTES } from '../http/index.ts';
import type { Attempt } from './attempt.model.ts';
import type { ReceiptProof } from './receipt.ts';
import { answeredCount } from './scoring.rules.ts';

interface Deps {
  attempts: Model<Attempt>;
  receiptProof: ReceiptProof;
}

/** So many attempts share a receipt by chance at the most; which of them is meant, its proof tells. */
const MOST_ALIKE = 20;
const NOT_GENUINE = { genuine: false } as const;

/** What is told of an attempt to whoever holds a receipt of it. */
function told(attempt: Attempt, receipt: string): ReceiptChecked {
  const { exam, closedAt, paper, answers, formerReceipts = [], removed } = attempt;
  if (!closedAt) return NOT_GENUINE;
  const former =
    attempt.receipt === receipt ? undefined : formerReceipts.find(({ code }) => code === receipt);
  return {
    genuine: true,
    exam: exam.title,
    closedAt: closedAt.toISOString(),
    answered: former?.answered ?? answeredCount(paper, answers),
    questions: paper.length,
    ...(former && { replaced: true as const }),
    ...(removed && { removed: true as const }),
  };
}

/** Whether a receipt is one of ours, and what it stands for. */
const makeCheckReceipt =
  ({ attempts, receiptProof }: Deps) =>
  async (code: string): Promise<ReceiptChecked> => {
    if (!isReceiptCode(code)) return NOT_GENUINE;
    const receipt = groupedCode(code.slice(0, code.length / 2));
    const proof = code.slice(code.length / 2);
    const alike = (await attempts.collection
      .find({ $or: [{ receipt }, { 'formerReceipts.code': receipt }] } as object)
      .limit(MOST_ALIKE)
      .toArray()) as unknown[] as Attempt[];
    const attempt = alike.find(({ _id }) => receiptProof.isProven(_id, receipt, proof));
    return attempt ? told(attempt, receipt) : NOT_GENUINE;
  };

/** `/api/receipts`: for officials who were handed a code, without a session. */
export function receiptRoutes(deps: Deps): Router {
  const checkReceipt = makeCheckReceipt(deps);
  const readJson = makeReadJson(STRANGERS_BODY_BYTES);
  const router = Router();
  router.post('/receipts/checks', async (req, res) => {
    await readJson(req);
    const { body } = parseRequest(req, { body: CheckReceipt });
    res.json(ReceiptChecked.parse(await checkReceipt(body.code)));
  });
  return router;
}
