import type { RosterGap } from '@chuyen-de/contracts';
import LinkHeader from 'http-link-header';
import { isTaken } from './reply.rules.ts';
import type { CallService, FullServiceReply, ServiceCall } from './service-calls.ts';

/** Longer headers are no list of pages. */
const MOST_OF_A_HEADER = 8_000;

/** Why a list was not read to its end. */
export interface Gap {
  code: RosterGap;
  /** Of the page that could not be read. */
  status?: number;
}

export type PagesResult = { ok: true; gap?: Gap } | { ok: false; reply: FullServiceReply };

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
  return new URL(`${pathname}${search}`, known).href;
}

interface Wish {
  mostPages: number;
  /** Takes a page in; false when it is not what was asked for. */
  take: (body: unknown) => boolean;
  /** Whether no more is to be taken. */
  isFull?: () => boolean;
}

/**
 * Reads a list of an LMS page by page. A next page is asked for where the first one was: behind a proxy LMSs
 * name themselves by http, by a port or an alias that is not theirs from outside, and no other host gets our token.
 */
export async function readPages(
  call: CallService,
  request: ServiceCall,
  { mostPages, take, isFull = () => false }: Wish,
): Promise<PagesResult> {
  const read = new Set<string>();
  let url = request.url;
  let moved = false;
  for (;;) {
    read.add(url);
    const reply = await call({ ...request, url });
    if (!isTaken(reply) || !take(reply.body)) {
      if (read.size === 1) return { ok: false, reply };
      return { ok: true, gap: { code: moved ? 'next_page_elsewhere' : 'page_failed', status: reply.status } };
    }
    const next = nextPage(reply.headers.link, url);
    if (next === null) return { ok: true, gap: { code: 'next_page_unreadable' } };
    const known = next === undefined ? undefined : atOrigin(next, request.url);
    if (known === undefined || read.has(known)) return { ok: true };
    if (read.size >= mostPages || isFull()) return { ok: true, gap: { code: 'too_long' } };
    moved = known !== next;
    url = known;
  }
}
