import type { Request } from 'express';
import { ProblemError } from '../http/index.ts';
import { getSession, type SessionData } from '../sessions/index.ts';
import { findTopicBeside, type FoundTopic } from './find-topic-beside.ts';
import type { Catalogue } from './make-catalogue.ts';

/**
 * A topic of the programme that the link of a request's session opens something of.
 * @throws ProblemError `topic_not_found` or `not_in_this_link`
 */
export async function getTopicBeside(
  catalogue: Pick<Catalogue, 'find' | 'findTopic'>,
  req: Request,
  code: string,
): Promise<{ session: SessionData; found: FoundTopic }> {
  const session = getSession(req);
  const result = await findTopicBeside(catalogue, session.item, code);
  if (!result.ok) throw new ProblemError(result.error);
  return { session, found: result.found };
}
