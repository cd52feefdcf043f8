import type { OfferedSources, Scope } from '@chuyen-de/contracts';
import type { Catalogue } from '../catalogue/index.ts';
import { covers, takesIn, type Whereabouts } from '../policies/index.ts';
import type { SourceStore } from './source-store.ts';
import type { Source } from './source.model.ts';

interface Deps {
  catalogue: Pick<Catalogue, 'library'>;
  sources: Pick<SourceStore, 'standingFor'>;
}

type From = NonNullable<Source['from']>;
const textOf = ({ programme, source }: From): string => `${programme} ${source}`;

/** Offers sources of programmes that were imported to registries that do not have them yet. */
export function makeOfferSources({ catalogue, sources }: Deps) {
  const offer = async (around: readonly Scope[]): Promise<OfferedSources['offered']> => {
    const [{ programmes }, standing] = await Promise.all([catalogue.library(), sources.standingFor(around)]);
    const known = new Set(standing.map(textOf));
    const seen = programmes.filter(({ owner }) => around.some((place) => covers(owner, place)));
    return seen
      .flatMap(({ _id: programme, title, sources: listed }) =>
        listed.map((source) => ({
          from: { programme, source: source.id },
          programme: title.vi,
          title: source.title.vi,
          number: source.number ?? null,
          date: source.date,
        })),
      )
      .filter(({ from }) => !known.has(textOf(from)));
  };

  /** Whether there is such a source of a programme that reaches to where somebody is. */
  const has = async ({ programme, source }: From, where: Whereabouts): Promise<boolean> => {
    const { programmes } = await catalogue.library();
    const found = programmes.find(({ _id, owner }) => _id === programme && takesIn(owner, where));
    return found?.sources.some(({ id }) => id === source) ?? false;
  };
  return Object.assign(offer, { has });
}

export type OfferSources = ReturnType<typeof makeOfferSources>;
