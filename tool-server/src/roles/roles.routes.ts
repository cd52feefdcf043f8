import {
  Grantees,
  GrantRole,
  PeopleQuery,
  RevokeRole,
  RoleGrant,
  RoleGrants,
  type Scope,
} from '@chuyen-de/contracts';
import { Router } from 'express';
import { z } from 'zod';
import { parseRequest, ProblemError, sendProblem } from '../http/index.ts';
import { refusalOfGrant, type Granter } from '../policies/index.ts';
import { getSession, readBody, requireMay, type CurrentSession } from '../sessions/index.ts';
import type { Roles } from './make-roles.ts';
import type { makePresentGrants } from './present-grants.ts';

interface Deps {
  roles: Pick<Roles, 'grant' | 'revoke' | 'list'>;
  presentGrants: ReturnType<typeof makePresentGrants>;
  /** Those of a platform of whom every word of a text begins one of theirs. */
  searchPeople: (text: string, platformId: string) => Promise<FoundPerson[]>;
}

interface FoundPerson {
  id: string;
  platformId: string;
  sub: string;
  name: string | undefined;
  email: string | undefined;
}

const GrantParameter = z.object({ id: z.string().min(1).max(100) });

const granterOf = (actor: CurrentSession): Granter => ({ kind: 'person', actor });

/** The scope of a reach, from where the administrator came. */
function scopeOf({ platformId, contextId }: CurrentSession, reach: GrantRole['reach']): Scope {
  if (reach === 'platform') return { kind: 'platform', platformId };
  if (contextId === undefined) throw new ProblemError({ code: 'role_out_of_reach' });
  return { kind: 'course', platformId, contextId };
}

/** What the page may grant where its administrator came in. */
const reachesOf = ({ contextId, contextTitle }: CurrentSession): RoleGrants['reaches'] => [
  { kind: 'platform', title: null },
  ...(contextId === undefined ? [] : [{ kind: 'course' as const, title: contextTitle ?? null }]),
];

/** `/api/roles`: roles of the tool, granted and revoked by administrators of an LMS among its people. */
export function rolesRoutes({ roles, presentGrants, searchPeople }: Deps): Router {
  const router = Router();
  router.use('/roles', requireMay('roles.grant'));

  router.get('/roles', async (req, res) => {
    const session = getSession(req);
    const listed = await roles.list({ platformId: session.platformId });
    const grants = await presentGrants(listed, granterOf(session));
    res.json(RoleGrants.parse({ grants, reaches: reachesOf(session) }));
  });

  router.get('/roles/people', async (req, res) => {
    const { text } = parseRequest(req, { query: PeopleQuery }).query;
    const session = getSession(req);
    const found = await searchPeople(text, session.platformId);
    const people = found.map(({ id, platformId, sub, name, email }) => {
      const scope = scopeOf(session, 'platform');
      const refusal = refusalOfGrant(granterOf(session), { personId: id, platformId, scope });
      const can = { grant: refusal === undefined };
      return { id, sub, name: name ?? null, email: email ?? null, can };
    });
    res.json(Grantees.parse({ people }));
  });

  router.post('/roles', async (req, res) => {
    const body = await readBody(req, GrantRole);
    const session = getSession(req);
    const { personId, role, reach, until, reason } = body;
    const scope = scopeOf(session, reach);
    const wish = { personId, role, scope, until: until === null ? null : new Date(until), reason };
    const result = await roles.grant(granterOf(session), wish);
    if (!result.ok) {
      sendProblem(res, result.error);
      return;
    }
    const [shown] = await presentGrants([result.grant], granterOf(session));
    res.status(201).json(RoleGrant.parse(shown));
  });

  router.post('/roles/:id/revocation', async (req, res) => {
    const { params } = parseRequest(req, { params: GrantParameter });
    const body = await readBody(req, RevokeRole);
    const revocation = { grantId: params.id, reason: body.reason };
    const result = await roles.revoke(granterOf(getSession(req)), revocation);
    if (!result.ok) {
      sendProblem(res, result.error);
      return;
    }
    const [ended] = await presentGrants([result.grant], granterOf(getSession(req)));
    res.json(RoleGrant.parse(ended));
  });

  return router;
}
