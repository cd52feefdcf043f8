import type { MaterialEvidence, TopicProgress } from '@chuyen-de/contracts';
import { expecting, http } from '../../../lib/http.ts';

const readProgress = expecting<TopicProgress>('read', 'completedAt');

export const topicPath = (code: string) => `/api/topics/${encodeURIComponent(code)}`;

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
