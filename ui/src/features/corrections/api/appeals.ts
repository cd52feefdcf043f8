import type { AppealEntry, AppealList, AppealState, OwnerKind, Remedy } from '@chuyen-de/contracts';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { expecting, http } from '../../../lib/http.ts';

const pathOf = (exam: string): string => `/api/exams/${encodeURIComponent(exam)}/appeals`;

export interface AppealsRequest {
  state: AppealState;
  page: number;
}

/** `GET /api/exams/:code/appeals` */
export const appealsQuery = (exam: string, { state, page }: AppealsRequest) =>
  queryOptions({
    queryKey: ['appeals', exam, { state, page }],
    queryFn: () =>
      http.get(
        `${pathOf(exam)}?${new URLSearchParams({ state, page: String(page) }).toString()}`,
        expecting<AppealList>('appeals', 'waiting'),
      ),
    placeholderData: keepPreviousData,
    staleTime: 0,
  });

export interface Decision {
  granted: boolean;
  text: string;
  remedy: Remedy | null;
  scope: OwnerKind;
  basedOn: string | null;
}

/** `POST /api/exams/:code/appeals/:id/decision` */
export const decideAppeal = (exam: string, id: string, decision: Decision) =>
  http.post(
    `${pathOf(exam)}/${encodeURIComponent(id)}/decision`,
    decision,
    expecting<AppealEntry>('id', 'state'),
  );
