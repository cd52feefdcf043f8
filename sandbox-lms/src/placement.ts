import { type Platform, findCourse, findTool, must } from './platform.ts';
import { type LineItem, type Link, newId } from './state.ts';

export interface NewItem {
  title: string;
  text?: string | undefined;
  url?: string | undefined;
  custom?: Record<string, string> | undefined;
  lineItem?: NewColumn | undefined;
  /** The tool that the item belongs to; may be left out while there is one only. */
  toolId?: string | undefined;
  /** An item placed under the same key before is brought up to date instead of placed again. */
  key?: string | undefined;
}

export interface NewColumn {
  scoreMaximum: number;
  label?: string | undefined;
  resourceId?: string | undefined;
  tag?: string | undefined;
}

export interface PlacedItem {
  linkId: string;
  lineItemId: string | null;
}

function toolOf({ store }: Platform, item: NewItem): string {
  if (item.toolId !== undefined) return item.toolId;
  const [only, ...others] = store.state.tools;
  if (!only || others.length > 0) throw new Error('Say which tool the item belongs to: toolId');
  return only.id;
}

function placeColumn(platform: Platform, link: Link, column: NewColumn): LineItem {
  const { state } = platform.store;
  const values = {
    label: column.label ?? link.title,
    scoreMaximum: column.scoreMaximum,
    resourceId: column.resourceId ?? '',
    tag: column.tag ?? '',
  };
  const existing = state.lineItems.find((item) => item.linkId === link.id && item.origin === 'link');
  if (existing) return Object.assign(existing, values);
  const { courseId, toolId, id: linkId } = link;
  const item: LineItem = { id: newId(state), courseId, toolId, linkId, ...values, origin: 'link' };
  state.lineItems.push(item);
  return item;
}

/** Places an activity into a course, with a gradebook column where it is graded. Not yet on disk. */
export function placeItem(platform: Platform, courseId: string, item: NewItem): PlacedItem {
  const { state } = platform.store;
  must(findCourse(platform, courseId), 'course', courseId);
  const toolId = toolOf(platform, item);
  const tool = must(findTool(platform, toolId), 'tool', toolId);
  const content = {
    title: item.title,
    text: item.text ?? '',
    url: item.url ?? tool.targetLinkUrl,
    custom: item.custom ?? {},
    toolId,
  };
  const existing =
    item.key === undefined
      ? undefined
      : state.links.find((link) => link.courseId === courseId && link.key === item.key);
  const link: Link = existing ?? { id: newId(state), courseId, key: item.key, ...content };
  if (existing) Object.assign(existing, content);
  else state.links.push(link);
  const column = item.lineItem && placeColumn(platform, link, item.lineItem);
  return { linkId: link.id, lineItemId: column?.id ?? null };
}

/** Takes an activity out of its course, together with its columns and grades. Not yet on disk. */
export function removeItem({ store: { state } }: Platform, linkId: string): void {
  const gone = new Set(state.lineItems.filter((item) => item.linkId === linkId).map((item) => item.id));
  state.links = state.links.filter((link) => link.id !== linkId);
  state.lineItems = state.lineItems.filter((item) => !gone.has(item.id));
  state.scores = state.scores.filter((score) => !gone.has(score.lineItemId));
}
