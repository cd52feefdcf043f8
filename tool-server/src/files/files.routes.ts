import { pipeline } from 'node:stream/promises';
import { Router, type Request, type Response } from 'express';
import { z } from 'zod';
import { FileId } from '@chuyen-de/contracts';
import { parseRequest, sendProblem } from '../http/index.ts';
import type { ByteRange, KeptFiles } from '../storage/index.ts';
import type { FileAddresses } from './file-addresses.ts';
import { isEnding, MEDIA_TYPES, type FileEnding } from './file-types.rules.ts';

/** Whoever has taken nothing for so long does not watch any more: a player that is full asks again for what comes next. */
const PATIENCE_MS = 120_000;
/** An address is for one file for ever; caches of others than its reader keep none. */
const KEPT_BY_BROWSERS = 'private, max-age=31536000, immutable';

interface Deps {
  kept: Pick<KeptFiles, 'size' | 'read'>;
  addresses: Pick<FileAddresses, 'check'>;
}

interface Sent {
  hash: string;
  ending: FileEnding;
  saveAs: string | undefined;
  size: number;
}

const FileParams = z.object({ hash: FileId, ending: z.string().refine(isEnding) });
const FileQuery = z.object({
  until: z.coerce.number().int(),
  key: z.string().max(100),
  save: z.string().max(300).optional(),
});

/** The one range that is asked for; undefined: all of it, also where several are. @see RFC 9110, 14.2 */
function rangeOf(req: Request, size: number, etag: string): ByteRange | 'unsatisfiable' | undefined {
  const condition = req.headers['if-range'];
  if (condition !== undefined && condition !== etag) return undefined;
  const ranges = req.range(size);
  if (ranges === -1) return 'unsatisfiable';
  if (ranges === undefined || ranges === -2 || ranges.type !== 'bytes' || ranges.length !== 1)
    return undefined;
  return ranges[0];
}

/** Files are shown and played, and nothing in them is ever run. */
function setHeaders(res: Response, type: string, etag: string, saveAs: string | undefined): void {
  if (saveAs !== undefined) res.attachment(saveAs);
  res.set({
    'Content-Type': type,
    'Content-Security-Policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Cache-Control': KEPT_BY_BROWSERS,
    'Accept-Ranges': 'bytes',
    ETag: etag,
  });
}

async function sendBytes(res: Response, kept: Deps['kept'], hash: string, range: ByteRange): Promise<void> {
  res.setHeader('Content-Length', range.end - range.start + 1);
  if (res.req.method === 'HEAD') return void res.end();
  res.setTimeout(PATIENCE_MS, () => res.destroy());
  try {
    await pipeline(kept.read(hash, range), res);
  } catch (error) {
    // Whoever watched has gone.
    if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  }
}

/** Answers a request for a file that is there. */
async function sendFile(req: Request, res: Response, kept: Deps['kept'], file: Sent): Promise<void> {
  const { hash, ending, saveAs, size } = file;
  const etag = `"${hash}"`;
  setHeaders(res, MEDIA_TYPES[ending], etag, saveAs);
  if (req.fresh) return void res.status(304).end();
  const range = rangeOf(req, size, etag);
  if (range === 'unsatisfiable') return void res.status(416).set('Content-Range', `bytes */${size}`).end();
  if (range) res.status(206).set('Content-Range', `bytes ${range.start}-${range.end}/${size}`);
  await sendBytes(res, kept, hash, range ?? { start: 0, end: size - 1 });
}

/** `/files`: what is in files, for whoever was given an address that holds. */
export function filesRoutes({ kept, addresses }: Deps): Router {
  const router = Router();
  router.get('/files/:hash.:ending', async (req, res) => {
    const { params, query } = parseRequest(req, { params: FileParams, query: FileQuery });
    const { hash, ending } = params;
    const { until, key: signature, save: saveAs } = query;
    const checked = addresses.check({ hash, ending, saveAs, until, signature });
    const size = checked === 'ok' ? await kept.size(hash) : undefined;
    if (size === undefined)
      sendProblem(res, { code: checked === 'expired' ? 'file_address_expired' : 'file_not_found' });
    else await sendFile(req, res, kept, { hash, ending, saveAs, size });
  });
  return router;
}
