import { randomUUID } from 'node:crypto';
import type { MaterialEvidence } from '@chuyen-de/contracts';
import type { Model } from 'mongoose';
import { isLearner } from '../classes/index.ts';
import type { Clock } from '../kernel/clock.ts';
import { isTrial, type SessionData } from '../sessions/index.ts';
import { isDuplicateKey, owe, type Owed, type OwedQueue } from '../storage/index.ts';
import { progressId, type Progress } from './progress.model.ts';
import {
  isSeen,
  reportChecked,
  reportSeen,
  type CheckOutcome,
  type SeenMaterial,
  type WatchedKind,
} from './evidence.rules.ts';
import { coursesOf, isComplete, reportReading } from './progress.rules.ts';

/** More than one person's tabs can cause. */
const MOST_TRIES = 10;

interface Deps {
  progress: Model<Progress>;
  clock: Clock;
  owedQueue: OwedQueue;
}

/** What there is to say of a material: what its page tells, or how a self-check went. */
type ReportedMaterial =
  (MaterialEvidence & { kind: WatchedKind }) | (CheckOutcome & { id: string; kind: 'check' });

interface ReadingReport {
  session: SessionData;
  topicCode: string;
  /** Sections of the lecture as it is now. */
  sections: readonly string[];
  /** Those, and the materials that count. */
  counted: readonly string[];
  read: string[];
  seconds: number;
  /** What was seen of materials. */
  evidence: readonly ReportedMaterial[];
}

type RecordResult =
  { ok: true; progress: Progress } | { ok: false; error: { code: 'section_not_found'; section: string } };

const begun = ({ session, topicCode }: ReadingReport, now: Date): Progress => ({
  _id: progressId(session.personId, topicCode),
  registration: randomUUID(),
  personId: session.personId,
  topicCode,
  platformId: session.platformId,
  ...(session.contextId !== undefined && { contextId: session.contextId }),
  ...(session.linkId !== undefined && { linkId: session.linkId }),
  read: [],
  seconds: 0,
  startedAt: now,
  reportedAt: now,
  change: 0,
  owed: [],
});

/**
 * What a report owes: the record of what is newly read, and of the topic when that completes it; and the grade
 * of the share that is read, through each link by which it was; and that it is completed, in each course.
 */
function owedFor(base: Progress, after: Progress, { session, counted }: ReadingReport): Owed[] {
  const { locale } = session;
  const trial = isTrial(session);
  const { read, completedAt, reportedAt: now } = after;
  const fresh = read.filter((each) => !base.read.includes(each));
  const links = after.linkIds ?? [];
  const courses = coursesOf(after);
  const gradeChanges = fresh.length > 0 || links.length > (base.linkIds ?? []).length;
  const count = counted.filter((each) => read.includes(each)).length;
  const progressed = {
    event: 'topic-progressed',
    sections: fresh,
    read: count,
    of: counted.length,
    locale,
    trial,
  };
  return [
    ...(fresh.length > 0 ? [owe('records', now, progressed)] : []),
    ...(gradeChanges && links.length > 0 ? [owe('completion', now, { linkIds: links })] : []),
    ...(completedAt && !base.completedAt
      ? [owe('records', now, { event: 'topic-completed', locale, trial })]
      : []),
    ...(completedAt && (!base.completedAt || courses.length > coursesOf(base).length) && courses.length > 0
      ? [owe('completed', now)]
      : []),
  ];
}

/**
 * The links that open a topic for a learner: reading it from an exam, to look something up, is no part of the exam's
 * grade. Who teaches reads it without being graded.
 */
function linksOf({ linkIds, topicCode }: Progress, session: SessionData): string[] {
  const known = linkIds ?? [];
  const { linkId, roles, item } = session;
  const opensIt = item?.kind === 'topic' && item.code === topicCode;
  const counts = opensIt && isLearner(roles) && !isTrial(session);
  return linkId === undefined || !counts || known.includes(linkId) ? known : [...known, linkId];
}

/** The courses in which a topic was read as a learner, from whatever page of theirs. */
function coursesAfter(base: Progress, session: SessionData): string[] {
  const known = coursesOf(base);
  const { contextId } = session;
  const counts = isLearner(session.roles) && !isTrial(session);
  return contextId === undefined || !counts || known.includes(contextId) ? known : [...known, contextId];
}

/** What was seen of materials after a report. */
const seenAfter = (base: Progress, { evidence }: ReadingReport, now: Date): Record<string, SeenMaterial> => {
  const seen: Record<string, SeenMaterial> = { ...base.materials };
  for (const each of evidence)
    seen[each.id] =
      each.kind === 'check'
        ? reportChecked(seen[each.id], each, now)
        : reportSeen(seen[each.id], each, { kind: each.kind, since: base.startedAt, now });
  return seen;
};

/** The progress after a report; what it owes is written in the same change. */
function advanced(before: Progress | null, report: ReadingReport, now: Date): Progress {
  const base = before ?? begun(report, now);
  const seen = seenAfter(base, report, now);
  const reported = [...report.read, ...Object.keys(seen).filter((id) => seen[id] && isSeen(seen[id]))];
  const { seconds, ...reading } = reportReading(before ?? undefined, { ...report, read: reported }, now);
  const { read } = reading;
  // What is said of a material alone leaves the time from which the next report of reading is measured.
  const isReading = report.seconds > 0 || report.read.length > 0 || report.evidence.length === 0;
  const completes = base.completedAt === undefined && isComplete(read, report.counted);
  const linkIds = linksOf(base, report.session);
  const contextIds = coursesAfter(base, report.session);
  const after = {
    ...base,
    ...(linkIds.length > 0 && { linkIds }),
    ...(contextIds.length > 0 && { contextIds }),
    read,
    ...(report.evidence.length > 0 && { materials: seen }),
    seconds,
    reportedAt: isReading ? now : base.reportedAt,
    change: base.change + 1,
    ...(completes && { completedAt: now }),
  };
  return { ...after, owed: [...base.owed, ...owedFor(base, after, report)] };
}

/** Stores the progress if nothing has changed it since it was read; `fresh` is what it has come to owe. */
async function store(
  model: Model<Progress>,
  before: Progress | null,
  after: Progress,
  fresh: Owed[],
): Promise<boolean> {
  if (before) {
    const { read, materials, seconds, reportedAt, change, completedAt, linkIds, contextIds } = after;
    const { modifiedCount } = await model.updateOne(
      { _id: before._id, change: before.change },
      {
        $set: {
          read,
          seconds,
          reportedAt,
          change,
          ...(materials && { materials }),
          ...(completedAt && { completedAt }),
          ...(linkIds && { linkIds }),
          ...(contextIds && { contextIds }),
        },
        ...(fresh.length > 0 && { $push: { owed: { $each: fresh } } }),
      },
    );
    return modifiedCount === 1;
  }
  try {
    await model.insertMany([{ ...after, owed: fresh }], { lean: true });
    return true;
  } catch (error) {
    if (isDuplicateKey(error)) return false;
    throw error;
  }
}

/** Records what a person has newly read of a topic. */
export const makeRecordProgress =
  ({ progress, clock, owedQueue }: Deps) =>
  async (report: ReadingReport): Promise<RecordResult> => {
    const unknown = report.read.find((section) => !report.sections.includes(section));
    if (unknown !== undefined) return { ok: false, error: { code: 'section_not_found', section: unknown } };
    const id = progressId(report.session.personId, report.topicCode);
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      const before = await progress.findById(id).lean<Progress>();
      const after = advanced(before, report, clock.now());
      const known = new Set(before?.owed.map((item) => item.id));
      const owed = owedQueue.lease(after.owed.filter((item) => !known.has(item.id)));
      if (!(await store(progress, before, after, owed))) continue;
      if (owed.length > 0) owedQueue.hand(progress, after, owed);
      return { ok: true, progress: after };
    }
    throw new Error(`progress ${id} kept changing`);
  };
