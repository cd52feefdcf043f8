import { BeginUpload, Code, Upload, UPLOAD_PART_BYTES, UploadCompleted } from '@chuyen-de/contracts';
import { Router } from 'express';
import { z } from 'zod';
import type { Files } from '../files/index.ts';
import { parseRequest, sendProblem } from '../http/index.ts';
import { readFileBody } from '../sessions/index.ts';
import type { BankGuards } from './bank-guards.ts';

export interface UploadDeps extends BankGuards {
  files: Files;
}

const UploadParams = z.object({ bank: Code, id: z.string() });
const PartQuery = z.object({ from: z.coerce.number().int().min(0) });

/** Files that are sent for the topics of a bank, part by part. */
export function uploadsRoutes({ files, getBank, bodyOf, refuseUnlessEditor }: UploadDeps): Router {
  const { uploads } = files;
  const router = Router();

  router.post('/made-banks/:bank/uploads', async (req, res) => {
    const { bank, body } = await bodyOf(req, BeginUpload);
    const result = await uploads.begin({ bank: bank._id, owner: bank.owner }, body);
    if (result.ok) res.status(201).json(Upload.parse(result.upload));
    else sendProblem(res, result.error);
  });

  router.post('/made-banks/:bank/uploads/:id/parts', async (req, res) => {
    const bank = await getBank(req);
    const { params, query } = parseRequest(req, { params: UploadParams, query: PartQuery });
    const part = await readFileBody(req, UPLOAD_PART_BYTES);
    refuseUnlessEditor(req, bank);
    const result = await uploads.takePart(bank._id, params.id, query.from, part);
    if (result.ok) res.json(Upload.parse(result.upload));
    else sendProblem(res, result.error);
  });

  router.post('/made-banks/:bank/uploads/:id/completion', async (req, res) => {
    const bank = await getBank(req);
    const { id } = parseRequest(req, { params: UploadParams }).params;
    const result = await uploads.complete({ bank: bank._id, owner: bank.owner }, id);
    if (!result.ok) sendProblem(res, result.error);
    else {
      const quota = await files.quotaOf(bank.owner);
      res.json(UploadCompleted.parse({ file: files.presentFile(result.file), quota }));
    }
  });

  return router;
}
