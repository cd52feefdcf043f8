import type { ClassRow, GradebookView } from '@chuyen-de/contracts';
import { queryOptions } from '@tanstack/react-query';
import { expecting, headersOf, http, request } from '../../../lib/http.ts';

const readView = expecting<GradebookView>('item', 'rows', 'pages', 'serverNow');

const readPage = (page: number) => http.get(`/api/gradebook?page=${page}`, readView);

/** `GET /api/gradebook`: the class in figures, with the first of its people. */
export const readClassHead = () => readPage(1);

export const classHeadQuery = queryOptions({
  queryKey: ['exam-documents'],
  queryFn: readClassHead,
  staleTime: 0,
});

/** Everybody in the class by name, read page by page: a server has others to answer. */
export async function readWholeClass(): Promise<{ view: GradebookView; rows: ClassRow[] }> {
  const view = await readPage(1);
  // Whoever comes in between moves the others by a place: nobody stands in the list twice.
  const rows = new Map(view.rows.map((row) => [row.person.id, row]));
  for (let page = 2; page <= view.pages; page += 1)
    for (const row of (await readPage(page)).rows) rows.set(row.person.id, row);
  return { view, rows: [...rows.values()] };
}

/** `GET /api/gradebook/results.xlsx` @throws ProblemError, NetworkError */
export const resultsWorkbook = async (): Promise<Blob> =>
  (await request('/api/gradebook/results.xlsx', { headers: headersOf({}) })).blob();
