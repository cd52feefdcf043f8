import type { CountedAttempts, ExamQuestions, QuestionOrder } from '@chuyen-de/contracts';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { expecting, headersOf, http, request } from '../../../lib/http.ts';

export interface QuestionsRequest {
  attempts: CountedAttempts;
  order: QuestionOrder;
  page: number;
}

/** Answers are counted a few seconds after they were marked: until some are, the page looks again so often. */
const COUNTING_LOOK_MS = 5_000;

const isCounted = ({ isComplete, found }: ExamQuestions): boolean => isComplete && found > 0;

const pathOf = (exam: string): string => `/api/exams/${encodeURIComponent(exam)}/questions`;

/** `GET /api/exams/:code/questions`: until another part of them is there, the one before stays. */
export const questionsQuery = (exam: string, { page, ...asked }: QuestionsRequest) =>
  queryOptions({
    queryKey: ['questions', exam, { page, ...asked }],
    queryFn: () =>
      http.get(
        `${pathOf(exam)}?${new URLSearchParams({ ...asked, page: String(page) }).toString()}`,
        expecting<ExamQuestions>('title', 'paper', 'questions'),
      ),
    placeholderData: keepPreviousData,
    staleTime: 5_000,
    refetchInterval: ({ state: { data } }) => (data && !isCounted(data) ? COUNTING_LOOK_MS : false),
  });

/** `GET /api/exams/:code/questions.csv` @throws ProblemError, NetworkError */
export const questionsFile = async (exam: string, attempts: CountedAttempts): Promise<Blob> =>
  (
    await request(`${pathOf(exam)}.csv?${new URLSearchParams({ attempts }).toString()}`, {
      headers: headersOf({}),
    })
  ).blob();
