import {
  BankQuestion,
  Code,
  QuestionHistory,
  QuestionVersion,
  RestoreVersion,
  VersionId,
} from '@chuyen-de/contracts';
import { Router, type Request, type Response } from 'express';
import { z } from 'zod';
import type { MadeBank as StoredBank } from '../catalogue/index.ts';
import { nameIn, type NamesById } from '../classes/index.ts';
import { parseRequest, ProblemError } from '../http/index.ts';
import { briefOf } from '../sources/index.ts';
import type { BankGuards } from './bank-guards.ts';
import type { Refused, makeSaveQuestion } from './change-question.ts';
import type { FindCited } from './cite-sources.ts';
import type { FindHistory, FoundVersion, ReadVersion } from './find-history.ts';
import type { PresentBank } from './present-bank.ts';
import { sourceOf } from './question-contents.ts';
import type { StoredQuestion } from './question-draft.model.ts';

export interface HistoryDeps
  extends Pick<PresentBank, 'presentQuestion'>, Pick<BankGuards, 'getBank' | 'bodyOf'> {
  findHistory: FindHistory;
  readVersion: ReadVersion;
  findCited: FindCited;
  saveQuestion: ReturnType<typeof makeSaveQuestion>;
  namesById: NamesById;
  /** A question whose key its reader may see. */
  openQuestionOf: (req: Request, bank: StoredBank, code: string) => Promise<StoredQuestion>;
  refuse: (res: Response, bank: StoredBank, refusal: Refused, edition: number) => Promise<void>;
}

const QuestionParams = z.object({ bank: Code, code: Code });
const VersionParams = QuestionParams.extend({ version: VersionId });

const timeOf = (at: Date | undefined): string | null => at?.toISOString() ?? null;

function rowOf(
  { id, at, by, origin, of, isDraft, revision, appraisal }: FoundVersion,
  names: Awaited<ReturnType<NamesById>>,
): QuestionHistory['versions'][number] {
  const nameOf = (person: string | undefined) => (person === undefined ? null : nameIn(names, person));
  return {
    ...{ id, at: at.toISOString(), by: nameOf(by), origin, of: timeOf(of), isDraft },
    revision: revision
      ? {
          ...{ number: revision.number, inForce: revision.inForce },
          issued: revision.issued
            ? { at: revision.issued.at.toISOString(), by: nameOf(revision.issued.by) }
            : null,
        }
      : null,
    appraisal: appraisal ? { id: appraisal._id, state: appraisal.state } : null,
  };
}

/** What a question said before, and how its draft comes to say it again. */
export function historyRoutes(deps: HistoryDeps): Router {
  const { findHistory, readVersion, findCited, presentQuestion, saveQuestion, namesById } = deps;
  const { getBank, bodyOf, openQuestionOf, refuse } = deps;
  const router = Router();
  const at = '/made-banks/:bank/questions/:code';

  router.get(`${at}/history`, async (req, res) => {
    const bank = await getBank(req);
    const { code } = parseRequest(req, { params: QuestionParams }).params;
    const question = await openQuestionOf(req, bank, code);
    const versions = await findHistory(bank, question);
    const names = await namesById(
      versions.flatMap(({ by, revision }) => [by, revision?.issued?.by].filter((id) => id !== undefined)),
    );
    const { can } = await presentQuestion(bank, question);
    const restore = !can.withdraw && question.state !== 'found';
    res.json(
      QuestionHistory.parse({
        ...{ code, edition: question.edition },
        versions: versions.map((version) => rowOf(version, names)),
        can: { restore },
      }),
    );
  });

  router.get(`${at}/history/:version`, async (req, res) => {
    const bank = await getBank(req);
    const { code, version: id } = parseRequest(req, { params: VersionParams }).params;
    const draft = await readVersion(bank, await openQuestionOf(req, bank, code), id);
    if (!draft) throw new ProblemError({ code: 'version_not_found' });
    const [cited] = await findCited(bank, [sourceOf(draft)]);
    const source = cited ? { document: briefOf(cited.document), clause: cited.clause } : null;
    res.json(QuestionVersion.parse({ id, draft, source }));
  });

  router.post(`${at}/restoration`, async (req, res) => {
    const { bank, by, body } = await bodyOf(req, RestoreVersion);
    const { code } = parseRequest(req, { params: QuestionParams }).params;
    const question = await openQuestionOf(req, bank, code);
    const versions = await findHistory(bank, question);
    const version = versions.find(({ id }) => id === body.version);
    const draft = version && (await readVersion(bank, question, body.version));
    if (!draft) throw new ProblemError({ code: 'version_not_found' });
    const deed = { as: 'restored' as const, of: version.at };
    const result = await saveQuestion({ bank, by, code, edition: body.edition, draft, deed });
    if (result.ok) res.json(BankQuestion.parse(await presentQuestion(bank, result.question)));
    else await refuse(res, bank, result, body.edition);
  });

  return router;
}
