import { z } from 'zod';
import type { CallService, FullServiceReply, ServiceReply } from './service-calls.ts';

const SCOPE = 'https://purl.imsglobal.org/spec/lti-ags/scope';
const AGS_SCOPES = {
  score: `${SCOPE}/score`,
  lineItem: `${SCOPE}/lineitem`,
  result: `${SCOPE}/result.readonly`,
} as const;

const MEDIA = 'application/vnd.ims.lis';
const LINE_ITEM = `${MEDIA}.v2.lineitem+json`;

interface Score {
  platformId: string;
  lineItemUrl: string;
  /** Whose score: their `sub`. */
  subject: string;
  /** Left out: the cell is to be emptied. */
  scoreGiven?: number;
  scoreMaximum?: number;
  /** When what the score stands for happened: platforms refuse what is not later than what they hold. */
  at: Date;
  activityProgress: 'Initialized' | 'Started' | 'InProgress' | 'Submitted' | 'Completed';
  gradingProgress: 'FullyGraded' | 'Pending' | 'PendingManual' | 'Failed' | 'NotReady';
  comment?: string;
}

interface LineItemWish {
  platformId: string;
  lineItemsUrl: string;
  resourceLinkId: string;
  /** Ours: the item's reference. */
  resourceId: string;
  tag: string;
  label: string;
  scoreMaximum: number;
}

const LineItem = z.object({
  id: z.url(),
  resourceLinkId: z.coerce.string().optional(),
  resourceId: z.coerce.string().optional(),
  tag: z.coerce.string().optional(),
});
const Results = z.array(
  z.object({
    userId: z.coerce.string(),
    resultScore: z.number().nullish(),
    resultMaximum: z.number().nullish(),
    comment: z.string().nullish(),
  }),
);

interface GradeResult {
  score?: number;
  maximum?: number;
  comment?: string;
}

/** A line item's address may carry a query (Moodle): the service's path goes before it. */
function under(lineItemUrl: string, service: 'scores' | 'results'): URL {
  const url = new URL(lineItemUrl);
  url.pathname = `${url.pathname.replace(/\/$/, '')}/${service}`;
  return url;
}

const plain = ({ status, message, retryAfterSeconds }: FullServiceReply): ServiceReply => ({
  status,
  message,
  ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
});

const isGood = ({ status }: ServiceReply): boolean => status >= 200 && status < 300;

function makeLineItems(call: CallService) {
  async function find(wish: LineItemWish): Promise<FullServiceReply & { lineItemUrl?: string }> {
    const url = new URL(wish.lineItemsUrl);
    url.searchParams.set('resource_link_id', wish.resourceLinkId);
    const reply = await call({
      platformId: wish.platformId,
      scope: AGS_SCOPES.lineItem,
      url: url.href,
      accept: `${MEDIA}.v2.lineitemcontainer+json`,
    });
    const items = (Array.isArray(reply.body) ? reply.body : []).flatMap((entry: unknown) => {
      const parsed = LineItem.safeParse(entry);
      return parsed.success && parsed.data.resourceLinkId === wish.resourceLinkId ? [parsed.data] : [];
    });
    const ours = items.find(({ resourceId, tag }) => resourceId === wish.resourceId && tag === wish.tag);
    const found = ours ?? (items.length === 1 ? items[0] : undefined);
    return { ...reply, ...(found && { lineItemUrl: found.id }) };
  }

  /** Finds the column of a link, or makes one. For links that come with `lineitems` and no `lineitem`. */
  return async (wish: LineItemWish): Promise<ServiceReply & { lineItemUrl?: string }> => {
    const existing = await find(wish);
    const { lineItemUrl } = existing;
    if (!isGood(existing) || lineItemUrl !== undefined)
      return { ...plain(existing), ...(lineItemUrl !== undefined && { lineItemUrl }) };
    const { label, scoreMaximum, resourceId, tag, resourceLinkId } = wish;
    const made = await call({
      platformId: wish.platformId,
      scope: AGS_SCOPES.lineItem,
      url: wish.lineItemsUrl,
      method: 'POST',
      contentType: LINE_ITEM,
      accept: LINE_ITEM,
      body: { scoreMaximum, label, resourceId, tag, resourceLinkId },
    });
    if (!isGood(made)) return plain(made);
    const created = LineItem.safeParse(made.body);
    if (!created.success) return { status: 502, message: 'the LMS answered no line item' };
    return { ...plain(made), lineItemUrl: created.data.id };
  };
}

/** Sends one score: compact, with milliseconds and zone. */
const makePostScore =
  (call: CallService) =>
  async (score: Score): Promise<ServiceReply> => {
    const { subject, scoreGiven, scoreMaximum, at, activityProgress, gradingProgress, comment } = score;
    const reply = await call({
      platformId: score.platformId,
      scope: AGS_SCOPES.score,
      url: under(score.lineItemUrl, 'scores').href,
      method: 'POST',
      contentType: `${MEDIA}.v1.score+json`,
      body: {
        userId: subject,
        ...(scoreGiven !== undefined && { scoreGiven, scoreMaximum }),
        timestamp: at.toISOString(),
        activityProgress,
        gradingProgress,
        ...(comment !== undefined && { comment }),
      },
    });
    return plain(reply);
  };

/** What the gradebook holds for a person; not paged: Moodle's pages are broken. */
const makeReadResult =
  (call: CallService) =>
  async (of: {
    platformId: string;
    lineItemUrl: string;
    subject: string;
  }): Promise<ServiceReply & { result?: GradeResult }> => {
    const url = under(of.lineItemUrl, 'results');
    url.searchParams.set('user_id', of.subject);
    const reply = await call({
      platformId: of.platformId,
      scope: AGS_SCOPES.result,
      url: url.href,
      accept: `${MEDIA}.v2.resultcontainer+json`,
    });
    const own = Results.safeParse(reply.body).data?.find(({ userId }) => userId === of.subject);
    if (!own) return plain(reply);
    const { resultScore, resultMaximum, comment } = own;
    return {
      ...plain(reply),
      result: {
        ...(typeof resultScore === 'number' && { score: resultScore }),
        ...(typeof resultMaximum === 'number' && { maximum: resultMaximum }),
        ...(typeof comment === 'string' && { comment }),
      },
    };
  };

/** The LMS's gradebook; replies say how a call went. @see https://www.imsglobal.org/spec/lti-ags/v2p0 */
export const makeAgs = (call: CallService) => ({
  postScore: makePostScore(call),
  readResult: makeReadResult(call),
  findOrCreateLineItem: makeLineItems(call),
});

export type Ags = ReturnType<typeof makeAgs>;
