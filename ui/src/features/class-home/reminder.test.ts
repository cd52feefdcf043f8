import { remindedOf } from './reminder.ts';

const topic = (code: string) => ({ code, title: { vi: code }, due: null });
const exam = (linkId: string) => ({ linkId, title: { vi: linkId }, linkTitle: null, closesAt: null });
const head = { topics: [topic('A'), topic('B'), topic('C')], exams: [exam('x'), exam('y')] };

describe('a reminder', () => {
  it('names what is left once, in the order of the class, whoever lacks it', () => {
    const rows = [
      { reasons: [{ kind: 'exams-not-passed' as const, exams: ['y', 'x'] }] },
      { reasons: [{ kind: 'topics-overdue' as const, topics: ['B', 'A'] }, { kind: 'not-begun' as const }] },
      { reasons: [{ kind: 'topics-overdue' as const, topics: ['B'] }] },
      { reasons: [{ kind: 'exams-missed' as const, exams: ['x'] }] },
    ];
    expect(remindedOf(rows, head)).toEqual([
      { kind: 'topic', code: 'A' },
      { kind: 'topic', code: 'B' },
      { kind: 'missed', linkId: 'x' },
      { kind: 'failed', linkId: 'x' },
      { kind: 'failed', linkId: 'y' },
    ]);
  });

  it('asks to begin or to go on where nothing else is to be named', () => {
    const idle = { kind: 'idle' as const, since: '2026-03-01T00:00:00Z' };
    expect(remindedOf([{ reasons: [idle] }], head)).toEqual([{ kind: 'resume' }]);
    expect(remindedOf([{ reasons: [{ kind: 'not-begun' }] }], { topics: [], exams: [] })).toEqual([
      { kind: 'start' },
    ]);
  });
});
