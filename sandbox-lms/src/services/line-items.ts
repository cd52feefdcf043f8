import { z } from 'zod';
import { type Platform, findLink } from '../platform.ts';
import { type LineItem, newId } from '../state.ts';
import { lineItemsUrl, lineItemUrl } from './addresses.ts';
import { type Answer, mediaType, parseObject, refuse, strayPage } from './answer.ts';

const idText = z.union([z.string(), z.number()]).transform(String);

const LineItemBody = z.object({
  label: z.string().min(1),
  scoreMaximum: z.number().positive(),
  resourceId: z.string().optional(),
  tag: z.string().optional(),
  resourceLinkId: idText.optional(),
});
type LineItemBody = z.infer<typeof LineItemBody>;

export interface LineItemsQuery {
  resource_link_id?: string | undefined;
  resource_id?: string | undefined;
  tag?: string | undefined;
  limit?: string | undefined;
  from?: string | undefined;
}

function linkOf({ faults }: Platform, { linkId }: LineItem): object {
  if (linkId === null || faults.lineItemLinks === 'none') return {};
  const named = faults.lineItemLinks === 'foreign' ? `0${linkId}` : linkId;
  return { resourceLinkId: named, ltiLinkId: named };
}

const toJson = (platform: Platform, item: LineItem): object => ({
  id: lineItemUrl(platform, item),
  label: item.label,
  scoreMaximum: item.scoreMaximum,
  resourceId: item.resourceId,
  tag: item.tag,
  ...linkOf(platform, item),
});

/** The columns of a course that belong to a tool. */
export function listLineItems(
  platform: Platform,
  courseId: string,
  toolId: string,
  query: LineItemsQuery,
): Answer {
  const { lineItemsPage, lineItemLinks, lineItemPageSize } = platform.faults;
  if (lineItemsPage) return strayPage(200);
  const matching = platform.store.state.lineItems.filter(
    (item) =>
      item.courseId === courseId &&
      item.toolId === toolId &&
      (!query.resource_link_id || lineItemLinks || item.linkId === query.resource_link_id) &&
      (!query.resource_id || item.resourceId === query.resource_id) &&
      (!query.tag || item.tag === query.tag),
  );
  const limit = Number(query.limit) || lineItemPageSize || matching.length;
  const from = Number(query.from) || 0;
  const next = new URL(lineItemsUrl(platform, courseId, toolId));
  if (query.resource_link_id) next.searchParams.set('resource_link_id', query.resource_link_id);
  next.searchParams.set('from', String(from + limit));
  return {
    status: 200,
    type: mediaType.lineItems,
    body: matching.slice(from, from + limit).map((item) => toJson(platform, item)),
    ...(from + limit < matching.length && { link: `<${next.href}>; rel="next"` }),
  };
}

const ownsLink = (platform: Platform, linkId: string, courseId: string, toolId: string): boolean => {
  const link = findLink(platform, linkId);
  return link?.courseId === courseId && link.toolId === toolId;
};

const parseLineItem = (body: string): LineItemBody | undefined =>
  LineItemBody.safeParse(parseObject(body)).data;

/** A new column, made by the tool itself. */
export async function createLineItem(
  platform: Platform,
  courseId: string,
  toolId: string,
  body: string,
): Promise<Answer> {
  const wanted = parseLineItem(body);
  if (!wanted) return refuse(400, 'Incorrect line item');
  const linkId = wanted.resourceLinkId ?? null;
  if (linkId !== null && !ownsLink(platform, linkId, courseId, toolId))
    return refuse(403, 'The link belongs elsewhere');
  const item: LineItem = {
    id: newId(platform.store.state),
    courseId,
    toolId,
    linkId,
    label: wanted.label,
    scoreMaximum: wanted.scoreMaximum,
    resourceId: wanted.resourceId ?? '',
    tag: wanted.tag ?? '',
    origin: 'service',
  };
  platform.store.state.lineItems.push(item);
  await platform.store.commit();
  const { lineItemCreated } = platform.faults;
  if (lineItemCreated === 'bare') return { status: 201 };
  if (lineItemCreated === 'location') return { status: 201, location: lineItemUrl(platform, item) };
  return { status: 201, type: mediaType.lineItem, body: toJson(platform, item) };
}

export const readLineItem = (platform: Platform, item: LineItem): Answer => ({
  status: 200,
  type: mediaType.lineItem,
  body: toJson(platform, item),
});

/** A full replacement: what is left out is cleared. Grades are rescaled to a new maximum, as in Moodle. */
export async function replaceLineItem(platform: Platform, item: LineItem, body: string): Promise<Answer> {
  const wanted = parseLineItem(body);
  if (!wanted) return refuse(400, 'Incorrect line item');
  const linkId = wanted.resourceLinkId ?? null;
  if (linkId !== null && !ownsLink(platform, linkId, item.courseId, item.toolId))
    return refuse(403, 'The link belongs elsewhere');
  const factor = wanted.scoreMaximum / item.scoreMaximum;
  for (const score of platform.store.state.scores)
    if (score.lineItemId === item.id && score.score !== null) score.score *= factor;
  item.label = wanted.label;
  item.scoreMaximum = wanted.scoreMaximum;
  item.resourceId = wanted.resourceId ?? '';
  item.tag = wanted.tag ?? '';
  if (item.origin === 'service') item.linkId = linkId;
  await platform.store.commit();
  return readLineItem(platform, item);
}

/** Columns that came with an activity go with it, not by the service. */
export async function deleteLineItem(platform: Platform, item: LineItem): Promise<Answer> {
  if (item.origin === 'link') return refuse(403, 'The column belongs to an activity');
  const { state } = platform.store;
  state.lineItems = state.lineItems.filter((other) => other !== item);
  state.scores = state.scores.filter((score) => score.lineItemId !== item.id);
  await platform.store.commit();
  return { status: 204 };
}
