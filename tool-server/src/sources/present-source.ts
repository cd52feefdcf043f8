import type { SourceBrief, SourceDocument, SourceList } from '@chuyen-de/contracts';
import type { NamesById } from '../classes/index.ts';
import type { ListedSource, SourceStore } from './source-store.ts';
import type { Source } from './source.model.ts';

interface Deps {
  sources: Pick<SourceStore, 'find'>;
  namesById: NamesById;
}

/** What is said of a document wherever it is named. */
export const briefOf = ({
  _id: code,
  kind,
  title,
  number,
  date,
  superseded,
}: Omit<SourceBrief, 'code'> & Pick<Source, '_id'>): SourceBrief => ({
  ...{ code, kind, title, date, superseded },
  ...(number !== undefined && { number }),
});

/** Makes what those are told of documents who may cite them. */
export const makePresentSource = ({ sources, namesById }: Deps) => ({
  presentSource: async (source: Source, can: SourceDocument['can']): Promise<SourceDocument> => {
    const by = source.superseded?.by ?? undefined;
    const [names, successor] = await Promise.all([
      namesById([source.editedBy]),
      by === undefined ? undefined : sources.find(by),
    ]);
    return {
      ...briefOf(source),
      ...{ owner: source.owner.kind, from: source.from ?? null },
      ...{ edition: source.edition, clauses: source.clauses },
      successor: successor ? briefOf(successor) : null,
      editedAt: source.editedAt.toISOString(),
      editedBy: names.get(source.editedBy) ?? null,
      can,
    };
  },

  presentSources: async (listed: readonly ListedSource[]): Promise<SourceList['sources']> => {
    const names = await namesById(listed.map(({ editedBy }) => editedBy));
    return listed.map((source) => ({
      ...briefOf(source),
      owner: source.owner.kind,
      clauses: source.clauses.filter(({ gone }) => gone !== true).length,
      editedAt: source.editedAt.toISOString(),
      editedBy: names.get(source.editedBy) ?? null,
    }));
  },
});

export type PresentSource = ReturnType<typeof makePresentSource>;
