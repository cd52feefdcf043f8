import type { AnswersSaved, LoggedAnswer } from '@chuyen-de/contracts';
import { LRUCache } from 'lru-cache';
import type { Clock } from '../kernel/clock.ts';
import type { Emit } from '../kernel/events.ts';
import {
  isOver,
  judgeAnswers,
  newestBySlot,
  readAnswers,
  storedSlots,
  withArrival,
  type AnswerFault,
  type PaperAnswer,
  type SaveRefusal,
} from './answers.rules.ts';
import { notTheirs, type NotTheirs } from './attempt-state.rules.ts';
import type { AttemptStore, Decision } from './attempt-store.ts';
import type { Attempt } from './attempt.model.ts';
import type { CloseAttempt } from './close-attempt.ts';
import type { OnTime } from './keep-time.ts';
import type { PaperSlot } from './draw.rules.ts';
import type { SavedMark } from './saved-marks.ts';

/** About 1 kB each. Another process may have started the attempt: then its paper is read once. */
const PAPERS_IN_MEMORY = 3_000;

interface Deps {
  store: AttemptStore;
  closeAttempt: CloseAttempt;
  onTime: OnTime;
  clock: Clock;
  emit: Emit;
  /** Is told which attempt has been saved here, for those who watch the room. */
  onSaved: (mark: SavedMark) => void;
}

interface Save {
  attemptId: string;
  personId: string;
  device: string;
  answers: LoggedAnswer[];
}

/** A save whose answers are known to belong to the paper. */
type ReadSave = Omit<Save, 'answers'> & { answers: PaperAnswer[] };

type SaveResult =
  | { ok: true; saved: AnswersSaved }
  | {
      ok: false;
      error:
        | NotTheirs
        | AnswerFault
        /** `slots`: what of it is stored all the same. */
        | (SaveRefusal & { slots: AnswersSaved['slots'] });
    };

/** What every save is checked against: it never changes of an attempt, but for its time. */
interface KnownPaper {
  personId: string;
  linkId: string;
  examCode: string;
  dueAt: Date;
  pausedAt: Date | undefined;
  /** Answers may be checked before the end. */
  checks: boolean;
  /** As JSON, which takes a fraction of the memory of its objects. */
  paper: string;
}

type PaperPlace = Pick<PaperSlot, 'slot' | 'type' | 'optionOrder'>;

const knownPaper = ({ personId, linkId, examCode, dueAt, pausedAt, exam, paper }: Attempt): KnownPaper => ({
  personId,
  linkId,
  examCode,
  dueAt,
  pausedAt,
  checks: exam.behaviour !== undefined,
  paper: JSON.stringify(
    paper.map(({ slot, type, optionOrder }): PaperPlace => ({ slot, type, optionOrder })),
  ),
});

const savedNow = (
  slots: AnswersSaved['slots'],
  { dueAt, pausedAt }: Pick<Attempt, 'dueAt' | 'pausedAt'>,
  now: Date,
): AnswersSaved => ({
  savedAt: now.toISOString(),
  slots,
  dueAt: dueAt.toISOString(),
  ...(pausedAt && { pausedAt: pausedAt.toISOString() }),
  serverNow: now.toISOString(),
});

/** Saves whatever the usual way cannot take: replays, older answers, another device, after the end. */
const makeCarefulSave =
  ({ store, closeAttempt, onTime, clock }: Deps) =>
  ({ attemptId, personId, device, answers }: ReadSave): Promise<SaveResult> =>
    store.decide(attemptId, async (read): Promise<Decision<SaveResult>> => {
      const attempt = await onTime(read);
      const refusal = notTheirs(attempt, personId);
      if (!attempt || refusal)
        return { result: { ok: false, error: refusal ?? { code: 'attempt_not_found' } } };
      const now = clock.now();
      const arrival = { device, by: 'save', answers, now } as const;
      const { accepted, late, final, refusal: refused } = judgeAnswers(attempt, arrival);
      const arrived = withArrival(attempt, { ...arrival, answers: accepted }, late);
      const slots = storedSlots(arrived.answers, answers);
      const result: SaveResult = refused
        ? { ok: false, error: { ...refused, slots } }
        : { ok: true, saved: savedNow(slots, attempt, now) };
      if (accepted.length === 0) return { result };
      if (!isOver(attempt, now)) return { result, set: arrived };
      const end = { arrived, closedBy: 'time', answersFinal: final, now } as const;
      return { result, ...(await closeAttempt(attempt, end)) };
    });

/** Saves answers: one operation when they come in time, in order and from the device that holds the attempt. */
export function makeSaveAnswers(deps: Deps) {
  const { store, clock, emit, onSaved } = deps;
  const saveCarefully = makeCarefulSave(deps);
  const papers = new LRUCache<string, KnownPaper>({ max: PAPERS_IN_MEMORY });

  async function findPaper(attemptId: string): Promise<KnownPaper | undefined> {
    const known = papers.get(attemptId);
    if (known) return known;
    const attempt = await store.find(attemptId);
    if (!attempt) return undefined;
    const paper = knownPaper(attempt);
    papers.set(attemptId, paper);
    return paper;
  }

  function told({ linkId, examCode }: KnownPaper, attempt: string, at: Date, count: number): void {
    emit({ kind: 'answers-saved', count });
    onSaved({ linkId, examCode, attempt, at });
  }

  return {
    /** Says that an attempt has just been read or made here, to spare the first save a read. */
    remember: (attempt: Attempt): void => void papers.set(attempt._id, knownPaper(attempt)),

    saveAnswers: async (save: Save): Promise<SaveResult> => {
      const { attemptId, personId, device } = save;
      const known = await findPaper(attemptId);
      if (known?.personId !== personId) return { ok: false, error: { code: 'attempt_not_found' } };
      const read = readAnswers(JSON.parse(known.paper) as PaperPlace[], save.answers);
      if (!read.ok) return read;

      const answers = newestBySlot(read.answers);
      const now = clock.now();
      const { dueAt, pausedAt, checks } = known;
      const direct = { id: attemptId, personId, device, answers, dueAt, pausedAt, checks, now };
      if (now < dueAt && (await store.saveDirectly(direct))) {
        const slots = answers.map(({ slot, seq }) => ({ slot, seq }));
        told(known, attemptId, now, slots.length);
        return { ok: true, saved: savedNow(slots, known, now) };
      }
      const result = await saveCarefully({ ...save, answers });
      if (!result.ok) return result;
      known.dueAt = new Date(result.saved.dueAt);
      known.pausedAt = result.saved.pausedAt === undefined ? undefined : new Date(result.saved.pausedAt);
      told(known, attemptId, now, result.saved.slots.length);
      return result;
    },
  };
}
