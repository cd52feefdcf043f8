import {
  CertificateChecked,
  certificateNumber,
  CertificatesQuery,
  CheckCertificate,
  ClassCertificates,
  IssueCertificates,
  OwnCertificate,
  RevokeCertificate,
  SetCertificateForm,
} from '@chuyen-de/contracts';
import { Router, type Response } from 'express';
import { z } from 'zod';
import { ClassParams, type GetClass } from '../class-home/index.ts';
import { makeReadJson, parseRequest, ProblemError, STRANGERS_BODY_BYTES } from '../http/index.ts';
import { readBody, requireMay } from '../sessions/index.ts';
import type { CertificateStore } from './certificate-store.ts';
import type { makeIssueCertificates } from './issue-certificates.ts';
import { presentCertificate, type ViewCertificates } from './view-certificates.ts';

interface Deps {
  getClass: GetClass;
  store: CertificateStore;
  viewCertificates: ViewCertificates;
  issueCertificates: ReturnType<typeof makeIssueCertificates>;
}

const AT = '/classes/:code/certificates';
const NumberParams = ClassParams.extend({ number: z.string().max(64) });
const FIRST_PAGE = { filter: 'all', search: '', page: 1 } as const;

/** `/api/classes/:code/certificates`: who of a class may be given one, and who holds one. */
export function certificatesRoutes({ getClass, store, viewCertificates, issueCertificates }: Deps): Router {
  const router = Router();
  const lead = requireMay('class.lead');
  const answer = async (res: Response, { session, found }: Awaited<ReturnType<GetClass>>): Promise<void> => {
    res.json(ClassCertificates.parse(await viewCertificates(session, found, FIRST_PAGE)));
  };

  router.get('/classes/:code/certificate', async (req, res) => {
    const { session, found } = await getClass(req);
    const certificate = await store.heldBy(found.id, session.personId);
    res.json(OwnCertificate.parse({ certificate: certificate && presentCertificate(certificate) }));
  });

  router.get(AT, requireMay('class.see'), async (req, res) => {
    const { query } = parseRequest(req, { query: CertificatesQuery });
    const { session, found } = await getClass(req);
    res.json(ClassCertificates.parse(await viewCertificates(session, found, query)));
  });

  router.put(`${AT}/form`, lead, async (req, res) => {
    const asked = await getClass(req);
    const form = await readBody(req, SetCertificateForm);
    if (!(await store.setForm(asked.found.id, form)))
      throw new ProblemError({ code: 'certificate_form_changed' });
    await answer(res, asked);
  });

  router.post(AT, lead, async (req, res) => {
    const asked = await getClass(req);
    const { people } = await readBody(req, IssueCertificates);
    const refusal = await issueCertificates(asked.session, asked.found, people);
    if (refusal) throw new ProblemError(refusal);
    await answer(res, asked);
  });

  router.post(`${AT}/:number/revocation`, lead, async (req, res) => {
    const asked = await getClass(req);
    const { reason } = await readBody(req, RevokeCertificate);
    const { number } = parseRequest(req, { params: NumberParams }).params;
    const wish = { classId: asked.found.id, by: asked.session.personId, reason };
    if (!(await store.revoke(number, wish))) throw new ProblemError({ code: 'certificate_not_found' });
    await answer(res, asked);
  });

  return router;
}

/** `/api/certificates`: for whoever holds one in their hands, without a session. */
export function certificateCheckRoutes({ store }: Pick<Deps, 'store'>): Router {
  const readJson = makeReadJson(STRANGERS_BODY_BYTES);
  const router = Router();
  router.post('/certificates/checks', async (req, res) => {
    await readJson(req);
    const { body } = parseRequest(req, { body: CheckCertificate });
    const found = await store.find(certificateNumber(body.number));
    const checked: CertificateChecked = found
      ? {
          ...{ genuine: true, content: presentCertificate(found).content },
          revokedAt: found.revoked?.at.toISOString() ?? null,
        }
      : { genuine: false };
    res.json(CertificateChecked.parse(checked));
  });
  return router;
}
