import type { MaterialEvidence, MaterialKind } from '@chuyen-de/contracts';

/** Seconds of something played, from one to the other. */
type Segment = readonly [number, number];

/** What somebody has seen of a material. */
export interface SeenMaterial {
  /** In order, apart from each other. */
  segments: Segment[];
  /** Seconds that there are of it. */
  length: number;
  /** Where it was left. */
  place: number;
  reportedAt: Date;
  /** Of a self-check, whose length are its questions and whose segment those that were right at best. */
  passed?: boolean;
}

/** What is looked at or played, as its page tells. */
export type WatchedKind = Exclude<MaterialKind, 'check'>;

/** Of what is played so much has to be heard; what remains are titles and silence. */
const ENOUGH = 0.95;
/** What is no media is looked at for so long, a link pressed. */
const LOOK_SECONDS: Record<WatchedKind, number | undefined> = {
  document: 10,
  image: 10,
  link: 1,
  video: undefined,
  audio: undefined,
};
/** Nobody plays faster, and clocks count seconds differently. */
const FASTEST = 2;
const SLACK_SECONDS = 15;
const MOST_SEGMENTS = 200;
/** Gaps that a player leaves between two moments at which it tells where it is. */
const JOINED_SECONDS = 1;

const coverage = (segments: readonly Segment[]): number =>
  segments.reduce((sum, [from, to]) => sum + to - from, 0);

/** Segments in order, those that touch as one. */
function joined(segments: readonly Segment[]): Segment[] {
  const result: [number, number][] = [];
  for (const [from, to] of [...segments].sort(([a], [b]) => a - b)) {
    const last = result.at(-1);
    if (last && from <= last[1] + JOINED_SECONDS) last[1] = Math.max(last[1], to);
    else result.push([from, to]);
  }
  return result.slice(0, MOST_SEGMENTS);
}

/** What a report adds to what was seen before: segments only ever join, and no more than can have been played meanwhile. */
export function reportSeen(
  before: SeenMaterial | undefined,
  { segments, length, place }: Omit<MaterialEvidence, 'id'>,
  { kind, since, now }: { kind: WatchedKind; since: Date; now: Date },
): SeenMaterial {
  const passed = Math.max(0, (now.getTime() - (before?.reportedAt ?? since).getTime()) / 1000);
  const most = passed * FASTEST + SLACK_SECONDS;
  const whole = LOOK_SECONDS[kind] ?? Math.max(before?.length ?? 0, length);
  let seen = joined(before?.segments ?? []);
  const seenBefore = coverage(seen);
  for (const [from, to] of segments) {
    if (to <= from || from >= whole) continue;
    const left = most - (coverage(seen) - seenBefore);
    if (left <= 0) break;
    seen = joined([...seen, [from, Math.min(to, whole, from + left)]]);
  }
  return { segments: seen, length: whole, place: Math.min(place, whole), reportedAt: now };
}

/** How much of a material somebody has seen. */
export const shareSeen = ({ segments, length }: Pick<SeenMaterial, 'segments' | 'length'>): number =>
  length === 0 ? 0 : Math.min(1, coverage(segments) / length);

/** The furthest second that was played. */
export const reachedIn = ({ segments }: Pick<SeenMaterial, 'segments'>): number => segments.at(-1)?.[1] ?? 0;

export const isSeen = (seen: Pick<SeenMaterial, 'segments' | 'length' | 'passed'>): boolean =>
  seen.passed ?? shareSeen(seen) >= ENOUGH;

/** How somebody did at a self-check. */
export interface CheckOutcome {
  right: number;
  count: number;
  passed: boolean;
}

/** A self-check after a round of it: the best one counts, and passed stays passed. */
export function reportChecked(
  before: SeenMaterial | undefined,
  { right, count, passed }: CheckOutcome,
  now: Date,
): SeenMaterial {
  const after: SeenMaterial = {
    segments: right > 0 ? [[0, right]] : [],
    length: count,
    place: 0,
    reportedAt: now,
    passed: passed || before?.passed === true,
  };
  if (!before || shareSeen(after) >= shareSeen(before)) return after;
  return { ...before, reportedAt: now, passed: after.passed === true };
}
