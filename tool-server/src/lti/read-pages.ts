import { setImmediate as nextTurn } from 'node:timers/promises';
import type { RosterGap } from '@chuyen-de/contracts';
import LinkHeader from 'http-link-header';
import type { ListPlace, LongList } from './long-list.rules.ts';
import { isTaken } from './reply.rules.ts';
import type { CallService, FullServiceReply, ServiceCall } from './service-calls.ts';

/** Longer headers are no list of pages. */
const MOST_OF_A_HEADER = 8_000;
/** Pages in a row that bring nothing new: an LMS may leave some empty, or repeat one. */
const MOST_BARREN = 3;

/** The answer to a page, whose entries have been taken. */
export type PageReply = Omit<FullServiceReply, 'body' | 'list'>;

/** Why a list was not read to its end. */
export interface Gap {
  code: RosterGap;
  /** Of the page that could not be read. */
  status?: number;
}

/** `stopped`: what came in place of the page after which nothing was read. */
export type PagesResult = { ok: true; gap?: Gap; stopped?: PageReply } | { ok: false; reply: PageReply };

/** The address of the next page; null where a header names one that cannot be read. @see RFC 8288 */
export function nextPage(link: string | string[] | undefined, from: string): string | null | undefined {
  const header = [link ?? []].flat().join(', ');
  if (header === '') return undefined;
  try {
    const [next] = LinkHeader.parse(header.slice(0, MOST_OF_A_HEADER)).rel('next');
    if (!next) return undefined;
    return URL.canParse(next.uri, from) ? new URL(next.uri, from).href : null;
  } catch {
    return header.toLowerCase().includes('next') ? null : undefined;
  }
}

/** The same page at an origin that we know: what another host calls itself is not given our token. */
function atOrigin(address: string, known: string): string {
  const { pathname, search } = new URL(address);
  const url = new URL(known);
  // One by one: as one text, a path that begins with two slashes would name a host.
  url.pathname = pathname;
  url.search = search;
  return url.href;
}

interface Wish {
  mostPages: number;
  /** Entries that are read in all, the same ones again too. */
  mostEntries: number;
  /** How long reading may take in all; a page that has begun by then is read. */
  mostMs: number;
  take: (entries: unknown[]) => void | Promise<void>;
  /** How many different entries have been taken: pages that bring no more are not turned for ever. */
  held: () => number;
}

async function takeAll(list: LongList, { take, most }: Page): Promise<void> {
  let left = most;
  for (const entries of list.slices()) {
    await take(entries.slice(0, left));
    await nextTurn();
    left -= entries.length;
    if (left <= 0) return;
  }
}

interface Page extends Pick<Wish, 'take'> {
  /** As many entries of it are taken at the most. */
  most: number;
}

/** Reads a page and hands its entries over; `entries`: how many it has, undefined when it is not what was asked for. */
async function readPage(call: CallService, request: ServiceCall, page: Page) {
  let entries: number | undefined;
  const {
    body: _,
    list: __,
    ...reply
  } = await call(request, async (full) => {
    const found = isTaken(full) ? full.list : undefined;
    entries = found?.length;
    if (found) await takeAll(found, page);
  });
  return { reply, entries };
}

/**
 * Reads a list of an LMS page by page. A next page is asked for where the first one was: behind a proxy LMSs
 * name themselves by http, by a port or an alias that is not theirs from outside, and no other host gets our token.
 */
export async function readPages(
  call: CallService,
  request: ServiceCall & { list: ListPlace },
  { mostPages, mostEntries, mostMs, take, held }: Wish,
): Promise<PagesResult> {
  const end = performance.now() + mostMs;
  const read = new Set<string>();
  let left = mostEntries;
  let barren = 0;
  let url = request.url;
  let moved = false;
  for (;;) {
    read.add(url);
    const before = held();
    const { reply, entries } = await readPage(call, { ...request, url }, { take, most: left });
    if (entries === undefined) {
      if (read.size === 1) return { ok: false, reply };
      const code = moved ? 'next_page_elsewhere' : 'page_failed';
      return { ok: true, gap: { code, status: reply.status }, stopped: reply };
    }
    barren = held() > before ? 0 : barren + 1;
    const isCut = entries > left;
    left -= entries;
    const next = nextPage(reply.headers.link, url);
    const known = typeof next === 'string' ? atOrigin(next, request.url) : undefined;
    const isLast = next === undefined || (known !== undefined && read.has(known));
    if (isLast && !isCut) return { ok: true };
    const isEnough = read.size >= mostPages || barren >= MOST_BARREN || performance.now() >= end;
    if (isCut || left <= 0 || isEnough) return { ok: true, gap: { code: 'too_long' } };
    if (known === undefined) return { ok: true, gap: { code: 'next_page_unreadable' } };
    moved = known !== next;
    url = known;
  }
}
