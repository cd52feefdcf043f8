import { randomUUID } from 'node:crypto';
import { isMarkedByPerson } from '@chuyen-de/question-types';
import type { Clock } from '../kernel/clock.ts';
import { owe } from '../storage/index.ts';
import type { Sittings, StoredSitting } from '../sittings/index.ts';
import type { AskJoinCode, JoinCodeRefusal } from './ask-join-code.ts';
import type { AskPassword, PasswordRefusal } from './ask-password.ts';
import type { CheckPlace, PlaceRefusal } from './check-place.ts';
import type { AttemptStore, Taker } from './attempt-store.ts';
import type { Attempt } from './attempt.model.ts';
import type { ChoosePaper, ChosenPaper } from './choose-paper.ts';
import type { BlueprintShort, PaperSlot } from './draw.rules.ts';
import type { ExamDefinitions } from './exam-definitions.ts';
import type { ExamRevision } from './exam.model.ts';
import type { HoldAttempt, HoldResult } from './hold-attempt.ts';
import type { TimeDeed } from './time-deed.model.ts';
import type { TimeDeeds } from './time-deeds.ts';
import { triesTerms } from './tries.rules.ts';
import {
  accommodationAt,
  attemptsAllowed,
  clockOf,
  pausedSince,
  windowFor,
  type Window,
} from './time.rules.ts';

/** Two starts at once: the second finds the first's attempt. */
const MOST_TRIES = 5;
/** Also where attempts are not limited, and for trying: those of a person at an exam of a link are read all at once. */
const MOST_ATTEMPTS = 1_000;

interface Deps {
  definitions: ExamDefinitions;
  choosePaper: ChoosePaper;
  timeDeeds: Pick<TimeDeeds, 'knownOf'>;
  store: AttemptStore;
  holdAttempt: HoldAttempt;
  sittings: Pick<Sittings, 'knownOf' | 'sittingOf'>;
  askPassword: AskPassword;
  askJoinCode: AskJoinCode;
  checkPlace: CheckPlace;
  clock: Clock;
}

interface Start extends Taker {
  platformId: string;
  contextId?: string | undefined;
  device: string;
  /** From where they ask. */
  address: string;
  /** As it was typed. */
  password?: string | undefined;
  joinCode?: string | undefined;
  /** What this person does counts nowhere; they may try as often as they like. */
  trial: boolean;
}

type StartResult =
  | HoldResult
  | {
      ok: false;
      error:
        | Shut
        | PasswordRefusal
        | JoinCodeRefusal
        | { code: 'sitting_needed' }
        | PlaceRefusal
        | { code: 'exam_not_found' }
        | { code: 'attempts_used_up'; allowed: number }
        | BlueprintShort['error'];
    };

type Shut =
  | { code: 'exam_paused' }
  | { code: 'exam_not_open_yet'; opensAt: string }
  | { code: 'exam_no_longer_open'; closesAt: string };

/** A sitting, as what follows from it needs it. */
type NamedSitting = Pick<StoredSitting, 'name' | 'opensAt' | 'closesAt' | 'joinCode'> & { id: string };

/** Why somebody may not begin now, whatever else they may: everybody waits, or it is not their time. */
function shutFor(
  personId: string,
  { exam, deeds, sitting }: { exam: Window; deeds: readonly TimeDeed[]; sitting: NamedSitting | undefined },
  now: Date,
): Shut | undefined {
  if (pausedSince(deeds, { personId, sitting })) return { code: 'exam_paused' };
  const { opensAt, closesAt } = windowFor(exam, accommodationAt(deeds, personId), sitting);
  if (opensAt !== undefined && now < new Date(opensAt)) return { code: 'exam_not_open_yet', opensAt };
  if (closesAt !== undefined && now >= new Date(closesAt)) return { code: 'exam_no_longer_open', closesAt };
  return undefined;
}

interface Opening extends Start, ChosenPaper {
  exam: ExamRevision;
  deeds: readonly TimeDeed[];
  sitting: NamedSitting | undefined;
  number: number;
  now: Date;
}

/** A paper with what the exam's terms make of each place: what a person marks goes by what is written alone. */
const byTerms = (paper: readonly PaperSlot[], exam: ExamRevision): PaperSlot[] => {
  const penalty = triesTerms(exam)?.penalty;
  if (!exam.certainty && penalty === undefined) return [...paper];
  return paper.map((place) =>
    isMarkedByPerson(place.type)
      ? place
      : { ...place, ...(exam.certainty && { certainty: true }), ...(penalty !== undefined && { penalty }) },
  );
};

/** What an attempt keeps of the sitting: what was said of it when it began. */
const satIn = (sitting: NamedSitting | undefined): Pick<Attempt, 'sitting'> =>
  sitting
    ? {
        sitting: {
          id: sitting.id,
          name: sitting.name,
          ...(sitting.closesAt !== undefined && { closesAt: sitting.closesAt }),
        },
      }
    : {};

const openAttempt = (opening: Opening): Attempt => {
  const { personId, platformId, contextId, linkId, examCode, device, number, seed, paperCode, paper, now } =
    opening;
  const { revision, title, passMark, grading, review, minutes, outageMinutes, ...terms } = opening.exam;
  const { closesAt, behaviour } = terms;
  const tries = triesTerms(opening.exam);
  const timed = { minutes, ...(closesAt !== undefined && { closesAt }) };
  const sitting = satIn(opening.sitting);
  const { dueAt, pausedAt } = clockOf({ personId, startedAt: now, exam: timed, ...sitting }, opening.deeds);
  return {
    _id: randomUUID(),
    registration: randomUUID(),
    personId,
    platformId,
    ...(contextId !== undefined && { contextId }),
    linkId,
    examCode,
    exam: {
      ...{ revision, title, passMark, grading, review, outageMinutes },
      ...timed,
      ...(behaviour && { behaviour }),
      ...(tries && { tries }),
    },
    ...sitting,
    number,
    seed,
    ...(paperCode !== undefined && { paperCode }),
    state: 'open',
    ...(opening.trial && { trial: true as const }),
    startedAt: now,
    dueAt,
    ...(pausedAt && { pausedAt }),
    device: { id: device, since: now },
    paper: byTerms(paper, opening.exam),
    answers: {},
    change: 0,
    replayedLate: 0,
    owed: [owe('records', now, { event: 'exam-started' }), ...(opening.trial ? [] : [owe('summary', now)])],
  };
};

/** Asks who would begin from where they do it, for the code of their sitting and for the password: first what costs no guess. */
const makeEntryRefusal =
  ({ askPassword, askJoinCode, checkPlace }: Pick<Deps, 'askPassword' | 'askJoinCode' | 'checkPlace'>) =>
  async (
    start: Start,
    { password }: ExamRevision,
    sitting: NamedSitting | undefined,
  ): Promise<PlaceRefusal | PasswordRefusal | JoinCodeRefusal | undefined> => {
    const { personId, examCode, linkId, address, trial, password: typed, joinCode } = start;
    if (trial) return undefined;
    const asked = { personId, examCode, linkId, address };
    return (
      (await checkPlace(asked)) ??
      (sitting && (await askJoinCode({ ...asked, sitting, typed: joinCode }))) ??
      (await askPassword({ personId, examCode, password, typed }))
    );
  };

/** The sitting that somebody begins in; `needed`: there are some, and they are in none. */
const makeFindSitting =
  ({ sittings }: Pick<Deps, 'sittings'>) =>
  async (taker: Taker, trial: boolean): Promise<NamedSitting | 'needed' | undefined> => {
    if (trial || (await sittings.knownOf(taker)).length === 0) return undefined;
    const found = await sittings.sittingOf(taker, taker.personId);
    if (!found) return 'needed';
    return { ...found, id: found._id };
  };

/** Starts an attempt, or takes up the one that is open. */
export const makeStartAttempt = (deps: Deps) => {
  const { definitions, choosePaper, timeDeeds, store, holdAttempt, clock } = deps;
  const entryRefusal = makeEntryRefusal(deps);
  const findSitting = makeFindSitting(deps);
  return async (start: Start): Promise<StartResult> => {
    const { personId, examCode, linkId, device, trial, address } = start;
    const taker = { personId, examCode, linkId };
    const inForce = await definitions.findInForce(examCode);
    if (!inForce) return { ok: false, error: { code: 'exam_not_found' } };
    const { exam } = inForce;
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      const [all, deeds] = await Promise.all([store.allOfTaker(taker), timeDeeds.knownOf(taker)]);
      const made = all.filter((attempt) => attempt.state !== 'removed' && Boolean(attempt.trial) === trial);
      const open = all.find(({ state }) => state === 'open');
      if (open) return holdAttempt({ attemptId: open._id, personId, device, address });

      const sitting = await findSitting(taker, trial);
      if (sitting === 'needed') return { ok: false, error: { code: 'sitting_needed' } };
      const shut = trial ? undefined : shutFor(personId, { exam, deeds, sitting }, clock.now());
      if (shut) return { ok: false, error: shut };
      const allowed = trial ? null : attemptsAllowed(exam, accommodationAt(deeds, personId));
      const most = Math.min(allowed ?? MOST_ATTEMPTS, MOST_ATTEMPTS);
      if (made.length >= most || all.length >= MOST_ATTEMPTS)
        return { ok: false, error: { code: 'attempts_used_up', allowed: most } };
      const barred = await entryRefusal(start, exam, sitting);
      if (barred) return { ok: false, error: barred };
      const chosen = await choosePaper(inForce, made);
      if (!chosen.ok) return chosen;
      const number = (all.at(-1)?.number ?? 0) + 1;
      const beginning = { exam, deeds, sitting, number, now: clock.now() };
      const attempt = openAttempt({ ...start, ...chosen.chosen, ...beginning });
      if (await store.insert(attempt)) return { ok: true, attempt };
    }
    throw new Error(`attempts of one person at ${examCode} kept starting`);
  };
};
