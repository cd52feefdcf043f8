import type {
  AggregateAnswer,
  AggregateRequest,
  DataDictionary,
  DiscriminationAnswer,
  DiscriminationRequest,
  NewSavedQuery,
  RecordsCount,
  RecordsDepth,
  RecordsFilter,
  RecordsPage,
  RecordsProgress,
  SavedQueries,
  SavedQuery,
} from '@chuyen-de/contracts';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { expecting } from '../../../lib/http.ts';
import { filterParameters } from '../filter-params.ts';
import type { RecordsAccess } from './access.ts';
import { addressOf, getJson, postJson, remove } from './client.ts';

/** Analyses stay as they are for a while: each reads many statements. */
const FRESH_MS = 60_000;
const PROGRESS_MS = 2_000;

/** `GET /xapi/ext/access` */
export const depthQuery = (access: RecordsAccess) =>
  queryOptions({
    queryKey: ['records', access.name, 'access'],
    queryFn: ({ signal }) => getJson(addressOf('/access'), expecting<RecordsDepth>('depth'), signal),
    staleTime: Infinity,
  });

/** `GET /xapi/ext/statements` */
export const pageQuery = (access: RecordsAccess, filter: RecordsFilter, before: string | undefined) =>
  queryOptions({
    queryKey: ['records', access.name, 'statements', filter, before],
    queryFn: ({ signal }) =>
      getJson(
        addressOf('/statements', { ...filterParameters(filter), before, limit: '25' }),
        expecting<RecordsPage>('entries', 'next', 'identified'),
        signal,
      ),
    placeholderData: keepPreviousData,
  });

/** `POST /xapi/ext/aggregate` */
export const aggregateQuery = (access: RecordsAccess, request: Partial<AggregateRequest>) =>
  queryOptions({
    queryKey: ['records', access.name, 'aggregate', request],
    queryFn: ({ signal }) =>
      postJson(
        addressOf('/aggregate'),
        request,
        expecting<AggregateAnswer>('rows', 'total', 'threshold', 'activities'),
        signal,
      ),
    staleTime: FRESH_MS,
  });

/** `POST /xapi/ext/discrimination` */
export const discriminationQuery = (access: RecordsAccess, request: DiscriminationRequest) =>
  queryOptions({
    queryKey: ['records', access.name, 'discrimination', request],
    queryFn: ({ signal }) =>
      postJson(
        addressOf('/discrimination'),
        request,
        expecting<DiscriminationAnswer>('rows', 'least'),
        signal,
      ),
    staleTime: FRESH_MS,
  });

/** `GET /xapi/ext/progress`: asked again and again as long as somebody waits. */
export const progressQuery = (access: RecordsAccess) =>
  queryOptions({
    queryKey: ['records', access.name, 'progress'],
    queryFn: ({ signal }) => getJson(addressOf('/progress'), expecting<RecordsProgress>('preparing'), signal),
    refetchInterval: PROGRESS_MS,
    gcTime: 0,
    retry: false,
  });

/** `GET /xapi/ext/count` */
export const countRecords = (filter: RecordsFilter) =>
  getJson(addressOf('/count', filterParameters(filter)), expecting<RecordsCount>('count', 'to'));

/** `GET /xapi/ext/dictionary` */
export const dictionaryQuery = queryOptions({
  queryKey: ['records', 'dictionary'],
  queryFn: ({ signal }) =>
    getJson(addressOf('/dictionary'), expecting<DataDictionary>('columns', 'verbs'), signal),
  staleTime: Infinity,
});

/** `GET /xapi/ext/saved-queries` */
export const savedQueriesQuery = (access: RecordsAccess) =>
  queryOptions({
    queryKey: ['records', access.name, 'saved-queries'],
    queryFn: ({ signal }) => getJson(addressOf('/saved-queries'), expecting<SavedQueries>('queries'), signal),
  });

/** `POST /xapi/ext/saved-queries` */
export const saveQuery = (query: NewSavedQuery) =>
  postJson(addressOf('/saved-queries'), query, expecting<SavedQuery>('id', 'name'));

/** `DELETE /xapi/ext/saved-queries` */
export const deleteQuery = (id: string) => remove(addressOf('/saved-queries', { id }));
