import type {
  Appraisal,
  AppraisalQueue,
  Appraisers,
  BankAppraisals,
  CastVote,
  CheckKey,
  MadeBank,
  SetCouncil,
  Submitted,
  SubmitQuestions,
} from '@chuyen-de/contracts';
import { queryOptions } from '@tanstack/react-query';
import { expecting, http } from '../../../lib/http.ts';
import { MADE_BANKS } from './made-banks.ts';

const readQueue = expecting<AppraisalQueue>('waiting');
const readAppraisal = expecting<Appraisal>('id', 'asked', 'mine', 'can');
const readAppraisers = expecting<Appraisers>('people');
const readBank = expecting<MadeBank>('code', 'council', 'can');
const readSubmitted = expecting<Submitted>('done', 'faulty', 'under');
const readList = expecting<BankAppraisals>('appraisals', 'more', 'serverNow');

export const APPRAISALS = ['appraisals'] as const;
const addressOf = (id: string) => `/api/appraisals/${id}`;

/** `GET /api/appraisals` */
export const queueQuery = queryOptions({
  queryKey: [...APPRAISALS, 'queue'],
  queryFn: () => http.get('/api/appraisals', readQueue),
});

/** `GET /api/appraisals/:id` */
export const appraisalQuery = (id: string) =>
  queryOptions({
    queryKey: [...APPRAISALS, 'one', id],
    queryFn: () => http.get(addressOf(id), readAppraisal),
  });

/** `POST /api/appraisals/:id/check` */
export const checkKey = (id: string, body: CheckKey) =>
  http.post(`${addressOf(id)}/check`, body, readAppraisal);

/** `PUT /api/appraisals/:id/vote` */
export const castVote = (id: string, vote: CastVote['vote']) =>
  http.put(`${addressOf(id)}/vote`, { vote }, readAppraisal);

/** `POST /api/appraisals/:id/settlement` */
export const settleKey = (id: string, note: string) =>
  http.post(`${addressOf(id)}/settlement`, { note }, readAppraisal);

/** `POST /api/appraisals/:id/comments` */
export const addComment = (id: string, text: string) =>
  http.post(`${addressOf(id)}/comments`, { text }, readAppraisal);

/** `POST /api/appraisals/:id/withdrawal` */
export const withdrawAppraisal = (id: string) => http.post(`${addressOf(id)}/withdrawal`, {}, readAppraisal);

const bankAddress = (bank: string) => `/api/made-banks/${bank}`;

/** `GET /api/made-banks/:bank/appraisers` */
export const appraisersQuery = (bank: string) =>
  queryOptions({
    queryKey: [...MADE_BANKS, bank, 'appraisers'],
    queryFn: () => http.get(`${bankAddress(bank)}/appraisers`, readAppraisers),
  });

/** `PUT /api/made-banks/:bank/council` */
export const setCouncil = (bank: string, body: SetCouncil) =>
  http.put(`${bankAddress(bank)}/council`, body, readBank);

/** How often a page looks what a council has said meanwhile. */
export const COUNCIL_LOOK_MS = 15_000;

/** `GET /api/made-banks/:bank/appraisals`: those under way. */
export const bankAppraisalsQuery = (bank: string) =>
  queryOptions({
    queryKey: [...MADE_BANKS, bank, 'appraisals'],
    queryFn: () => http.get(`${bankAddress(bank)}/appraisals`, readList),
  });

/** `GET /api/made-banks/:bank/appraisals?from=&to=`: those that were decided between two days. */
export const readDecided = (bank: string, days: { from: string; to: string }) =>
  http.get(`${bankAddress(bank)}/appraisals?${new URLSearchParams(days).toString()}`, readList);

/** `POST /api/made-banks/:bank/appraisals` */
export const submitQuestions = (bank: string, questions: SubmitQuestions['questions']) =>
  http.post(`${bankAddress(bank)}/appraisals`, { questions }, readSubmitted);
