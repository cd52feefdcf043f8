import { isDone, reasonsOf, type Standing } from './behind.rules.ts';

const NOW = new Date('2026-03-20T08:00:00Z');
const day = (number: number): Date => new Date(Date.UTC(2026, 2, number, 8));
const aTopic = (over: Partial<Standing['topics'][number]> = {}) => ({
  ...{ code: 'CD01', completed: false, dueAt: undefined },
  ...over,
});
const anExam = (over: Partial<Standing['exams'][number]> = {}) => ({
  ...{ linkId: 'link', closesAt: undefined, state: 'not-started' as const, passed: undefined },
  ...over,
});
const aStanding = (over: Partial<Standing> = {}): Standing => ({
  topics: [aTopic()],
  exams: [anExam()],
  lastAt: day(19),
  ...over,
});
const kindsOf = (standing: Standing, mostHaveBegun = false) =>
  reasonsOf(standing, { now: NOW, mostHaveBegun }).map(({ kind }) => kind);

describe('who is behind, and why', () => {
  it('is nobody who goes on with what is not due yet', () => {
    expect(kindsOf(aStanding({ topics: [aTopic({ dueAt: day(21) })] }), true)).toEqual([]);
  });

  it('names the topics alone whose time is over and that are not completed', () => {
    const topics = [
      aTopic({ code: 'CD01', completed: true, dueAt: day(1) }),
      aTopic({ code: 'CD02', dueAt: day(2) }),
      aTopic({ code: 'CD03', dueAt: NOW }),
      aTopic({ code: 'CD04' }),
    ];
    expect(reasonsOf(aStanding({ topics }), { now: NOW, mostHaveBegun: true })).toEqual([
      { kind: 'topics-overdue', topics: ['CD02', 'CD03'] },
    ]);
  });

  it('tells exams that were missed from those that were failed, and from those that wait to be marked', () => {
    const closed = { closesAt: day(10) };
    expect(kindsOf(aStanding({ exams: [anExam(closed)] }))).toEqual(['exams-missed']);
    expect(kindsOf(aStanding({ exams: [anExam({ ...closed, state: 'done', passed: false })] }))).toEqual([
      'exams-not-passed',
    ]);
    expect(kindsOf(aStanding({ exams: [anExam({ ...closed, state: 'done' })] }))).toEqual([]);
    expect(kindsOf(aStanding({ exams: [anExam({ ...closed, state: 'open', passed: false })] }))).toEqual([]);
  });

  it('asks after who has not begun only where most have', () => {
    expect(kindsOf(aStanding({ lastAt: undefined }), true)).toEqual(['not-begun']);
    expect(kindsOf(aStanding({ lastAt: undefined }), false)).toEqual([]);
  });

  it('asks after who has been silent for more than two weeks, unless nothing is left to do', () => {
    const silent = aStanding({ lastAt: day(5) });
    expect(reasonsOf(silent, { now: NOW, mostHaveBegun: true })).toEqual([
      { kind: 'idle', since: day(5).toISOString() },
    ]);
    expect(kindsOf(aStanding({ lastAt: day(6) }))).toEqual([]);
    const done = aStanding({
      topics: [aTopic({ completed: true })],
      exams: [anExam({ state: 'done', passed: true })],
      lastAt: day(1),
    });
    expect([isDone(done), kindsOf(done)]).toEqual([true, []]);
  });
});
