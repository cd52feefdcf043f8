import { setImmediate as breathe } from 'node:timers/promises';
import { GradebookChange, type ClassRow, type GradebookView } from '@chuyen-de/contracts';
import {
  makeWatchedPages,
  type CurrentSession,
  type Listener,
  type OpenStreams,
  type StreamOf,
} from '../sessions/index.ts';
import type { ClassRequest } from './page-of-class.ts';
import type { GradebookResult } from './view-gradebook.ts';

/** After so long a page is made again though the class is the same: answers that are saved change nothing else. */
const AGAIN_MS = 4_000;

interface Deps {
  view: (session: CurrentSession, request: ClassRequest) => Promise<GradebookResult>;
  /** Tells whether the class at a link is as it was. */
  standOf: (session: CurrentSession) => Promise<string>;
}

/** A page that is open. */
interface Watching {
  request: ClassRequest;
  /** What was told of each row, by person. */
  told: ReadonlyMap<string, string>;
  stand: string;
  toldAt: number;
}
type Stream = StreamOf<Watching>;
type Streams = OpenStreams<Watching>;

const textsOf = (rows: readonly ClassRow[]) =>
  new Map(rows.map((row) => [row.person.id, JSON.stringify(row)]));

/** What of a view was not told before. */
function changeOf({ rows, ...view }: GradebookView, told: Watching['told']): GradebookChange {
  const isNew = (row: ClassRow): boolean => told.get(row.person.id) !== JSON.stringify(row);
  return GradebookChange.parse({
    ...view,
    order: rows.map(({ person }) => person.id),
    rows: rows.filter(isNew),
  });
}

const linkOf = ({ session: { linkId, item } }: Stream): string => `${linkId} ${item?.kind}:${item?.code}`;
const pageOf = (stream: Stream): string => `${linkOf(stream)} ${JSON.stringify(stream.request)}`;

/** Tells a page what has changed. */
async function tell(
  stream: Stream,
  streams: Streams,
  { stand, viewOf }: { stand: string; viewOf: (stream: Stream) => Promise<GradebookResult> },
): Promise<void> {
  const now = performance.now();
  if (stream.outlet.isFull()) return;
  const isSame = stand === stream.stand;
  if (isSame && now - stream.toldAt < AGAIN_MS) {
    streams.keepAlive(stream);
    return;
  }
  const result = await viewOf(stream);
  if (!result.ok) {
    streams.close(stream);
    return;
  }
  const view = { ...result.view, contextTitle: stream.session.contextTitle ?? null };
  const change = changeOf(view, stream.told);
  const isNews = !isSame || change.rows.length > 0;
  if (!isNews || streams.send(stream, 'change', change))
    Object.assign(stream, { told: textsOf(view.rows), stand, toldAt: now });
}

/** Those of some streams that go on. */
async function goingOn(watchers: readonly Stream[], streams: Streams): Promise<Stream[]> {
  const standing: Stream[] = [];
  for (const stream of watchers) if (await streams.goesOn(stream)) standing.push(stream);
  return standing;
}

/** Tells open class pages what changes; a page is made once for all who see the same. */
export const makeClassStreams = ({ view, standOf }: Deps) => {
  const pages = makeWatchedPages<Watching>({
    keyOf: linkOf,
    lookFor: async (watchers, streams) => {
      const standing = await goingOn(watchers, streams);
      const [first] = standing;
      if (!first) return;
      const stand = await standOf(first.session);
      const views = new Map<string, Promise<GradebookResult>>();
      const viewOf = (stream: Stream): Promise<GradebookResult> => {
        const made = views.get(pageOf(stream)) ?? view(stream.session, stream.request);
        views.set(pageOf(stream), made);
        return made;
      };
      for (const stream of standing) {
        await tell(stream, streams, { stand, viewOf });
        // A page of a large class is worked on for a while, in which nobody else has a turn.
        await breathe();
      }
    },
  });
  return {
    ...pages,
    open: (listener: Listener, request: ClassRequest) =>
      pages.open(listener, { request, told: new Map(), stand: '', toldAt: performance.now() }),
  };
};
