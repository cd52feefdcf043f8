import type {
  CertificateChecked,
  CertificateRule,
  CertificatesFilter,
  CertificateWords,
  ClassCertificates,
  OwnCertificate,
} from '@chuyen-de/contracts';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { expecting, http } from '../../../lib/http.ts';

const readList = expecting<ClassCertificates>('rows', 'figures', 'form', 'can');
const readOwn = expecting<OwnCertificate>('certificate');
const readChecked = expecting<CertificateChecked>('genuine');

const pathOf = (code: string) => `/api/classes/${encodeURIComponent(code)}/certificates`;

export interface CertificatesRequest {
  filter: CertificatesFilter;
  search: string;
  page: number;
}

/** What learners do and rosters tell meanwhile is looked for so often. */
const LOOK_MS = 5_000;

/** `GET /api/classes/:code/certificates` */
export const certificatesQuery = (code: string, { filter, search, page }: CertificatesRequest) =>
  queryOptions({
    queryKey: ['certificates', code, filter, search, page],
    queryFn: () =>
      http.get(`${pathOf(code)}?${new URLSearchParams({ filter, search, page: `${page}` })}`, readList),
    placeholderData: keepPreviousData,
    staleTime: 0,
    refetchInterval: LOOK_MS,
  });

/** `GET /api/classes/:code/certificate` */
export const ownCertificateQuery = (code: string) =>
  queryOptions({
    queryKey: ['certificate', code],
    queryFn: () => http.get(`/api/classes/${encodeURIComponent(code)}/certificate`, readOwn),
    staleTime: 0,
  });

export interface FormWish {
  rule: CertificateRule;
  words: CertificateWords;
  change: number;
}

export const saveForm = (code: string, form: FormWish) => http.put(`${pathOf(code)}/form`, form, readList);

/** `POST /api/classes/:code/certificates`: to everybody who meets the rule. */
export const issueToAll = (code: string) => http.post(pathOf(code), {}, readList);

export const revokeCertificate = (code: string, number: string, reason: string) =>
  http.post(`${pathOf(code)}/${encodeURIComponent(number)}/revocation`, { reason }, readList);

/** `POST /api/certificates/checks` */
export const checkCertificate = (number: string): Promise<CertificateChecked> =>
  http.post('/api/certificates/checks', { number: number.slice(0, 100) }, readChecked);
