import { jwtVerify } from 'jose';
import { z } from 'zod';
import { type NewItem, placeItem } from '../placement.ts';
import { type Platform, findTool, spendOnce } from '../platform.ts';
import type { PendingLaunch } from '../launch/launch.types.ts';
import type { Notice, Tool } from '../state.ts';
import { claim } from '../vocabulary.ts';

/** Moodle's `gradepointmax`: the largest whole-number maximum of a column. */
const LARGEST_MAXIMUM = 100;
const NONCE_MEMORY = 86_400_000;

const ContentItem = z.looseObject({ type: z.string() });

const Response = z.looseObject({
  nonce: z.string().min(1),
  [claim.messageType]: z.literal('LtiDeepLinkingResponse'),
  [claim.version]: z.literal('1.3.0'),
  [claim.deploymentId]: z.string(),
  [claim.contentItems]: z.array(ContentItem).default([]),
  [claim.deepLinkingData]: z.string().optional(),
  [claim.deepLinkingMsg]: z.string().optional(),
  [claim.deepLinkingErrorMsg]: z.string().optional(),
});
type Response = z.infer<typeof Response>;

const LinkItem = z.looseObject({
  title: z.string().default(''),
  text: z.string().optional(),
  url: z.url().optional(),
  custom: z.record(z.string(), z.coerce.string()).optional(),
  lineItem: z
    .looseObject({
      scoreMaximum: z.number(),
      resourceId: z.string().optional(),
      tag: z.string().optional(),
    })
    .optional(),
});

export type Picked =
  | { ok: true; courseId: string; placed: number; linkIds: string[]; notices: Notice[] }
  | { ok: false; reason: string };

const refuse = (reason: string): Picked => ({ ok: false, reason });

/**
 * What the tool's content picker returns: verified, and its links placed into the course.
 * @see https://www.imsglobal.org/spec/lti-dl/v2p0/#deep-linking-response-message
 */
export async function acceptContentItems(
  platform: Platform,
  sessionKey: string,
  jwt: string | undefined,
): Promise<Picked> {
  const pick = platform.picks.get(sessionKey);
  if (!pick) return refuse('This content picker is not open, or has been used');
  const tool = findTool(platform, pick.toolId);
  if (!tool || !jwt) return refuse('There is no JWT in the form');
  const response = await verify(platform, tool, jwt);
  if (typeof response === 'string') return refuse(response);
  if (response[claim.deploymentId] !== tool.id) return refuse('Wrong deployment_id');
  if (pick.overrides.data !== response[claim.deepLinkingData])
    return refuse('data was not returned as it was sent');
  if (!spendOnce(platform, `pick ${tool.clientId} ${response.nonce}`, nonceExpiry(platform)))
    return refuse('The nonce was used before');
  platform.picks.delete(sessionKey);
  return place(platform, pick, response);
}

const nonceExpiry = (platform: Platform): number => platform.clock().getTime() + NONCE_MEMORY;

async function verify(platform: Platform, tool: Tool, jwt: string): Promise<Response | string> {
  try {
    const { payload } = await jwtVerify(jwt, platform.findToolKeys(tool), {
      algorithms: ['RS256', 'RS384', 'RS512', 'PS256', 'ES256'],
      issuer: tool.clientId,
      audience: platform.url,
      requiredClaims: ['iat', 'exp'],
      currentDate: platform.clock(),
    });
    const parsed = Response.safeParse(payload);
    return parsed.success ? parsed.data : z.prettifyError(parsed.error);
  } catch (error) {
    return error instanceof Error ? error.message : 'The JWT could not be verified';
  }
}

async function place(platform: Platform, pick: PendingLaunch, response: Response): Promise<Picked> {
  const notices: Notice[] = [];
  const linkIds: string[] = [];
  const note = (kind: Notice['kind'], text: string): void =>
    void notices.push({ at: platform.clock().toISOString(), courseId: pick.courseId, kind, text });
  const message = response[claim.deepLinkingMsg];
  if (message) note('message', message);
  const errorMessage = response[claim.deepLinkingErrorMsg];
  if (errorMessage) note('error', errorMessage);
  for (const item of response[claim.contentItems]) {
    if (item.type !== 'ltiResourceLink') {
      note('item_ignored', `type ${item.type}`);
      continue;
    }
    const wanted = toNewItem(item, pick.toolId);
    if (typeof wanted === 'string') note('item_lost', wanted);
    else linkIds.push(placeItem(platform, pick.courseId, wanted).linkId);
  }
  platform.store.state.notices.push(...notices);
  await platform.store.commit();
  return { ok: true, courseId: pick.courseId, placed: linkIds.length, linkIds, notices };
}

/** What Moodle makes of an item; it loses one without a word whose maximum is not a whole number up to 100. */
function toNewItem(item: object, toolId: string): NewItem | string {
  const parsed = LinkItem.safeParse(item);
  if (!parsed.success) return z.prettifyError(parsed.error);
  const { title, text, url, custom, lineItem } = parsed.data;
  const maximum = lineItem?.scoreMaximum;
  if (maximum !== undefined && !(Number.isInteger(maximum) && maximum >= 1 && maximum <= LARGEST_MAXIMUM))
    return `${title}: scoreMaximum ${maximum} is not a whole number from 1 to ${LARGEST_MAXIMUM}`;
  return {
    title,
    text,
    url,
    custom,
    toolId,
    ...(lineItem && {
      lineItem: {
        scoreMaximum: lineItem.scoreMaximum,
        resourceId: lineItem.resourceId,
        tag: lineItem.tag,
      },
    }),
  };
}
