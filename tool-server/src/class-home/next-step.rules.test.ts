import { endOfSchoolDay } from '@chuyen-de/contracts';
import { nextStepOf } from './next-step.rules.ts';

const NOW = new Date('2026-03-20T08:00:00Z');
type Topic = Parameters<typeof nextStepOf>[0][number];
type Exam = Parameters<typeof nextStepOf>[1][number];
const topic = (code: string, over: Partial<Topic> = {}): Topic => ({
  ...{ code, completedAt: null, due: null },
  ...over,
});
const exam = (linkId: string, over: Partial<Exam> = {}): Exam => ({
  ...{ linkId, mine: 'not-started', opensAt: null, closesAt: null },
  ...over,
});
const topicStep = (code: string) => ({ kind: 'topic', code });
const examStep = (linkId: string) => ({ kind: 'exam', linkId });
const next = (topics: Topic[], exams: Exam[] = []) => nextStepOf(topics, exams, NOW);

describe('what comes next', () => {
  it('is the first topic that is not completed, then an exam, then nothing', () => {
    const completed = topic('A', { completedAt: '2026-03-01T08:00:00.000Z' });
    expect(next([completed, topic('B'), topic('C')], [exam('x')])).toEqual(topicStep('B'));
    expect(next([completed], [exam('x'), exam('y')])).toEqual(examStep('x'));
    expect(next([completed], [exam('x', { mine: 'done' })])).toBeUndefined();
  });

  it('is what is due first', () => {
    const late = topic('B', { due: '2026-03-22' });
    expect(next([topic('A'), late], [exam('x', { closesAt: '2026-03-23T08:00:00Z' })])).toEqual(
      topicStep('B'),
    );
    expect(next([topic('A'), late], [exam('x', { closesAt: '2026-03-21T08:00:00Z' })])).toEqual(
      examStep('x'),
    );
  });

  it('is no exam that is not open, and one that is under way before everything', () => {
    const early = exam('x', { opensAt: '2026-03-21T08:00:00Z', closesAt: '2026-03-21T09:00:00Z' });
    const over = exam('y', { closesAt: '2026-03-20T08:00:00Z' });
    expect(next([topic('A')], [early, over])).toEqual(topicStep('A'));
    expect(next([topic('A', { due: '2026-03-01' })], [exam('z', { mine: 'open' })])).toEqual(examStep('z'));
  });
});

it('ends a day when the next one begins at the school', () => {
  expect(new Date(endOfSchoolDay('2026-03-20')).toISOString()).toBe('2026-03-20T17:00:00.000Z');
});
