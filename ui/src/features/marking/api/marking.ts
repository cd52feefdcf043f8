import type {
  AnswerToMark,
  MarkAnswer,
  MarkedAnswers,
  Marking,
  MarkingOverview,
  NextToMark,
} from '@chuyen-de/contracts';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { expecting, http, ProblemError } from '../../../lib/http.ts';

/** All that was asked of marking. */
export const MARKING = ['marking'] as const;

const pathOf = (exam: string, ...parts: string[]): string =>
  ['/api/exams', exam, 'marking', ...parts]
    .map((part, at) => (at === 0 ? part : encodeURIComponent(part)))
    .join('/');

const readAnswer = expecting<AnswerToMark>('attempt', 'question', 'criteria', 'markings');

/** `GET /api/exams/:code/marking` */
export const overviewQuery = (exam: string) =>
  queryOptions({
    queryKey: [...MARKING, exam, 'overview'],
    queryFn: () => http.get(pathOf(exam), expecting<MarkingOverview>('title', 'questions')),
    staleTime: 0,
  });

/** `GET /api/exams/:code/marking/:question/next`: asked once for each answer, so that none is given out unseen. */
export const nextToMarkQuery = (
  exam: string,
  question: string,
  { after, number }: { after: string; number: number },
) =>
  queryOptions({
    queryKey: [...MARKING, exam, question, 'next', after, number],
    queryFn: () =>
      http.get(
        `${pathOf(exam, question, 'next')}?${new URLSearchParams({ after }).toString()}`,
        expecting<NextToMark>('answer', 'waiting'),
      ),
    staleTime: Infinity,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });

/** `GET /api/exams/:code/marking/:question/marked` */
export const markedAnswersQuery = (exam: string, question: string, page: number) =>
  queryOptions({
    queryKey: [...MARKING, exam, question, 'marked', page],
    queryFn: () =>
      http.get(
        `${pathOf(exam, question, 'marked')}?${new URLSearchParams({ page: `${page}` }).toString()}`,
        expecting<MarkedAnswers>('answers', 'pages'),
      ),
    placeholderData: keepPreviousData,
    staleTime: 0,
  });

/** `GET /api/exams/:code/marking/:question/answers/:attempt` */
export const answerQuery = (exam: string, question: string, attempt: string) =>
  queryOptions({
    queryKey: [...MARKING, exam, question, 'answer', attempt],
    queryFn: () => http.get(pathOf(exam, question, 'answers', attempt), readAnswer),
    staleTime: Infinity,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });

/** `PUT /api/exams/:code/marking/:question/answers/:attempt` */
export const markAnswer = (exam: string, question: string, attempt: string, marking: MarkAnswer) =>
  http.put(pathOf(exam, question, 'answers', attempt), marking, readAnswer);

/** How somebody else has marked an answer since it was read, and how many markings there are now. */
export interface MarkedSince {
  marking: Marking;
  known: number;
}

export const markedSince = (error: unknown): MarkedSince | undefined =>
  error instanceof ProblemError && error.code === 'marked_since'
    ? (error.problem as unknown as MarkedSince)
    : undefined;
