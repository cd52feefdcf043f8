import { createHash } from 'node:crypto';
import { isUtf8 } from 'node:buffer';
import {
  measureJson,
  MOST_LINKS,
  SealedLog,
  type LoggedAnswer,
  type SealedLogTaken,
} from '@chuyen-de/contracts';
import type { Connection, Model } from 'mongoose';
import type { Exams } from '../exams/index.ts';
import type { Clock } from '../kernel/clock.ts';
import type { ExamPlace } from '../kernel/exam-place.ts';
import { readChain, type ReadChain } from './read-chain.ts';
import { broughtLogModel, type BroughtLog } from './sealed-log.model.ts';

/** Files of one attempt that are kept: whoever brings more has brought something else than what a device saved. */
const MOST_OF_ATTEMPT = 20;

type AttemptFound = NonNullable<Awaited<ReturnType<Exams['findStored']>>>;

interface Deps {
  exams: Pick<Exams, 'findStored' | 'saveAnswers' | 'logSeal' | 'takeLateAnswers'>;
  connection: Connection;
  clock: Clock;
}

/** Who brings a file: their own, or one of the exam that they look after. */
interface Bringing {
  bytes: Buffer;
  by: string;
  place?: ExamPlace;
}

type Refused =
  | { code: 'sealed_log_unreadable' }
  | { code: 'sealed_log_unknown' }
  | { code: 'sealed_log_elsewhere' }
  | { code: 'sealed_log_of_another' }
  | { code: 'attempt_removed' }
  | { code: 'sealed_log_broken'; reason: BroughtLog['reason'] }
  | { code: 'too_many_sealed_logs' };

/** Whose file it is that counts though it came too late, and why. */
interface TakingIn {
  id: string;
  place: ExamPlace;
  by: string;
  reason: string;
}

type TakeInResult =
  | { ok: true; answers: number }
  | {
      ok: false;
      error:
        | { code: 'sealed_log_unknown' }
        | { code: 'sealed_log_not_late' }
        | { code: 'sealed_log_nothing_left' };
    };

export type TakeLogResult = { ok: true; taken: SealedLogTaken } | { ok: false; error: Refused };

const FILE_BOUNDS = { depth: 2, values: 20, entries: 20 };

/** What a file says that it is; undefined where it is none of ours, cut off, or something else. */
function readFile(bytes: Buffer): SealedLog | undefined {
  if (!isUtf8(bytes)) return undefined;
  const text = bytes.toString('utf8');
  if (!measureJson(text, FILE_BOUNDS).ok) return undefined;
  try {
    return SealedLog.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** Why somebody can bring nothing of an attempt. */
function refusalOf(attempt: AttemptFound | null, { by, place }: Bringing): Refused | undefined {
  if (!attempt) return { code: 'sealed_log_unknown' };
  if (!place && attempt.personId !== by) return { code: 'sealed_log_of_another' };
  if (place && (attempt.linkId !== place.linkId || attempt.examCode !== place.examCode))
    return { code: 'sealed_log_elsewhere' };
  return attempt.state === 'removed' ? { code: 'attempt_removed' } : undefined;
}

/** What is told of a file that was taken, or of a part of one. */
const tellTaken = (brought: BroughtLog, repeated: boolean): TakeLogResult => {
  const { outcome, taken, known, refused, reason } = brought;
  if (outcome === 'broken') return { ok: false, error: { code: 'sealed_log_broken', reason } };
  return {
    ok: true,
    taken: { outcome, taken, known, refused, reason: reason as SealedLogTaken['reason'], repeated },
  };
};

type Told = Pick<BroughtLog, 'outcome' | 'taken' | 'known' | 'refused' | 'reason'>;
const brokenBy = (reason: BroughtLog['reason']): Told => ({
  ...{ outcome: 'broken', taken: 0, known: 0, refused: 0 },
  reason,
});

const REASONS = ['answers_too_late', 'attempt_closed', 'attempt_taken_over'] as const;

/** Replays what a chain holds as its device would have: by the same save, and so by the same rules. */
async function replay(
  { exams }: Deps,
  attempt: AttemptFound,
  device: string,
  answers: LoggedAnswer[],
): Promise<Told> {
  const { _id: attemptId, personId } = attempt;
  const known = answers.filter(({ slot, seq }) => (attempt.answers[slot]?.seq ?? 0) >= seq).length;
  const result = await exams.saveAnswers({ attemptId, personId, device, answers });
  const reason = result.ok ? null : (REASONS.find((code) => code === result.error.code) ?? 'answers');
  if (reason === 'answers') return brokenBy(reason);
  const stored = result.ok ? result.saved.slots : 'slots' in result.error ? result.error.slots : [];
  const held = new Map(stored.map(({ slot, seq }) => [slot, seq]));
  const there = answers.filter(({ slot, seq }) => (held.get(slot) ?? 0) >= seq).length;
  const refused = answers.length - there;
  return {
    ...{ outcome: refused > 0 ? 'refused' : 'taken', taken: Math.max(0, there - known) },
    ...{ known, refused, reason: refused > 0 ? reason : null },
  };
}

/** Whether somebody may decide that a file counts which came after the allowance. */
export const mayTakeIn = ({ outcome, reason, takenIn }: BroughtLog): boolean =>
  outcome === 'refused' && reason === 'answers_too_late' && !takenIn;

/** What a file of ours holds, or in what it is broken. */
function readSealed({ exams }: Pick<Deps, 'exams'>, log: SealedLog) {
  const text = exams.logSeal.open(log);
  if (text === undefined) return { ok: false as const, fault: 'seal' as const };
  return { ...readChain(text, log, MOST_LINKS), device: log.device };
}

/** Makes what takes in what came after the allowance, by somebody's decision. */
const makeTakeIn =
  ({ exams, clock }: Deps, brought: Model<BroughtLog>) =>
  async ({ id, place, by, reason }: TakingIn): Promise<TakeInResult> => {
    const { linkId, examCode } = place;
    const found = await brought.findOne({ _id: id, linkId, examCode }).lean<BroughtLog>();
    if (!found) return { ok: false, error: { code: 'sealed_log_unknown' } };
    if (found.takenIn) return { ok: true, answers: found.takenIn.answers };
    const log = mayTakeIn(found) ? readFile(Buffer.from(found.file ?? '')) : undefined;
    const read = log && readSealed({ exams }, log);
    if (!read?.ok) return { ok: false, error: { code: 'sealed_log_not_late' } };
    const result = await exams.takeLateAnswers({
      ...{ attemptId: found.attemptId, file: id, device: read.device, answers: read.chain.answers },
      ...{ by, reason },
    });
    if (!result.ok) return result;
    const takenIn = { by, at: clock.now(), reason, answers: result.answers };
    await brought.updateOne({ _id: id, takenIn: null }, { $set: { takenIn } });
    return result;
  };

/** Takes files of devices that could not reach the server, and keeps what became of each. */
export function makeSealedLogs(deps: Deps) {
  const { exams, clock } = deps;
  const brought = broughtLogModel(deps.connection);

  async function judge(log: SealedLog, attempt: AttemptFound): Promise<Told & { chain?: ReadChain }> {
    const read = readSealed(deps, log);
    if (!read.ok) return brokenBy(read.fault);
    return { ...(await replay(deps, attempt, log.device, read.chain.answers)), chain: read.chain };
  }

  return {
    models: [brought],

    take: async (bringing: Bringing): Promise<TakeLogResult> => {
      const log = readFile(bringing.bytes);
      if (!log) return { ok: false, error: { code: 'sealed_log_unreadable' } };
      const attempt = await exams.findStored(log.attempt);
      const refusal = refusalOf(attempt, bringing);
      if (!attempt || refusal) return { ok: false, error: refusal ?? { code: 'sealed_log_unknown' } };
      const _id = createHash('sha256').update(bringing.bytes).digest('hex');
      const before = await brought.findById(_id).lean<BroughtLog>();
      if (before) return tellTaken(before, true);
      const { personId, linkId, examCode } = attempt;
      if ((await brought.countDocuments({ attemptId: attempt._id })) >= MOST_OF_ATTEMPT)
        return { ok: false, error: { code: 'too_many_sealed_logs' } };
      const { chain, ...told } = await judge(log, attempt);
      const document: BroughtLog = {
        ...{ _id, attemptId: attempt._id, personId, linkId, examCode, at: clock.now(), by: bringing.by },
        ...told,
        ...(chain && {
          ...{ from: new Date(chain.from), to: new Date(chain.to), longestGapMs: chain.longestGapMs },
        }),
        ...(told.outcome !== 'taken' && { file: bringing.bytes.toString('utf8') }),
      };
      // Brought twice at once, it is kept once.
      await brought.updateOne({ _id }, { $setOnInsert: document }, { upsert: true });
      return tellTaken(document, false);
    },

    takeIn: makeTakeIn(deps, brought),

    /** What was brought at an exam of a link, oldest first, without the files. */
    of: ({ linkId, examCode }: ExamPlace): Promise<BroughtLog[]> =>
      brought.find({ linkId, examCode }).select({ file: 0 }).sort({ at: 1 }).lean<BroughtLog[]>(),
  };
}

export type SealedLogs = ReturnType<typeof makeSealedLogs>;
