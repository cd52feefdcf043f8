import type { ClassHome, ClassLearners, LearnersFilter } from '@chuyen-de/contracts';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { expecting, headersOf, http, request } from '../../../lib/http.ts';

const readHome = expecting<ClassHome>('topics', 'exams', 'notices', 'can');
const readLearners = expecting<ClassLearners>('topics', 'rows', 'figures');

const pathOf = (code: string) => `/api/classes/${encodeURIComponent(code)}`;

/** `GET /api/classes/:code` */
export const classHomeQuery = (code: string) =>
  queryOptions({
    queryKey: ['class-home', code],
    queryFn: () => http.get(pathOf(code), readHome),
    // Whoever comes back to it has read something in between.
    staleTime: 0,
  });

/** `POST /api/classes/:code/notices` */
export const postNotice = (code: string, text: string) =>
  http.post(`${pathOf(code)}/notices`, { text }, readHome);

/** `POST /api/classes/:code/notices/:notice/removal` */
export const takeNotice = (code: string, notice: string) =>
  http.post(`${pathOf(code)}/notices/${encodeURIComponent(notice)}/removal`, {}, readHome);

/** `PUT /api/classes/:code/dates` */
export const saveDates = (code: string, dates: Record<string, string>, change: number) =>
  http.put(`${pathOf(code)}/dates`, { dates, change }, readHome);

export interface LearnersRequest {
  filter: LearnersFilter;
  search: string;
  page: number;
}

/** While the course's roster is read, it is asked for again so often. */
const ROSTER_LOOK_MS = 1_500;

const readPage = (code: string, { filter, search, page }: LearnersRequest) => {
  const query = new URLSearchParams({ filter, search, page: String(page) });
  return http.get(`${pathOf(code)}/learners?${query.toString()}`, readLearners);
};

/** `GET /api/classes/:code/learners`: until another part of them is there, the one before stays. */
export const learnersQuery = (code: string, asked: LearnersRequest) =>
  queryOptions({
    queryKey: ['class-learners', code, asked],
    queryFn: () => readPage(code, asked),
    placeholderData: keepPreviousData,
    staleTime: 5_000,
    refetchInterval: ({ state }) => (state.data?.rosterState === 'reading' ? ROSTER_LOOK_MS : false),
  });

/** All who are behind, read page by page: a server has others to answer. */
export async function readAllBehind(code: string): Promise<ClassLearners['rows']> {
  const rows = new Map<string, ClassLearners['rows'][number]>();
  for (let page = 1, pages = 1; page <= pages; page += 1) {
    const view = await readPage(code, { filter: 'behind', search: '', page });
    for (const row of view.rows) rows.set(row.person.id, row);
    pages = view.pages;
  }
  return [...rows.values()];
}

/** `GET /api/classes/:code/files/:form` @throws ProblemError, NetworkError */
export const classFile = async (code: string, form: 'xlsx' | 'csv'): Promise<Blob> =>
  (await request(`${pathOf(code)}/files/${form}`, { headers: headersOf({}) })).blob();
