import type { CourseCompletions } from '@chuyen-de/contracts';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { expecting, http } from '../../../lib/http.ts';

export interface CourseRequest {
  search: string;
  page: number;
}

/** While the course's roster is read, it is asked for again so often. */
const ROSTER_LOOK_MS = 1_500;

/** `GET /api/course/completions`: until another part of them is there, the one before stays. */
export const courseQuery = ({ search, page }: CourseRequest) =>
  queryOptions({
    queryKey: ['course', { search, page }],
    queryFn: () =>
      http.get(
        `/api/course/completions?${new URLSearchParams({ search, page: String(page) }).toString()}`,
        expecting<CourseCompletions>('columns', 'rows'),
      ),
    placeholderData: keepPreviousData,
    staleTime: 5_000,
    refetchInterval: ({ state }) => (state.data?.rosterState === 'reading' ? ROSTER_LOOK_MS : false),
  });
