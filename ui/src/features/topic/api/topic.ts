import type { Locale, MaterialEvidence, TopicPage, TopicProgress } from '@chuyen-de/contracts';
import { queryOptions } from '@tanstack/react-query';
import { expecting, http, NetworkError } from '../../../lib/http.ts';
import { sessionStore } from '../../../lib/session-store.ts';

const readTopic = expecting<TopicPage>('code', 'sections', 'progress', 'readingList');
const readProgress = expecting<TopicProgress>('read', 'completedAt');

const topicPath = (code: string) => `/api/topics/${encodeURIComponent(code)}`;

/** A topic, and when it was kept where it comes from the device. */
export type ReadTopic = TopicPage & { keptAt?: string };

/** What keeps topics on the device: apart, for who sits an exam has no use for it. */
export const loadKeptStudy = () => import('../kept-study.ts');

/** Without network, a topic is read as it was opened last. */
async function askFor(code: string, language: Locale): Promise<ReadTopic> {
  try {
    return await http.get(`${topicPath(code)}?language=${language}`, readTopic);
  } catch (error) {
    const person = sessionStore.current()?.session.person.id;
    if (!(error instanceof NetworkError) || person === undefined) throw error;
    const kept = await loadKeptStudy()
      .then(({ findTopic }) => findTopic(code, person, language))
      .catch(() => undefined);
    if (!kept) throw error;
    return kept;
  }
}

/** `GET /api/topics/:code` */
export const topicQuery = (code: string, language: Locale) =>
  queryOptions({
    queryKey: ['topic', code, language],
    queryFn: () => askFor(code, language),
    staleTime: Infinity,
  });

/** What somebody has newly read or seen. */
export interface StudyReport {
  read: string[];
  seconds: number;
  materials?: MaterialEvidence[];
}

/** `POST /api/topics/:code/progress` */
export const recordProgress = (
  { code, revision }: { code: string; revision: number },
  report: StudyReport,
  keepalive = false,
) => http.post(`${topicPath(code)}/progress`, { ...report, revision }, readProgress, keepalive);
