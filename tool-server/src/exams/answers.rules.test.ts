import type { LoggedAnswer } from '@chuyen-de/contracts';
import type { QuestionResponse } from '@chuyen-de/question-types';
import fc from 'fast-check';
import { judgeAnswers, mergeAnswers, readAnswers, storedSlots, type PaperAnswer } from './answers.rules.ts';
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
    review: { during: [], submitted: [], open: [], closed: [] },
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

const choice = (selected: string[]): QuestionResponse => ({ type: 'single-choice', selected });

const anAnswer = (over: Partial<PaperAnswer> = {}): PaperAnswer => ({
  slot: 1,
  seq: START + 1000,
  at: START + 1000,
  response: choice(['a']),
  flagged: false,
  ...over,
});

/** Logs as devices write them: a sequence number stands for one answer to one slot. */
const logs = fc.uniqueArray(
  fc.record({
    slot: fc.integer({ min: 1, max: 3 }),
    seq: fc.integer({ min: 1, max: 40 }),
    at: fc.constant(START),
    response: fc.subarray(['a', 'b', 'c']).map(choice),
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
        expect(mergeAnswers(stored, replayed, new Date(DUE), { late: true })).toEqual(stored);
        for (const { slot, seq } of [...log, ...replayed]) {
          expect(stored[slot]!.seq).toBeGreaterThanOrEqual(seq);
        }
      }),
    );
  });

  it('keeps a withdrawn answer as none', () => {
    expect(mergeAnswers({}, [anAnswer({ response: choice([]) })], NOW)).toMatchObject({
      1: { response: choice([]) },
    });
  });
});

describe('readAnswers', () => {
  const read = (...answers: Partial<LoggedAnswer>[]) =>
    readAnswers(
      anAttempt().paper,
      answers.map((over) => ({ ...anAnswer(), ...over })),
    );
  const fault = (over: Partial<LoggedAnswer>) => {
    const result = read({}, over);
    return result.ok ? undefined : result.error;
  };

  it('gives what a page of before responses had a type has logged the type of its question', () => {
    const result = read(
      { response: { selected: ['b'] } },
      { slot: 2, response: { selected: ['c', 'a', 'c'] } },
    );
    expect(result.ok && result.answers.map(({ response }) => response)).toEqual([
      choice(['b']),
      { type: 'multiple-choice', selected: ['c', 'a'] },
    ]);
  });

  it.each([
    [{ slot: 4 }, { code: 'unknown_slot', slot: 4 }],
    [{ response: { selected: ['z'] } }, { code: 'unknown_option', slot: 1, option: 'z' }],
    [{ response: { selected: ['a', 'b'] } }, { code: 'too_many_options', slot: 1 }],
    [{ response: { selected: ['a', 'a'] } }, undefined],
    [{ slot: 2, response: { selected: ['a', 'b', 'c'] } }, undefined],
    [{ response: { selected: [] } }, undefined],
    [{ response: choice(['a']) }, undefined],
    [{ response: choice(['z']) }, { code: 'unknown_option', slot: 1, option: 'z' }],
    [
      { slot: 2, response: choice(['a']) },
      { code: 'wrong_response', slot: 2 },
    ],
  ])('finds the fault of %j: %j', (over, expected) => {
    expect(fault(over)).toEqual(expected);
  });
});

describe('judgeAnswers', () => {
  interface Sent {
    at: number;
    device?: string;
    by?: 'save' | 'submission';
  }
  const judge = (
    attempt: Attempt,
    answers: PaperAnswer[],
    { at, device = 'device-one', by = 'save' }: Sent,
  ) => {
    const { accepted, late, final, refusal } = judgeAnswers(attempt, {
      device,
      by,
      answers,
      now: new Date(at),
    });
    return { accepted: accepted.map(({ slot }) => slot), late, final, refusal: refusal?.code };
  };
  const MINUTE = 60_000;
  const inTime = anAnswer({ slot: 1, seq: DUE - 2, at: DUE - 1 });
  const afterwards = anAnswer({ slot: 3, seq: DUE, at: DUE });
  const closed = anAttempt({ state: 'closed', closedBy: 'time', closedAt: new Date(DUE) });
  const submitted = anAttempt({ ...closed, closedBy: 'learner', answersFinal: true });
  const END = DUE + 30 * MINUTE;

  it.each<[string, Attempt, PaperAnswer[], number, number[], boolean, string | undefined]>([
    ['takes everything in time', anAttempt(), [inTime, afterwards], DUE - 1, [1, 3], false, undefined],
    ['refuses what was logged after the end', anAttempt(), [afterwards], DUE, [], true, 'answers_too_late'],
    ['takes what an outage held back', anAttempt(), [inTime, afterwards], DUE, [1], true, undefined],
    ['takes it after the sweeper too', closed, [inTime], END - 1, [1], true, undefined],
    ['takes nothing after the allowance', closed, [inTime], END, [], true, 'answers_too_late'],
    ['takes nothing after submission', submitted, [inTime], DUE + 1, [], true, 'attempt_closed'],
  ])('%s', (_what, attempt, answers, at, accepted, late, refusal) => {
    expect(judge(attempt, answers, { at })).toMatchObject({ accepted, late, refusal });
  });

  it('never refuses what is stored already', () => {
    const answers = mergeAnswers({}, [inTime], NOW);
    expect(judge({ ...submitted, answers }, [inTime], { at: DUE + 99 * MINUTE })).toMatchObject({
      accepted: [],
      late: true,
      refusal: undefined,
    });
  });

  it('takes from a former device what it logged before it was taken over, and tells it so', () => {
    const attempt = anAttempt({
      device: { id: 'device-two', since: new Date(START + 5000) },
      devices: { 'device-one': new Date(START), 'device-two': new Date(START + 5000) },
    });
    const before = anAnswer({ slot: 1, seq: START + 4000, at: START + 4000 });
    const after = anAnswer({ slot: 2, seq: START + 6000, at: START + 6000 });
    const taken = { accepted: [1], late: false, final: false, refusal: 'attempt_taken_over' };
    expect(judge(attempt, [before, after], { at: START + 7000 })).toEqual(taken);
    expect(judge(attempt, [before, after], { at: DUE + 1 })).toEqual({ ...taken, late: true });
    expect(judge(attempt, [after], { at: START + 7000 })).toEqual({ ...taken, accepted: [] });
  });

  describe('after the end, believes a device no more than an outage explains', () => {
    const contact = START + 10 * MINUTE;
    const inTouch = anAttempt({ ...closed, devices: { 'device-one': new Date(contact) } });
    const logged = (slot: number, at: number) => anAnswer({ slot, seq: at, at });

    it('nothing from before it last reached the server, but for what was under way then', () => {
      const answers = [logged(1, contact - 20_001), logged(2, contact - 20_000), logged(3, contact + 1)];
      expect(judge(inTouch, answers, { at: DUE + 5 * MINUTE }).accepted).toEqual([2, 3]);
    });

    it('one batch, which is the last word of the device that holds the attempt', () => {
      const first = judge(inTouch, [logged(1, DUE - 1)], { at: DUE + MINUTE });
      expect(first).toMatchObject({ accepted: [1], final: true });
      const used = anAttempt({ ...inTouch, lateFrom: ['device-one'] });
      const second = judge(used, [logged(2, DUE - 1)], { at: DUE + MINUTE });
      expect(second).toMatchObject({ accepted: [], refusal: 'answers_too_late' });
    });

    it('a save that was on its way at the end may be followed by the submission, once', () => {
      const save = judge(inTouch, [logged(1, DUE - 300)], { at: DUE + 100 });
      expect(save).toMatchObject({ accepted: [1], final: false });
      const used = anAttempt({ ...inTouch, lateFrom: ['device-one'] });
      const submission = judge(used, [logged(2, DUE - 1)], { at: DUE + 200, by: 'submission' });
      expect(submission).toMatchObject({ accepted: [2], final: true });
      expect(judge(used, [logged(2, DUE - 1)], { at: DUE + 200 })).toMatchObject({ accepted: [] });
    });

    it('nothing of a device that never held the attempt, be its names as many as it likes', () => {
      for (const device of ['device-new', 'device-else'])
        expect(judge(inTouch, [logged(1, DUE - 1)], { at: DUE + 1, device })).toMatchObject({
          accepted: [],
          final: false,
          refusal: 'answers_too_late',
        });
    });
  });

  it('answers for each slot that was sent the newest sequence number stored', () => {
    const stored = mergeAnswers({}, [anAnswer({ seq: 9 })], NOW);
    expect(storedSlots(stored, [anAnswer({ seq: 5 }), anAnswer({ slot: 2 })])).toEqual([{ slot: 1, seq: 9 }]);
  });
});
