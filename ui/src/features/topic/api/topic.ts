import type { Locale, MaterialEvidence, TopicPage, TopicProgress } from '@chuyen-de/contracts';
import { queryOptions } from '@tanstack/react-query';
import { expecting, http } from '../../../lib/http.ts';

const readTopic = expecting<TopicPage>('code', 'sections', 'progress', 'readingList');
const readProgress = expecting<TopicProgress>('read', 'completedAt');

const topicPath = (code: string) => `/api/topics/${encodeURIComponent(code)}`;

/** `GET /api/topics/:code` */
export const topicQuery = (code: string, language: Locale) =>
  queryOptions({
    queryKey: ['topic', code, language],
    queryFn: () => http.get(`${topicPath(code)}?language=${language}`, readTopic),
    staleTime: Infinity,
  });

/** `POST /api/topics/:code/progress` */
export const recordProgress = (
  { code, revision }: { code: string; revision: number },
  report: { read: string[]; seconds: number; materials?: MaterialEvidence[] },
  keepalive = false,
) => http.post(`${topicPath(code)}/progress`, { ...report, revision }, readProgress, keepalive);
