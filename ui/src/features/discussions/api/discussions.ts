import type { Thread, ThreadList } from '@chuyen-de/contracts';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { expecting, http } from '../../../lib/http.ts';

const readList = expecting<ThreadList>('threads', 'found', 'pages');
const readThread = expecting<Thread>('id', 'posts', 'can');

const pathOf = (code: string) => `/api/classes/${encodeURIComponent(code)}/threads`;
/** Where the page of a thread is. */
export const threadAddress = (code: string, id: string) => `/classes/${code}/exchange/${id}`;

const threadPath = (code: string, id: string) => `${pathOf(code)}/${encodeURIComponent(id)}`;

export interface ThreadsAsked {
  search: string;
  /** Empty: whatever they are about. */
  topic: string;
  page: number;
}

/** `GET /api/classes/:code/threads` */
export const threadsQuery = (code: string, { search, topic, page }: ThreadsAsked) =>
  queryOptions({
    queryKey: ['threads', code, { search, topic, page }],
    queryFn: () => {
      const asked = { search, page: String(page), ...(topic !== '' && { topic }) };
      return http.get(`${pathOf(code)}?${new URLSearchParams(asked).toString()}`, readList);
    },
    placeholderData: keepPreviousData,
    staleTime: 0,
  });

/** `POST /api/classes/:code/threads/:thread/reading`: whoever opens a thread has read it. */
export const threadQuery = (code: string, id: string) =>
  queryOptions({
    queryKey: ['thread', code, id],
    queryFn: () => http.post(`${threadPath(code, id)}/reading`, {}, readThread),
    staleTime: 0,
  });

export const askClass = (code: string, question: { title: string; text: string; topic?: string }) =>
  http.post(pathOf(code), question, readThread);

export const replyTo = (code: string, id: string, reply: { text: string; quotes?: string }) =>
  http.post(`${threadPath(code, id)}/posts`, reply, readThread);

export const markAnswer = (code: string, id: string, post: string | null) =>
  http.put(`${threadPath(code, id)}/answer`, { post }, readThread);

export const setThreadState = (code: string, id: string, state: { pinned: boolean; locked: boolean }) =>
  http.put(`${threadPath(code, id)}/state`, state, readThread);

export const hidePost = (code: string, id: string, post: string, reason: string | null) =>
  http.put(`${threadPath(code, id)}/posts/${encodeURIComponent(post)}/hidden`, { reason }, readThread);

export const reportPost = (code: string, id: string, post: string, reason: string) =>
  http.post(`${threadPath(code, id)}/posts/${encodeURIComponent(post)}/reports`, { reason }, readThread);

/** What was reported about a post has been looked at. */
export const settleReports = (code: string, id: string, post: string) =>
  http.post(`${threadPath(code, id)}/posts/${encodeURIComponent(post)}/reports/settled`, {}, readThread);
