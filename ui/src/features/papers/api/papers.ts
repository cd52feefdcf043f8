import type {
  ExamPapers,
  HeadingSaved,
  PrintedKey,
  PrintedPaper,
  SavePrintHeading,
} from '@chuyen-de/contracts';
import { queryOptions } from '@tanstack/react-query';
import { expecting, http } from '../../../lib/http.ts';

const readPapers = expecting<ExamPapers>('exam', 'heading', 'papers', 'can');
const readPaper = expecting<PrintedPaper>('code', 'questions');
const readKey = expecting<PrintedKey>('code', 'questions');
const readHeading = expecting<HeadingSaved>('heading', 'headingEdition');

const addressOf = (exam: string): string => `/api/made-exams/${exam}`;

/** `GET /api/made-exams/:code/papers` */
export const papersQuery = (exam: string) =>
  queryOptions({
    queryKey: ['made-exams', exam, 'papers'],
    queryFn: () => http.get(`${addressOf(exam)}/papers`, readPapers),
  });

/** `GET /api/made-exams/:code/papers/:paper` */
export const readPrintedPaper = (exam: string, paper: string) =>
  http.get(`${addressOf(exam)}/papers/${paper}`, readPaper);

/** `GET /api/made-exams/:code/papers/:paper/key` */
export const readPrintedKey = (exam: string, paper: string) =>
  http.get(`${addressOf(exam)}/papers/${paper}/key`, readKey);

/** `PUT /api/made-exams/:code/heading` */
export const saveHeading = (exam: string, body: SavePrintHeading) =>
  http.put(`${addressOf(exam)}/heading`, body, readHeading);
