import { ExportPreview, ExportQuestions } from '@chuyen-de/contracts';
import { Router } from 'express';
import type { Audit } from '../audit/index.ts';
import type { MadeBank as StoredBank } from '../catalogue/index.ts';
import { makeFileDoor, ProblemError } from '../http/index.ts';
import type { Clock } from '../kernel/clock.ts';
import { getSession } from '../sessions/index.ts';
import type { BankGuards } from './bank-guards.ts';
import type { Exported, makeExportQuestions } from './export-questions.ts';
import type { WithholdKeys } from './withhold-keys.ts';
import { countIn, exportName, previewOf } from './present-export.rules.ts';

export interface ExportDeps
  extends Pick<WithholdKeys, 'withholdKeys' | 'withheldIn'>, Pick<BankGuards, 'bodyOf'> {
  exportQuestions: ReturnType<typeof makeExportQuestions>;
  audit: Pick<Audit, 'note'>;
  clock: Clock;
}

/** Files that are held in memory until they are taken. */
const AT_ONCE = { ofAll: 4, ofLms: 2 };

/** Questions of a bank as files: what such a file would lose, and the file. */
export function exportsRoutes(deps: ExportDeps): Router {
  const { exportQuestions, withholdKeys, withheldIn, audit, clock, bodyOf } = deps;
  const router = Router();
  const handOut = makeFileDoor(AT_ONCE);

  async function exportedOf(bank: StoredBank, wish: ExportQuestions, by: string): Promise<Exported> {
    const text = Array.isArray(wish.questions) ? '' : wish.questions.text;
    const result = await exportQuestions(bank, wish, await withheldIn(bank, { text, person: by }));
    if (!result.ok) throw new ProblemError(result.error);
    if (wish.keys) await withholdKeys(result.exported.codes, by);
    return result.exported;
  }

  router.post('/made-banks/:bank/exports/preview', async (req, res) => {
    const { bank, by, body } = await bodyOf(req, ExportQuestions);
    const exported = await exportedOf(bank, body, by);
    res.json(ExportPreview.parse(previewOf(exported, bank.title.vi, body.keys)));
  });

  router.post('/made-banks/:bank/exports', async (req, res) => {
    const { bank, by, body } = await bodyOf(req, ExportQuestions);
    const exported = await exportedOf(bank, body, by);
    const { file } = exported;
    const count = countIn(exported);
    if (count === 0) throw new ProblemError({ code: 'export_empty' });
    async function* pieces() {
      await audit.note({
        at: clock.now(),
        deed: 'questions-exported',
        by: `person:${by}`,
        subject: { kind: 'bank', id: bank._id },
        after: { format: body.format, keys: body.keys, count, questions: body.questions },
      });
      yield file.bytes;
    }
    const name = exportName(bank.title.vi, body.keys, file.extension);
    await handOut(res, { lms: getSession(req).platformId, type: file.mediaType, name, pieces });
  });

  return router;
}
