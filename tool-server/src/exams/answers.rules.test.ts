import type { LoggedAnswer } from '@chuyen-de/contracts';
import fc from 'fast-check';
import { answersFault, judgeAnswers, mergeAnswers, storedSlots } from './answers.rules.ts';
import type { Attempt } from './attempt.model.ts';
import type { PaperSlot } from './draw.rules.ts';

const START = Date.parse('2026-03-02T08:00:00Z');
const DUE = START + 20 * 60_000;
const NOW = new Date(START + 60_000);

const aSlot = (slot: number, type: PaperSlot['type'] = 'single-choice'): PaperSlot => ({
  slot,
  question: `Q-${slot}`,
  revision: 1,
  topic: 'CD01',
  level: 'recall',
  type,
  optionOrder: ['a', 'b', 'c'],
});

const anAttempt = (over: Partial<Attempt> = {}): Attempt => ({
  _id: 'attempt-1',
  registration: 'registration-1',
  personId: 'person-1',
  platformId: 'platform-1',
  linkId: 'link-1',
  examCode: 'KT01',
  exam: {
    revision: 1,
    title: { vi: 'Kiểm tra' },
    passMark: 5,
    grading: 'highest',
    review: { answers: true, key: true, explanation: true },
    minutes: 20,
    outageMinutes: 30,
  },
  number: 1,
  seed: '1'.repeat(32),
  state: 'open',
  startedAt: new Date(START),
  dueAt: new Date(DUE),
  device: { id: 'device-one', since: new Date(START) },
  paper: [aSlot(1), aSlot(2, 'multiple-choice'), aSlot(3)],
  answers: {},
  change: 0,
  replayedLate: 0,
  owed: [],
  ...over,
});

const anAnswer = (over: Partial<LoggedAnswer> = {}): LoggedAnswer => ({
  slot: 1,
  seq: START + 1000,
  at: START + 1000,
  response: { selected: ['a'] },
  flagged: false,
  ...over,
});

/** Logs as devices write them: a sequence number stands for one answer to one slot. */
const logs = fc.uniqueArray(
  fc.record({
    slot: fc.integer({ min: 1, max: 3 }),
    seq: fc.integer({ min: 1, max: 40 }),
    at: fc.constant(START),
    response: fc.record({ selected: fc.subarray(['a', 'b', 'c']) }),
    flagged: fc.boolean(),
  }),
  { selector: ({ slot, seq }) => slot * 100 + seq },
);

describe('mergeAnswers', () => {
  it('comes to the same in whatever order and portions a log arrives', () => {
    fc.assert(
      fc.property(
        logs.chain((log) =>
          fc.tuple(
            fc.constant(log),
            fc.shuffledSubarray(log, { minLength: log.length }),
            fc.integer({ min: 1, max: 5 }),
          ),
        ),
        ([log, other, portion]) => {
          let stored: Attempt['answers'] = {};
          for (let start = 0; start < other.length; start += portion) {
            stored = mergeAnswers(stored, other.slice(start, start + portion), NOW);
          }
          expect(stored).toEqual(mergeAnswers({}, log, NOW));
        },
      ),
    );
  });

  it('changes nothing when a log is replayed, and keeps the newest of each slot', () => {
    fc.assert(
      fc.property(logs, logs, (log, replayed) => {
        const stored = mergeAnswers(mergeAnswers({}, log, NOW), replayed, NOW);
        expect(mergeAnswers(stored, replayed, new Date(DUE), true)).toEqual(stored);
        for (const { slot, seq } of [...log, ...replayed]) {
          expect(stored[slot]!.seq).toBeGreaterThanOrEqual(seq);
        }
      }),
    );
  });

  it('keeps a withdrawn answer as none, and what was chosen twice as once', () => {
    const merged = mergeAnswers(
      {},
      [
        anAnswer({ response: { selected: [] } }),
        anAnswer({ slot: 2, response: { selected: ['c', 'a', 'c'] }, flagged: true }),
      ],
      NOW,
    );
    expect(merged).toMatchObject({ 1: { selected: [] }, 2: { selected: ['c', 'a'], flagged: true } });
  });
});

describe('answersFault', () => {
  const fault = (over: Partial<LoggedAnswer>) =>
    answersFault(anAttempt().paper, [anAnswer(), anAnswer(over)]);

  it.each([
    [{ slot: 4 }, { code: 'unknown_slot', slot: 4 }],
    [{ response: { selected: ['z'] } }, { code: 'unknown_option', slot: 1, option: 'z' }],
    [{ response: { selected: ['a', 'b'] } }, { code: 'too_many_options', slot: 1 }],
    [{ response: { selected: ['a', 'a'] } }, undefined],
    [{ slot: 2, response: { selected: ['a', 'b', 'c'] } }, undefined],
    [{ response: { selected: [] } }, undefined],
  ])('of %j is %j', (over, expected) => {
    expect(fault(over)).toEqual(expected);
  });
});

describe('judgeAnswers', () => {
  const judge = (attempt: Attempt, answers: LoggedAnswer[], at: number, device = 'device-one') => {
    const { accepted, late, refusal } = judgeAnswers(attempt, device, answers, new Date(at));
    return { accepted: accepted.map(({ slot }) => slot), late, refusal: refusal?.code };
  };
  const inTime = anAnswer({ slot: 1, seq: DUE - 2, at: DUE - 1 });
  const afterwards = anAnswer({ slot: 3, seq: DUE, at: DUE });
  const closed = anAttempt({ state: 'closed', closedBy: 'time', closedAt: new Date(DUE), settled: false });
  const settled = anAttempt({ ...closed, closedBy: 'learner', settled: true });

  it.each<[string, Attempt, LoggedAnswer[], number, number[], boolean, string | undefined]>([
    ['takes everything in time', anAttempt(), [inTime, afterwards], DUE - 1, [1, 3], false, undefined],
    [
      'refuses what was logged when the time was up',
      anAttempt(),
      [afterwards],
      DUE,
      [],
      true,
      'answers_too_late',
    ],
    ['takes what an outage held back', anAttempt(), [inTime, afterwards], DUE, [1], true, undefined],
    ['takes it after the sweeper too', closed, [inTime], DUE + 30 * 60_000, [1], true, undefined],
    [
      'takes nothing after the allowance',
      closed,
      [inTime],
      DUE + 30 * 60_000 + 1,
      [],
      true,
      'answers_too_late',
    ],
    ['takes nothing after submission', settled, [inTime], DUE + 1, [], true, 'attempt_closed'],
  ])('%s', (_what, attempt, answers, at, accepted, late, refusal) => {
    expect(judge(attempt, answers, at)).toEqual({ accepted, late, refusal });
  });

  it('never refuses what is stored already', () => {
    const answers = mergeAnswers({}, [inTime], NOW);
    expect(judge({ ...settled, answers }, [inTime], DUE + 99 * 60_000)).toEqual({
      accepted: [],
      late: true,
      refusal: undefined,
    });
  });

  it('takes from a former device what it logged before it was taken over, and tells it so', () => {
    const attempt = anAttempt({ device: { id: 'device-two', since: new Date(START + 5000) } });
    const before = anAnswer({ slot: 1, seq: START + 4000, at: START + 4000 });
    const after = anAnswer({ slot: 2, seq: START + 6000, at: START + 6000 });
    const taken = { accepted: [1], late: false, refusal: 'attempt_taken_over' };
    expect(judge(attempt, [before, after], START + 7000)).toEqual(taken);
    expect(judge(attempt, [before, after], DUE + 1)).toEqual({ ...taken, late: true });
    expect(judge(attempt, [after], START + 7000)).toEqual({ ...taken, accepted: [] });
  });

  it('answers for each slot that was sent the newest sequence number stored', () => {
    const stored = mergeAnswers({}, [anAnswer({ seq: 9 })], NOW);
    expect(storedSlots(stored, [anAnswer({ seq: 5 }), anAnswer({ slot: 2 })])).toEqual([{ slot: 1, seq: 9 }]);
  });
});
