import type {
  BankQuestions,
  ExamBank,
  ExamEdition,
  ExamForecast,
  ExamPreview,
  ExamVersion,
  MadeExam,
  MadeExams,
  MakeExam,
  SaveExamDraft,
} from '@chuyen-de/contracts';
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { expecting, http } from '../../../lib/http.ts';

const readExam = expecting<MadeExam>('code', 'edition', 'draft', 'faults', 'can');
const readExams = expecting<MadeExams>('exams', 'owners');
const readBank = expecting<ExamBank>('programmes');
const readQuestions = expecting<BankQuestions>('questions', 'next');
const readPreview = expecting<ExamPreview>('questions');
const readForecast = expecting<ExamForecast>('history', 'answers', 'mean', 'passRate');
const readVersion = expecting<ExamVersion>('revision', 'draft');
const readRemoved = expecting<{ removed: boolean }>('removed');

const addressOf = (code: string) => `/api/made-exams/${code}`;
export const MADE_EXAMS = ['made-exams'] as const;

/** `GET /api/made-exams` */
export const madeExamsQuery = queryOptions({
  queryKey: [...MADE_EXAMS, 'list'],
  queryFn: () => http.get('/api/made-exams', readExams),
});

/** `GET /api/made-exams/:code`; read once, as the page keeps it up to date from then on. */
export const madeExamQuery = (code: string) =>
  queryOptions({
    queryKey: [...MADE_EXAMS, code],
    queryFn: () => http.get(addressOf(code), readExam),
    staleTime: Infinity,
    gcTime: 0,
  });

/** `GET /api/made-exams/:code/bank` */
export const examBankQuery = (code: string) =>
  queryOptions({
    queryKey: [...MADE_EXAMS, code, 'bank'],
    queryFn: () => http.get(`${addressOf(code)}/bank`, readBank),
  });

export interface QuestionFilter {
  text: string;
  topic: string;
  level: string;
  type: string;
}

/** `GET /api/made-exams/:code/questions`, page by page. */
export const bankQuestionsQuery = (code: string, filter: QuestionFilter) =>
  infiniteQueryOptions({
    queryKey: [...MADE_EXAMS, code, 'questions', filter],
    queryFn: ({ pageParam }) => {
      const given = Object.entries({ ...filter, after: pageParam }).filter(([, value]) => value !== '');
      const query = new URLSearchParams(given);
      return http.get(`${addressOf(code)}/questions?${query.toString()}`, readQuestions);
    },
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
  });

/** `GET /api/made-exams/:code/preview`: drawn from what is saved, hence of an edition. */
export const previewQuery = (code: string, edition: number, seed: string) =>
  queryOptions({
    queryKey: [...MADE_EXAMS, code, 'preview', edition, seed],
    queryFn: () => http.get(`${addressOf(code)}/preview?seed=${seed}`, readPreview),
    staleTime: Infinity,
  });

/** `GET /api/made-exams/:code/forecast`: of what is saved, hence of an edition. */
export const forecastQuery = (code: string, edition: number) =>
  queryOptions({
    queryKey: [...MADE_EXAMS, code, 'forecast', edition],
    queryFn: () => http.get(`${addressOf(code)}/forecast`, readForecast),
    placeholderData: keepPreviousData,
    retry: false,
  });

/** `GET /api/made-exams/:code/versions/:revision` */
export const readExamVersion = (code: string, revision: number) =>
  http.get(`${addressOf(code)}/versions/${revision}`, readVersion);

/** `POST /api/made-exams` */
export const makeExam = (wish: MakeExam) => http.post('/api/made-exams', wish, readExam);

/** `PUT /api/made-exams/:code/draft` */
export const saveDraft = (code: string, body: SaveExamDraft) =>
  http.put(`${addressOf(code)}/draft`, body, readExam);

/** `POST /api/made-exams/:code/publication` */
export const publishExam = (code: string, body: ExamEdition) =>
  http.post(`${addressOf(code)}/publication`, body, readExam);

/** `POST /api/made-exams/:code/removal` */
export const removeExam = (code: string, body: ExamEdition) =>
  http.post(`${addressOf(code)}/removal`, body, readRemoved);
