import type { RecordsFilter } from '@chuyen-de/contracts';
import { badParameter } from '../http/problem.ts';
import type { ScanFacts } from './refine/find-attempts.ts';
import type { LearnerHandles } from './learner-handles.ts';

type Json = Record<string, unknown>;

/** An agent of which nothing is known but its key. @see agentKey */
function agentOf(key: string): Json {
  const [kind = '', ...rest] = key.split(':');
  const value = rest.join(':');
  if (kind === 'mbox') return { mbox: value };
  if (kind === 'sha1') return { mbox_sha1sum: value };
  if (kind === 'openid') return { openid: value };
  const [homePage, ...name] = value.split('|');
  return { account: { homePage, name: name.join('|') } };
}

interface Deps {
  handles: LearnerHandles;
  hidePeople: (statement: Json) => Json;
}

/**
 * Turns a pseudonym in a filter into the handle of its person. A pseudonym cannot be traced back: those of all people
 * whom the caller may see are made until one is the same.
 * @throws XapiProblem 400 when nobody whom the caller may see has it
 */
export function makeFindPseudonym({ handles, hidePeople }: Deps) {
  const pseudonymOf = (actor: string): unknown => {
    const { account } = hidePeople({ actor: agentOf(actor) })['actor'] as { account?: { name: unknown } };
    return account?.name;
  };

  return async ({ pseudonym, ...rest }: RecordsFilter, scan: ScanFacts): Promise<RecordsFilter> => {
    if (pseudonym === undefined) return rest;
    const seen = new Set<string>();
    for await (const facts of scan(rest.trial ? { trial: true } : {}, ['actor']))
      for (const { actor } of facts) {
        if (actor === undefined || seen.has(actor)) continue;
        seen.add(actor);
        if (pseudonymOf(actor) === pseudonym) return { ...rest, learner: handles.handleOf(actor) };
      }
    throw badParameter('pseudonym', 'is nobody’s pseudonym here');
  };
}
