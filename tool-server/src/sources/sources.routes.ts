import {
  ChangeForce,
  Code,
  MakeSource,
  OfferedSources,
  type OwnerKind,
  type Scope,
  SaveSource,
  SourceDocument,
  SourceList,
  SourcesQuery,
} from '@chuyen-de/contracts';
import { Router, type Request, type Response } from 'express';
import { z } from 'zod';
import { parseRequest, ProblemError, sendProblem } from '../http/index.ts';
import {
  covers,
  mayEditMade,
  ownersOfMade,
  scopesAround,
  takesIn,
  type Whereabouts,
} from '../policies/index.ts';
import { getOwnerOfMade, getSession, readBody, requireMay } from '../sessions/index.ts';
import type { makeChangeForce, makeMakeSource, makeSaveSource } from './change-source.ts';
import type { OfferSources } from './offer-sources.ts';
import type { PresentSource } from './present-source.ts';
import type { SourceStore } from './source-store.ts';
import type { Source } from './source.model.ts';

interface Deps extends PresentSource {
  sources: SourceStore;
  makeSource: ReturnType<typeof makeMakeSource>;
  saveSource: ReturnType<typeof makeSaveSource>;
  changeForce: ReturnType<typeof makeChangeForce>;
  offerSources: OfferSources;
}

const SourceParams = z.object({ source: Code });

const canOf = (req: Request, { owner }: Source): SourceDocument['can'] => ({
  edit: mayEditMade(getSession(req), owner),
});

/** Makes what finds the document of a request, where it may be cited. */
export const makeGetSource =
  ({ sources }: Pick<Deps, 'sources'>) =>
  async (req: Request): Promise<Source> => {
    const { source: code } = parseRequest(req, { params: SourceParams }).params;
    const source = await sources.find(code);
    if (!source || !takesIn(source.owner, getSession(req)))
      throw new ProblemError({ code: 'source_not_found' });
    return source;
  };

/** Whose documents may be cited where somebody came in, by what belongs to an owner there: those of wider owners too. */
function citableBy(where: Whereabouts, owner: OwnerKind | undefined): Scope[] {
  const around = scopesAround(where);
  if (owner === undefined) return around;
  const own = around.find(({ kind }) => kind === owner);
  return own ? around.filter((scope) => covers(scope, own)) : [];
}

/** The registry as a whole: what there is, what could be taken over, what is new. */
function registryRoutes({ sources, presentSource, presentSources, makeSource, offerSources }: Deps): Router {
  const router = Router();

  router.get('/sources', async (req, res) => {
    const { query } = parseRequest(req, { query: SourcesQuery });
    const session = getSession(req);
    const { sources: found, total, next } = await sources.list(citableBy(session, query.owner), query);
    const owners = ownersOfMade(session).map(({ kind }) => kind);
    res.json(SourceList.parse({ sources: await presentSources(found), total, next, owners }));
  });

  router.get('/sources/offered', async (req, res) => {
    res.json(OfferedSources.parse({ offered: await offerSources(scopesAround(getSession(req))) }));
  });

  router.post('/sources', async (req, res) => {
    const { owner: kind, ...said } = await readBody(req, MakeSource);
    const owner = getOwnerOfMade(req, kind);
    const { personId: by } = getSession(req);
    const isOffered = said.from === undefined || (await offerSources.has(said.from, getSession(req)));
    if (!isOffered) throw new ProblemError({ code: 'source_not_found' });
    const result = await makeSource({ ...said, owner, by });
    if (result.ok)
      res
        .status(201)
        .json(SourceDocument.parse(await presentSource(result.source, canOf(req, result.source))));
    else sendProblem(res, result.error);
  });

  return router;
}

/** `/api/sources`: the documents that questions lean on. */
export function sourcesRoutes(deps: Deps): Router {
  const { presentSource, saveSource, changeForce } = deps;
  const getSource = makeGetSource(deps);
  const router = Router().use('/sources', requireMay('questions.write')).use(registryRoutes(deps));

  async function bodyOf<S extends z.ZodType>(req: Request, schema: S) {
    const source = await getSource(req);
    const refuse = () => {
      if (!canOf(req, source).edit) throw new ProblemError({ code: 'not_permitted' });
    };
    refuse();
    const body = await readBody(req, schema);
    // Whoever sends it may still edit it once it has come.
    refuse();
    return { source, body, by: getSession(req).personId };
  }

  async function answer(req: Request, res: Response, result: Awaited<ReturnType<typeof saveSource>>) {
    const source =
      'source' in result ? await presentSource(result.source, canOf(req, result.source)) : undefined;
    if (result.ok) res.json(SourceDocument.parse(source));
    else sendProblem(res, { ...(source && { source }), ...result.error });
  }

  router.get('/sources/:source', async (req, res) => {
    const source = await getSource(req);
    res.json(SourceDocument.parse(await presentSource(source, canOf(req, source))));
  });

  router.put('/sources/:source', async (req, res) => {
    const { source, body, by } = await bodyOf(req, SaveSource);
    await answer(req, res, await saveSource(source, body, by));
  });

  router.post('/sources/:source/force', async (req, res) => {
    const { source, body, by } = await bodyOf(req, ChangeForce);
    await answer(req, res, await changeForce(source, body, by));
  });

  return router;
}
