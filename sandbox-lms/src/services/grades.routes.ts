import { setTimeout as pause } from 'node:timers/promises';
import { type Request, type RequestHandler, Router } from 'express';
import type { Platform } from '../platform.ts';
import { scope } from '../vocabulary.ts';
import { type Answer, mediaType, refuse, strayPage } from './answer.ts';
import {
  type Query,
  bodyOf,
  cutConnection,
  entrance,
  findOwnItem,
  hasMediaType,
  onCourse,
  onItem,
  send,
  wrongMethod,
} from './gate.ts';
import {
  createLineItem,
  deleteLineItem,
  listLineItems,
  readLineItem,
  replaceLineItem,
} from './line-items.ts';
import { isScorePost, recordPost } from './record-post.ts';
import { acceptScore, listResults } from './scores.ts';

/** Slowness and outages that were switched on, before anything else is looked at. */
const gradeFaults =
  (platform: Platform): RequestHandler =>
  async (req, res, next) => {
    const { agsDown, agsSlowMs, ags429 } = platform.faults;
    if (agsSlowMs > 0) await pause(agsSlowMs);
    const status = agsDown === 'destroy' ? 0 : agsDown || (ags429 ? 429 : undefined);
    if (status === undefined) {
      next();
      return;
    }
    if (isScorePost(req)) recordPost(platform, req, { status, reason: 'fault' });
    if (status === 0) cutConnection(res);
    else if (ags429 && status === 429)
      res.set('Retry-After', String(ags429.retryAfterSeconds)).status(429).end();
    else res.status(status).end();
  };

const reasonOf = (answer: Answer): string => ('reason' in answer ? answer.reason : '');

/** Whether a score comes too soon after those before it; what was refused does not count. */
function makeThrottle(platform: Platform): () => boolean {
  let taken: number[] = [];
  return () => {
    const { agsThrottle } = platform.faults;
    if (!agsThrottle) return false;
    const now = platform.clock().getTime();
    taken = taken.filter((at) => at > now - 1_000);
    if (taken.length >= agsThrottle.perSecond) return true;
    taken.push(now);
    return false;
  };
}

/** What stands before the scores service, where it was switched on. */
function obstacle(platform: Platform, req: Request, isTooSoon: () => boolean): Answer | undefined {
  const { agsRefuse, agsRefuseReason, agsPage, agsPageAfterStoring, agsWantsAccept } = platform.faults;
  if (agsRefuse) return refuse(agsRefuse, agsRefuseReason || 'Refused by a fault');
  if (agsPage && !agsPageAfterStoring) return strayPage(agsPage);
  if (isTooSoon()) return refuse(403, 'Forbidden (Rate Limit Exceeded)');
  if (agsWantsAccept && req.headers.accept !== mediaType.score) return refuse(415, 'Unsupported media type');
  return undefined;
}

const postScore = (platform: Platform): RequestHandler => {
  const isTooSoon = makeThrottle(platform);
  return async (req, res) => {
    const respond = async (answer: Answer, accepted = false, personId: string | null = null) => {
      const { agsLosesReplies, agsPage, agsThrottle } = platform.faults;
      recordPost(platform, req, {
        status: answer.status,
        reason: reasonOf(answer),
        accepted,
        personId,
      });
      await platform.store.commit();
      if (answer.status === 403 && agsThrottle && agsThrottle.bare === true) res.status(403).end();
      else if (accepted && agsLosesReplies) cutConnection(res);
      else send(res, accepted && agsPage ? strayPage(agsPage) : answer);
    };
    const refusal = obstacle(platform, req, isTooSoon);
    if (refusal) return respond(refusal);
    const entered = entrance(platform, req, [scope.score]);
    if (!entered.ok) return respond(entered.answer);
    if (!hasMediaType(req, mediaType.score)) return respond(refuse(400, 'Wrong content type'));
    const item = findOwnItem(platform, req, entered);
    if ('status' in item) return respond(item);
    const { answer, accepted, personId } = acceptScore(platform, item, bodyOf(req));
    return respond(answer, accepted, personId);
  };
};

/** Assignment and Grade Services. @see https://www.imsglobal.org/spec/lti-ags/v2p0/ */
export function gradeRoutes(platform: Platform): Router {
  const router = Router();
  const reading = [scope.lineItem, scope.lineItemReadOnly];
  router.use('/:courseId/lineitems', gradeFaults(platform));
  router
    .route('/:courseId/lineitems')
    .get(
      onCourse(platform, reading, (req, tool, course) =>
        listLineItems(platform, course.id, tool.id, req.query as Query),
      ),
    )
    .post(
      onCourse(platform, [scope.lineItem], (req, tool, course) =>
        createLineItem(platform, course.id, tool.id, bodyOf(req)),
      ),
    )
    .all(wrongMethod);
  router
    .route('/:courseId/lineitems/:itemId/lineitem')
    .get(onItem(platform, reading, (_req, item) => readLineItem(platform, item)))
    .put(onItem(platform, [scope.lineItem], (req, item) => replaceLineItem(platform, item, bodyOf(req))))
    .delete(onItem(platform, [scope.lineItem], (_req, item) => deleteLineItem(platform, item)))
    .all(wrongMethod);
  router.route('/:courseId/lineitems/:itemId/lineitem/scores').post(postScore(platform)).all(wrongMethod);
  router
    .route('/:courseId/lineitems/:itemId/lineitem/results')
    .get(onItem(platform, [scope.result], (req, item) => listResults(platform, item, req.query as Query)))
    .all(wrongMethod);
  return router;
}
