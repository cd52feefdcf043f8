import type {
  BankFilter,
  BankOrder,
  BankQuality,
  BankQuestion,
  BankRows,
  Issued,
  IssueQuestions,
  MadeBank,
  MadeBanks,
  MakeBank,
  MakeQuestion,
  SaveBank,
  SaveQuestion,
} from '@chuyen-de/contracts';
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { expecting, http } from '../../../lib/http.ts';

const readQuality = expecting<BankQuality>('questions', 'remarks', 'keyPlaces', 'alike');
const readBanks = expecting<MadeBanks>('banks', 'owners');
const readBank = expecting<MadeBank>('code', 'topics', 'waiting');
const readRows = expecting<BankRows>('questions', 'total', 'next');
const readQuestion = expecting<BankQuestion>('code', 'edition', 'draft', 'faults', 'can');
const readIssued = expecting<Issued>('done', 'faulty', 'changed');
const readRemoved = expecting<{ removed: boolean }>('removed');

const addressOf = (bank: string) => `/api/made-banks/${bank}`;
const questionAddress = (bank: string, code: string) => `${addressOf(bank)}/questions/${code}`;
export const MADE_BANKS = ['made-banks'] as const;

/** `GET /api/made-banks` */
export const banksQuery = queryOptions({
  queryKey: [...MADE_BANKS, 'list'],
  queryFn: () => http.get('/api/made-banks', readBanks),
});

/** `GET /api/made-banks/:bank` */
export const bankQuery = (bank: string) =>
  queryOptions({
    queryKey: [...MADE_BANKS, bank, 'bank'],
    queryFn: () => http.get(addressOf(bank), readBank),
  });

/** `GET /api/made-banks/:bank/quality` */
export const qualityQuery = (bank: string) =>
  queryOptions({
    queryKey: [...MADE_BANKS, bank, 'quality'],
    queryFn: () => http.get(`${addressOf(bank)}/quality`, readQuality),
    // Who comes back to the tab has no use for the whole bank being read again.
    staleTime: Infinity,
    gcTime: 0,
  });

export interface RowFilter {
  text: string;
  topic: string;
  level: string;
  type: string;
  state: string;
  tag: string;
  /** `waiting`, or all. */
  reports: string;
}

const said = (query: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(query).filter(([, value]) => value !== ''));

/** What a filter asks for: what is empty lets all through. */
export const askedBy = (filter: RowFilter): Partial<BankFilter> => said({ ...filter });

/** `GET /api/made-banks/:bank/questions`, page by page. */
export const rowsQuery = (bank: string, filter: RowFilter, order: BankOrder) =>
  infiniteQueryOptions({
    queryKey: [...MADE_BANKS, bank, 'rows', filter, order],
    queryFn: ({ pageParam }) => {
      const query = new URLSearchParams(said({ ...filter, order, after: pageParam }));
      return http.get(`${addressOf(bank)}/questions?${query.toString()}`, readRows);
    },
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
  });

/** `GET /api/made-banks/:bank/questions/:code`; read once, as the page keeps it up to date from then on. */
export const questionQuery = (bank: string, code: string) =>
  queryOptions({
    queryKey: [...MADE_BANKS, bank, 'question', code],
    queryFn: () => http.get(questionAddress(bank, code), readQuestion),
    staleTime: Infinity,
    gcTime: 0,
  });

/** `POST /api/made-banks` */
export const makeBank = (wish: MakeBank) => http.post('/api/made-banks', wish, readBank);

/** `PUT /api/made-banks/:bank` */
export const saveBank = (bank: string, body: SaveBank) => http.put(addressOf(bank), body, readBank);

/** `POST /api/made-banks/:bank/questions` */
export const makeQuestion = (bank: string, wish: MakeQuestion) =>
  http.post(`${addressOf(bank)}/questions`, wish, readQuestion);

/** `PUT /api/made-banks/:bank/questions/:code/draft` */
export const saveQuestion = (bank: string, code: string, body: SaveQuestion) =>
  http.put(`${questionAddress(bank, code)}/draft`, body, readQuestion);

/** `POST /api/made-banks/:bank/questions/:code/removal` */
export const removeQuestion = (bank: string, code: string, edition: number) =>
  http.post(`${questionAddress(bank, code)}/removal`, { edition }, readRemoved);

/** `POST /api/made-banks/:bank/issue` */
export const issueQuestions = (bank: string, body: IssueQuestions) =>
  http.post(`${addressOf(bank)}/issue`, body, readIssued);

/** `POST /api/made-banks/:bank/retirement` */
export const retireQuestions = (bank: string, questions: string[]) =>
  http.post(`${addressOf(bank)}/retirement`, { questions }, readIssued);

/** `GET /api/made-banks/:bank/questions/:code`, as it is now. */
export const readQuestionNow = (bank: string, code: string) =>
  http.get(questionAddress(bank, code), readQuestion);
