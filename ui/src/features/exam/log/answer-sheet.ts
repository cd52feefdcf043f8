import type { AnswersSaved, Certainty, CheckedAnswer, LearnerAttempt } from '@chuyen-de/contracts';
import type { QuestionResponse } from '@chuyen-de/question-types';
import { measuring, type ServerClock } from '../../../lib/server-clock.ts';
import { faceOf } from '../../../question-types/index.ts';
import { makeAnswerSender, type AnswerSender } from './answer-sender.ts';
import type { DeviceLog } from './device-log.ts';
import type { Entry } from './entry-store.ts';
import { makeHybridClock } from './hybrid-clock.ts';
import type { LogChain } from './log-chain.ts';
import { makeSheetState, type SheetSlot, type SheetView, type TimeTold } from './sheet-state.ts';

export interface AnswerSheet {
  view: () => SheetView;
  subscribe: (listener: () => void) => () => void;
  answer: (slot: number, response: QuestionResponse) => Promise<unknown>;
  flag: (slot: number, flagged: boolean) => Promise<unknown>;
  /** How certain the learner is of the answer to a question. */
  certain: (slot: number, certainty: Certainty) => Promise<unknown>;
  /** Has the server check the answer to a question. @throws what the request failed with; the answer is logged all the same */
  check: (slot: number) => Promise<void>;
  /** Takes in what the server tells of the attempt's time. */
  hear: (told: TimeTold) => void;
  /** What the server has not acknowledged yet. */
  unsent: () => Promise<Entry[]>;
  /** Forgets what the server took in with the submission. */
  settle: (entries: readonly Entry[]) => Promise<void>;
  sender: AnswerSender;
}

export interface SheetDeps {
  attempt: LearnerAttempt;
  device: string;
  log: DeviceLog;
  clock: ServerClock;
  /** Where what is logged is chained, for a file that somebody carries. */
  chain?: Pick<LogChain, 'note'> | undefined;
  save: (entries: Entry[], keepalive: boolean) => Promise<AnswersSaved>;
  check: (entry: Entry) => Promise<CheckedAnswer>;
  /** Present where the attempt comes from the device: asks for the server's time, fails once it has ended. */
  reach?: (() => Promise<string>) | undefined;
}

/**
 * The ways to the server, which measure its clock: a save, which first shows what another tab of this browser
 * logged, and the question whether it is there, asked until either was answered once.
 */
function waysToServer({ save, reach, clock }: SheetDeps, adopt: (entries: Entry[]) => void) {
  let reached = reach === undefined;
  return {
    async save(entries: Entry[], keepalive: boolean) {
      adopt(entries);
      const saved = await measuring(
        clock,
        () => save(entries, keepalive),
        (answer) => answer.serverNow,
      );
      reached = true;
      return saved;
    },
    async reach() {
      if (reached || reach === undefined) return;
      await measuring(clock, reach, (serverNow) => serverNow);
      reached = true;
    },
  };
}

interface Parts {
  hybrid: ReturnType<typeof makeHybridClock>;
  state: ReturnType<typeof makeSheetState>;
  sender: AnswerSender;
}

type Write = (slot: number, change: Partial<SheetSlot>) => Promise<Entry | undefined>;

/** Shows and logs a change of a question's state, and has it sent; undefined where there is no such question. */
const makeWrite =
  ({ attempt, device, log, chain }: SheetDeps, { hybrid, state, sender }: Parts): Write =>
  async (slot, change) => {
    const question = attempt.questions.find((one) => one.slot === slot);
    if (question === undefined) return undefined;
    const empty = { response: faceOf(question.type).blank, flagged: false };
    const { response, flagged, certainty } = { ...(state.view().slots.get(slot) ?? empty), ...change };
    const said = { response, flagged, ...(certainty && { certainty }) };
    const entry: Entry = { ...hybrid.stamp(), attempt: attempt.id, device, slot, ...said };
    state.adopt([entry]);
    if (state.view().sending.kind === 'saved') state.show({ sending: { kind: 'sending' } });
    chain?.note(entry);
    await log.put(entry);
    sender.nudge();
    return entry;
  };

/** Has the server check an answer as it is now, and shows what it tells. */
const makeCheck =
  (
    { attempt, log, clock, check }: SheetDeps,
    { state, write }: Pick<Parts, 'state'> & { write: Write },
  ): AnswerSheet['check'] =>
  async (slot) => {
    const entry = await write(slot, {});
    if (entry === undefined) return;
    const told = await measuring(
      clock,
      () => check(entry),
      (answer) => answer.serverNow,
    );
    await log.acknowledge(attempt.id, [entry]);
    state.hear(told);
    state.takeChecked(told.checked);
  };

/** The answers of one attempt on this device: shown at once, logged, then sent. */
export async function openAnswerSheet(deps: SheetDeps): Promise<AnswerSheet> {
  const { attempt, log, clock, reach } = deps;
  const hybrid = makeHybridClock(clock.now);
  const state = makeSheetState(attempt, log.isDurable());
  const adopt = (entries: Entry[]) => {
    for (const entry of entries) hybrid.witness(entry.seq);
    state.adopt(entries);
  };
  const sender = makeAnswerSender({
    log,
    attempt: attempt.id,
    ...waysToServer(deps, adopt),
    onSaved: (saved) => {
      state.hear(saved);
      state.show({ savedAt: saved.savedAt });
    },
    onState: (sending) => state.show({ sending }),
  });

  const write = makeWrite(deps, { hybrid, state, sender });

  for (const { seq } of attempt.answers) hybrid.witness(seq);
  adopt(await log.list(attempt.id));
  if (reach !== undefined) state.show({ sending: { kind: 'waiting' } });
  log.onDurability(() => state.show({ durable: log.isDurable() }));
  return {
    view: state.view,
    subscribe: state.subscribe,
    answer: (slot, response) => write(slot, { response }),
    flag: (slot, flagged) => write(slot, { flagged }),
    certain: (slot, certainty) => write(slot, { certainty }),
    check: makeCheck(deps, { state, write }),
    hear: state.hear,
    unsent: () => log.list(attempt.id),
    settle: (entries) => log.acknowledge(attempt.id, entries),
    sender,
  };
}
