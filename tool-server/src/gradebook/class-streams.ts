import { setImmediate as breathe } from 'node:timers/promises';
import { GradebookChange, type ClassRow, type GradebookView } from '@chuyen-de/contracts';
import { eventText, HEARTBEAT, HEARTBEAT_MS, type StreamOutlet } from '../http/index.ts';
import type { CurrentSession } from '../sessions/index.ts';
import type { ClassRequest } from './page-of-class.ts';
import type { GradebookResult } from './view-gradebook.ts';

/** How often the class at a link is looked at for all who watch it. */
const LOOK_MS = 1_000;
/** Rests after a round are so much longer than the round: however many watch, others have most of the process. */
const REST_FACTOR = 4;
/** After so long a page is made again though the class is the same: answers that are saved change nothing else. */
const AGAIN_MS = 4_000;
/** Tabs of one person, streams of an LMS and of a process: a page that gets none asks every now and then. */
const MOST_OF_A_PERSON = 6;
const MOST_OF_AN_LMS = 100;
const MOST_OF_A_PROCESS = 200;

interface Deps {
  view: (session: CurrentSession, request: ClassRequest) => Promise<GradebookResult>;
  /** Tells whether the class at a link is as it was. */
  standOf: (session: CurrentSession) => Promise<string>;
}

export interface StreamWish {
  session: CurrentSession;
  request: ClassRequest;
  /** Whether the session still stands; undefined, if so, else why it does not. */
  refusal: () => Promise<string | undefined>;
  outlet: StreamOutlet;
}

/** A page that is open. */
interface Stream extends StreamWish {
  /** What was told of each row, by person. */
  told: Map<string, string>;
  stand: string;
  toldAt: number;
  beatAt: number;
}

/** What of a view was not told before. */
function changeOf({ rows, ...view }: GradebookView, told: Map<string, string>): GradebookChange {
  const isNew = (row: ClassRow): boolean => told.get(row.person.id) !== JSON.stringify(row);
  const change = { ...view, order: rows.map(({ person }) => person.id), rows: rows.filter(isNew) };
  told.clear();
  for (const row of rows) told.set(row.person.id, JSON.stringify(row));
  return GradebookChange.parse(change);
}

const linkOf = ({ session: { linkId, item } }: Stream): string => `${linkId} ${item?.kind}:${item?.code}`;
const pageOf = (stream: Stream): string => `${linkOf(stream)} ${JSON.stringify(stream.request)}`;

/** Keeps the connection alive, if nothing was sent for long. */
function beat(stream: Stream, now: number): void {
  if (now - stream.beatAt < HEARTBEAT_MS) return;
  stream.outlet.write(HEARTBEAT);
  stream.beatAt = now;
}

/** Tells a page what has changed; false, if it is to be told nothing any more. */
async function tell(
  stream: Stream,
  stand: string,
  viewOf: (stream: Stream) => Promise<GradebookResult>,
): Promise<boolean> {
  const now = performance.now();
  if (stream.outlet.isFull()) return true;
  const isSame = stand === stream.stand;
  if (isSame && now - stream.toldAt < AGAIN_MS) {
    beat(stream, now);
    return true;
  }
  const result = await viewOf(stream);
  if (!result.ok) return false;
  const contextTitle = stream.session.contextTitle ?? null;
  const change = changeOf({ ...result.view, contextTitle }, stream.told);
  Object.assign(stream, { stand, toldAt: now });
  if (isSame && change.rows.length === 0) return true;
  stream.beatAt = now;
  stream.outlet.write(eventText('change', change));
  return true;
}

/** Looks at the class of a link for those who watch it; answers whom to tell nothing any more. */
async function lookFor(watchers: readonly Stream[], { view, standOf }: Deps): Promise<Stream[]> {
  const over: Stream[] = [];
  for (const stream of watchers) {
    const refusal = await stream.refusal();
    if (refusal === undefined) continue;
    stream.outlet.write(eventText('ended', { code: refusal }));
    over.push(stream);
  }
  const standing = watchers.filter((stream) => !over.includes(stream));
  const [first] = standing;
  if (!first) return over;
  const stand = await standOf(first.session);
  const views = new Map<string, Promise<GradebookResult>>();
  const viewOf = (stream: Stream): Promise<GradebookResult> => {
    const made = views.get(pageOf(stream)) ?? view(stream.session, stream.request);
    views.set(pageOf(stream), made);
    return made;
  };
  for (const stream of standing) {
    if (!(await tell(stream, stand, viewOf))) over.push(stream);
    // A page of a large class is worked on for a while, in which nobody else has a turn.
    await breathe();
  }
  return over;
}

/**
 * Tells open class pages what changes, whatever process it was changed in. The class at a link is looked at once a
 * second for all who watch it, and a page is made once for all who see the same.
 */
export function makeClassStreams(deps: Deps) {
  const streams = new Set<Stream>();
  let timer: NodeJS.Timeout | undefined;

  function close(stream: Stream): void {
    if (streams.delete(stream)) stream.outlet.end();
  }

  /** The store may be away: pages that lose their stream ask for themselves, and are told so. */
  const look = async (watchers: readonly Stream[]): Promise<void> => {
    const over = await lookFor(watchers, deps).catch(() => watchers);
    over.forEach(close);
  };

  async function lookAtAll(): Promise<void> {
    const byLink = new Map<string, Stream[]>();
    for (const stream of streams) byLink.set(linkOf(stream), [...(byLink.get(linkOf(stream)) ?? []), stream]);
    const beganAt = performance.now();
    for (const watchers of byLink.values()) await look(watchers);
    schedule(performance.now() - beganAt);
  }

  function schedule(roundMs = 0): void {
    const restMs = Math.max(LOOK_MS, REST_FACTOR * roundMs);
    timer = streams.size === 0 ? undefined : setTimeout(() => void lookAtAll(), restMs).unref();
  }

  return {
    /** Whether somebody may have one more. */
    hasRoom: ({ personId, platformId }: CurrentSession): boolean => {
      const ofLms = [...streams].filter(({ session }) => session.platformId === platformId);
      const theirs = ofLms.filter(({ session }) => session.personId === personId);
      return (
        theirs.length < MOST_OF_A_PERSON && ofLms.length < MOST_OF_AN_LMS && streams.size < MOST_OF_A_PROCESS
      );
    },

    /** Opens a stream, which begins with the page as it is. */
    open: (wish: StreamWish): { close: () => void } => {
      const now = performance.now();
      const stream: Stream = { ...wish, told: new Map(), stand: '', toldAt: now, beatAt: now };
      streams.add(stream);
      void look([stream]);
      if (timer === undefined) schedule();
      return { close: () => close(stream) };
    },

    /** Ends all of them, as the process does. */
    closeAll: (): void => {
      for (const stream of [...streams]) close(stream);
    },
  };
}
