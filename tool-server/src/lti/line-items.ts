import { z } from 'zod';
import { readPages, type PageReply } from './read-pages.ts';
import { isTaken } from './reply.rules.ts';
import { plain, type CallService, type ServiceReply } from './service-calls.ts';

const LINE_ITEM_SCOPE = 'https://purl.imsglobal.org/spec/lti-ags/scope/lineitem';
const MEDIA = 'application/vnd.ims.lis.v2';
/** Pages of the columns of one link, and of all of ours in a course; some LMSs give ten a page. */
const MOST_PAGES_OF_LINK = 20;
const MOST_PAGES = 50;
/** More columns than any course has. */
const MOST_COLUMNS = 20_000;
/** Both lists are read, and a column made, while `find-column.ts` holds its lease. */
const MOST_MS = 30_000;

export interface LineItemWish {
  platformId: string;
  lineItemsUrl: string;
  resourceLinkId: string;
  /** Ours, `item@link`: two links to one item are told apart by it. */
  resourceId: string;
  tag: string;
  label: string;
  scoreMaximum: number;
}

const LineItem = z.object({
  id: z.string().min(1),
  resourceLinkId: z.coerce.string().nullish(),
  resourceId: z.coerce.string().nullish(),
  tag: z.coerce.string().nullish(),
  scoreMaximum: z.number().optional().catch(undefined),
});
type LineItem = z.infer<typeof LineItem>;

interface Column {
  lineItemUrl: string;
  scoreMaximum?: number;
}

type ColumnReply = ServiceReply & { column?: Column };

/** What a line item says; its address may be given without its host. */
function readItem(entry: unknown, base: string): LineItem[] {
  const { data } = LineItem.safeParse(entry);
  return data && URL.canParse(data.id, base) ? [{ ...data, id: new URL(data.id, base).href }] : [];
}

const toColumn = ({ id, scoreMaximum }: LineItem): Column => ({
  lineItemUrl: id,
  ...(scoreMaximum !== undefined && { scoreMaximum }),
});

/** How we end the `resourceId` of a column that was made for one link. */
const OF_A_LINK = /@[0-9a-f]{24}$/;

/**
 * The column that is ours among those that an LMS lists: by what we called it, which is all there is where the
 * list names no links, or those of others (Chamilo); else the only one of the link, as it came with it.
 */
function ownColumn(
  items: readonly LineItem[],
  { resourceLinkId, resourceId, tag }: Pick<LineItemWish, 'resourceLinkId' | 'resourceId' | 'tag'>,
): LineItem | undefined {
  const ours = items.filter((item) => item.resourceId === resourceId && item.tag === tag);
  const [named] = ours.filter((item) => item.resourceLinkId === resourceLinkId).concat(ours);
  if (named) return named;
  const ofLink = items.filter((item) => item.resourceLinkId === resourceLinkId);
  const [only, second] = ofLink.filter((item) => !OF_A_LINK.test(item.resourceId ?? ''));
  return second ? undefined : only;
}

const LISTED: ServiceReply = { service: 'columns', status: 200, form: 'json', message: '' };
/** An LMS that answers something else than a list may well have the column. */
const NO_LIST: ServiceReply = {
  service: 'columns',
  status: 502,
  form: 'none',
  message: 'the LMS answered no list of columns',
};
/** So may one whose list could be read in part. */
const HALF_A_LIST: ServiceReply = {
  service: 'columns',
  status: 502,
  form: 'none',
  message: 'the list of columns could be read in part only',
};

type Listed =
  | {
      ok: true;
      items: LineItem[];
      isWhole: boolean;
      /** In place of a page. */ stopped: PageReply | undefined;
    }
  | { ok: false; reply: PageReply };

/** What cannot be read on now, and when it may be, if the LMS says so. */
const halfAList = (stopped: PageReply | undefined): ServiceReply => ({
  ...HALF_A_LIST,
  ...(stopped?.throttled === true && { throttled: true }),
  ...(stopped?.retryAfterSeconds !== undefined && { retryAfterSeconds: stopped.retryAfterSeconds }),
});

/** The columns of a link, or of all links of the course. */
async function list(
  { platformId, lineItemsUrl }: LineItemWish,
  resourceLinkId: string | undefined,
  call: CallService,
): Promise<Listed> {
  const url = new URL(lineItemsUrl);
  if (resourceLinkId !== undefined) url.searchParams.set('resource_link_id', resourceLinkId);
  const items = new Map<string, LineItem>();
  let nonsense = 0;
  const result = await readPages(
    call,
    {
      platformId,
      service: 'columns',
      scope: LINE_ITEM_SCOPE,
      url: url.href,
      accept: `${MEDIA}.lineitemcontainer+json`,
      list: 'itself',
    },
    {
      mostPages: resourceLinkId === undefined ? MOST_PAGES : MOST_PAGES_OF_LINK,
      mostEntries: MOST_COLUMNS,
      mostMs: MOST_MS,
      take(entries) {
        for (const entry of entries) {
          const [item] = readItem(entry, lineItemsUrl);
          if (item) items.set(item.id, item);
          else nonsense += 1;
        }
      },
      held: () => items.size,
    },
  );
  if (!result.ok) return result;
  const { gap, stopped } = result;
  return { ok: true, items: [...items.values()], isWhole: gap === undefined && nonsense === 0, stopped };
}

/**
 * Looks for a link's column: among those that the LMS lists for the link, then among all. An answer without one
 * says that there is none only where it `isTaken`.
 */
async function find(wish: LineItemWish, call: CallService): Promise<ColumnReply> {
  let half: ServiceReply | undefined;
  for (const resourceLinkId of [wish.resourceLinkId, undefined]) {
    const listed = await list(wish, resourceLinkId, call);
    if (!listed.ok) return isTaken(listed.reply) ? NO_LIST : plain(listed.reply);
    const own = ownColumn(listed.items, wish);
    if (own) return { ...LISTED, column: toColumn(own) };
    half = listed.isWhole ? undefined : halfAList(listed.stopped);
    // Who wants to be left alone is not asked for the other list.
    if (half?.throttled === true) return half;
  }
  return half ?? LISTED;
}

/** Makes a link's column. An LMS may say where it is in the body, by `Location`, or not at all. */
async function create(wish: LineItemWish, call: CallService): Promise<ColumnReply> {
  const { platformId, lineItemsUrl: url, label, scoreMaximum, resourceId, tag, resourceLinkId } = wish;
  const made = await call({
    platformId,
    service: 'columns',
    scope: LINE_ITEM_SCOPE,
    url,
    method: 'POST',
    contentType: `${MEDIA}.lineitem+json`,
    accept: `${MEDIA}.lineitem+json`,
    body: { scoreMaximum, label, resourceId, tag, resourceLinkId },
  });
  if (!isTaken(made)) return plain(made);
  const [item] = readItem(made.body, url);
  const { location } = made.headers;
  if (item) return { ...plain(made), column: toColumn(item) };
  if (location === undefined || !URL.canParse(location, url)) return plain(made);
  return { ...plain(made), column: { lineItemUrl: new URL(location, url).href } };
}

/** The columns of an LMS's gradebook. @see LTI AGS 2.0, 3.2 */
export const makeLineItems = (call: CallService) => ({
  find: (wish: LineItemWish): Promise<ColumnReply> => find(wish, call),
  create: (wish: LineItemWish): Promise<ColumnReply> => create(wish, call),

  /** The column as it is now; 404 when it is gone. */
  async read(of: { platformId: string; lineItemUrl: string }): Promise<ColumnReply> {
    const reply = await call({
      platformId: of.platformId,
      service: 'columns',
      scope: LINE_ITEM_SCOPE,
      url: of.lineItemUrl,
      accept: `${MEDIA}.lineitem+json`,
    });
    const [item] = isTaken(reply) ? readItem(reply.body, of.lineItemUrl) : [];
    return { ...plain(reply), ...(item && { column: toColumn(item) }) };
  },
});
