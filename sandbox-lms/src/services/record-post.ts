import type { Request } from 'express';
import type { Platform } from '../platform.ts';
import type { ScorePost } from '../state.ts';
import { bodyOf } from './gate.ts';

const SCORES = /\/lti\/services\/([^/]+)\/lineitems\/([^/]+)\/lineitem\/scores/;

export const isScorePost = (req: Request): boolean => req.method === 'POST' && SCORES.test(req.originalUrl);

/** Keeps what became of a score, so that one can see that it arrived, and how often. */
export function recordPost(
  platform: Platform,
  req: Request,
  outcome: { status: number; reason: string; accepted?: boolean; personId?: string | null },
): void {
  const parts = SCORES.exec(req.originalUrl) ?? [];
  let body: unknown;
  try {
    body = JSON.parse(bodyOf(req));
  } catch {
    body = bodyOf(req);
  }
  const claimed = (body as { userId?: unknown } | null)?.userId;
  const post: ScorePost = {
    at: platform.clock().toISOString(),
    courseId: parts[1] ?? '',
    lineItemId: parts[2] ?? '',
    personId: outcome.personId ?? (typeof claimed === 'string' ? claimed : null),
    status: outcome.status,
    accepted: outcome.accepted ?? false,
    reason: outcome.reason,
    body,
  };
  platform.store.state.posts.push(post);
}
