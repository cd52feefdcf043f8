import { pipeline } from 'node:stream/promises';
import { ForgetPerson, ForgottenPerson, HeldPeople, PeopleQuery } from '@chuyen-de/contracts';
import { Router, type Request } from 'express';
import { z } from 'zod';
import { parseRequest, ProblemError } from '../http/index.ts';
import { getSession, readBody, requireMay } from '../sessions/index.ts';
import type { KnownPerson } from './find-people.ts';
import type { Privacy } from './make-privacy.ts';

/**
 * Files under way at a time, of all and for one LMS: each reads all that the store has of somebody. Whoever reads theirs
 * slowly holds up their own LMS alone.
 */
const MOST_FILES = 4;
const MOST_FILES_OF_LMS = 2;
/** Whoever has taken nothing for so long does not wait for the file any more. */
const PATIENCE_MS = 60_000;

const PersonParameter = z.object({ personId: z.string().min(1) });

const toHeld = ({ id, sub, name, email, lastLaunchAt }: KnownPerson) => ({
  id,
  sub,
  name: name ?? null,
  email: email ?? null,
  lastLaunchAt: lastLaunchAt?.toISOString() ?? null,
});

/**
 * `/api/people`: what is held of people, for administrators of an LMS: of that LMS alone. Accounts of the same human
 * being elsewhere are for whoever runs the tool.
 */
export function privacyRoutes(privacy: Privacy): Router {
  const router = Router();
  router.use('/people', requireMay('people.manage'), (_req, res, next) => {
    res.setHeader('Cache-Control', 'no-store');
    next();
  });

  /** @throws ProblemError when the administrator's LMS has no such person */
  async function getPerson(req: Request): Promise<KnownPerson> {
    const { personId } = parseRequest(req, { params: PersonParameter }).params;
    const person = await privacy.find.get(personId, getSession(req).platformId);
    if (!person) throw new ProblemError({ code: 'person_not_found' });
    return person;
  }
  /** The LMSs for which files are under way, one for each. */
  const filesFor: string[] = [];
  const askedBy = (req: Request): string => `person:${getSession(req).personId}`;

  router.get('/people', async (req, res) => {
    const { text } = parseRequest(req, { query: PeopleQuery }).query;
    const people = await privacy.find.search(text, getSession(req).platformId);
    res.json(HeldPeople.parse({ people: people.map(toHeld) }));
  });

  router.get('/people/:personId/file', async (req, res) => {
    const person = await getPerson(req);
    // HEAD hands nothing out, and the audit must not say that it did.
    if (req.method === 'HEAD') return void res.end();
    const { platformId } = person;
    const ofLms = filesFor.filter((each) => each === platformId).length;
    if (filesFor.length >= MOST_FILES || ofLms >= MOST_FILES_OF_LMS)
      throw new ProblemError({ code: 'too_busy' }, { 'Retry-After': '10' });
    filesFor.push(platformId);
    res.setHeader('Content-Disposition', `attachment; filename="person-${person.id}.json"`);
    res.type('json').setTimeout(PATIENCE_MS, () => res.destroy());
    try {
      await pipeline(privacy.handOut([person], askedBy(req), 'platform'), res);
    } catch (error) {
      // Whoever asked has gone.
      if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
    } finally {
      filesFor.splice(filesFor.indexOf(platformId), 1);
    }
  });

  router.post('/people/:personId/forget', async (req, res) => {
    const people = [await getPerson(req)];
    const body = await readBody(req, ForgetPerson);
    const counts = await privacy.forget({ people, by: askedBy(req), reach: 'platform', ...body });
    res.json(ForgottenPerson.parse({ counts }));
  });

  return router;
}
