import type { Classes } from '../classes/index.ts';
import { holdInMemory } from '../kernel/hold-in-memory.ts';
import type { RecordedPlatform, Scene } from './scene.ts';

/** How long a change of title or e-mail may go unnoticed; a class's events come close together. */
const KEPT_MS = 60_000;

interface Deps {
  classes: Pick<Classes, 'findPerson' | 'findContext' | 'findLink' | 'hasNamesake'>;
  findPlatform: (platformId: string) => Promise<RecordedPlatform | undefined>;
}

interface Where {
  personId: string;
  /** Where the event's own document says it already. */
  person?: Scene['person'];
  platformId: string;
  contextId?: string | undefined;
  linkId?: string | undefined;
}

const kept = <T extends object>(find: (id: string) => Promise<T | null>) =>
  holdInMemory(find, { max: 5_000, ttl: KEPT_MS });

/** Gathers who and where of an event, each part read once a minute, and people by whoever holds them. */
export function makeFindScene({ classes, findPlatform }: Deps) {
  const contexts = kept((id) => classes.findContext(id));
  const links = kept((id) => classes.findLink(id));

  const contextOf = async (id: string) => {
    const context = await contexts.fetch(id);
    if (!context) return undefined;
    const { contextId, title } = context;
    return { id, contextId, title, hasNamesake: await classes.hasNamesake.context(context) };
  };
  const linkOf = async (id: string) => {
    const link = await links.fetch(id);
    if (!link) return undefined;
    return { id, linkId: link.linkId, title: link.title, hasNamesake: await classes.hasNamesake.link(link) };
  };

  /** @throws Error when person or platform are gone: nobody could say whose statement it is */
  return async ({ personId, platformId, contextId, linkId, ...known }: Where): Promise<Scene> => {
    const [platform, person, context, link] = await Promise.all([
      findPlatform(platformId),
      known.person ?? classes.findPerson(personId),
      contextId === undefined ? undefined : contextOf(contextId),
      linkId === undefined ? undefined : linkOf(linkId),
    ]);
    if (!platform || !person) throw new Error(`no such ${platform ? 'person' : 'platform'} for a record`);
    return { platform, person, context, link };
  };
}

export type FindScene = ReturnType<typeof makeFindScene>;
