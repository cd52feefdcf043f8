import { ForgetPerson, ForgottenPerson, HeldPeople, PeopleQuery } from '@chuyen-de/contracts';
import { Router, type Request } from 'express';
import { z } from 'zod';
import { makeFileDoor, parseRequest, ProblemError } from '../http/index.ts';
import { getSession, readBody, requireMay } from '../sessions/index.ts';
import type { KnownPerson } from './find-people.ts';
import type { Privacy } from './make-privacy.ts';

/** Files under way at a time: each reads all that the store has of somebody. */
const MOST_FILES = { ofAll: 4, ofLms: 2 };

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
  const handOutFile = makeFileDoor(MOST_FILES);
  const askedBy = (req: Request): string => `person:${getSession(req).personId}`;

  router.get('/people', async (req, res) => {
    const { text } = parseRequest(req, { query: PeopleQuery }).query;
    const people = await privacy.find.search(text, getSession(req).platformId);
    res.json(HeldPeople.parse({ people: people.map(toHeld) }));
  });

  router.get('/people/:personId/file', async (req, res) => {
    const person = await getPerson(req);
    await handOutFile(res, {
      lms: person.platformId,
      type: 'json',
      name: `person-${person.id}.json`,
      pieces: () => privacy.handOut([person], askedBy(req), 'platform'),
    });
  });

  router.post('/people/:personId/forget', async (req, res) => {
    const people = [await getPerson(req)];
    const body = await readBody(req, ForgetPerson);
    const counts = await privacy.forget({ people, by: askedBy(req), reach: 'platform', ...body });
    res.json(ForgottenPerson.parse({ counts }));
  });

  return router;
}
