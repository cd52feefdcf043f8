import type {
  ChangeForce,
  Leaning,
  LeaningList,
  MakeSource,
  MarkLeaning,
  OfferedSources,
  OwnerKind,
  SaveSource,
  SourceDocument,
  SourceList,
} from '@chuyen-de/contracts';
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { expecting, http } from '../../../lib/http.ts';

const readSources = expecting<SourceList>('sources', 'total', 'next', 'owners');
const readSource = expecting<SourceDocument>('code', 'edition', 'clauses', 'can');
const readOffered = expecting<OfferedSources>('offered');
const readLeaning = expecting<LeaningList>('leaning', 'elsewhere', 'settled');

export const SOURCES = ['sources'] as const;
const addressOf = (code: string) => `/api/sources/${code}`;

/** `GET /api/sources`, page by page. @param owner of whom what is to cite them belongs to */
export const sourcesQuery = (text: string, owner?: OwnerKind) =>
  infiniteQueryOptions({
    queryKey: [...SOURCES, 'list', text, owner ?? ''],
    queryFn: ({ pageParam }) => {
      const query = new URLSearchParams({ text, after: String(pageParam), ...(owner && { owner }) });
      return http.get(`/api/sources?${query.toString()}`, readSources);
    },
    initialPageParam: 0,
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
  });

/** `GET /api/sources/offered` */
export const offeredQuery = queryOptions({
  queryKey: [...SOURCES, 'offered'],
  queryFn: () => http.get('/api/sources/offered', readOffered),
});

/** `GET /api/sources/:code` */
export const sourceQuery = (code: string) =>
  queryOptions({
    queryKey: [...SOURCES, 'document', code],
    queryFn: () => http.get(addressOf(code), readSource),
  });

/** `GET /api/sources/:code/leaning` */
export const leaningQuery = (code: string) =>
  queryOptions({
    queryKey: [...SOURCES, 'leaning', code],
    queryFn: () => http.get(`${addressOf(code)}/leaning`, readLeaning),
  });

/** `POST /api/sources` */
export const makeSource = (wish: MakeSource) => http.post('/api/sources', wish, readSource);

/** `PUT /api/sources/:code` */
export const saveSource = (code: string, body: SaveSource) => http.put(addressOf(code), body, readSource);

/** `POST /api/sources/:code/force` */
export const changeForce = (code: string, body: ChangeForce) =>
  http.post(`${addressOf(code)}/force`, body, readSource);

/** `PUT /api/sources/:code/leaning/:kind/:item` */
export const markLeaning = (
  source: string,
  { kind, code }: Pick<Leaning, 'kind' | 'code'>,
  as: MarkLeaning['as'],
) => http.put(`${addressOf(source)}/leaning/${kind}/${code}`, { as }, readLeaning);
