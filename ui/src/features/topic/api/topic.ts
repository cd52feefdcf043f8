import type { Locale, TopicPage } from '@chuyen-de/contracts';
import { queryOptions } from '@tanstack/react-query';
import { expecting, http, NetworkError } from '../../../lib/http.ts';
import { sessionStore } from '../../../lib/session-store.ts';
import type { ReadTopic } from '../kept-study.ts';
import { topicPath } from './progress.ts';

const readTopic = expecting<TopicPage>('code', 'sections', 'progress', 'readingList');

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
