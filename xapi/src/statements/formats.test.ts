import { isoDuration, sortedResponse, statementId } from './formats.ts';

describe('the formats of statements', () => {
  it.each([
    [0, 'PT0S'],
    [300, 'PT300S'],
    [1.006, 'PT1.01S'],
    [-5, 'PT0S'],
    [86_400, 'PT86400S'],
  ])('writes %p seconds as %s', (seconds, duration) => {
    expect(isoDuration(seconds)).toBe(duration);
  });

  it('gives the same event the same id, and another event another', () => {
    const id = statementId('attempt', 'answered', '1');
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(statementId('attempt', 'answered', '1')).toBe(id);
    expect(statementId('attempt', 'answered', '2')).not.toBe(id);
    expect(statementId('attempt', 'answered1', '')).not.toBe(id);
  });

  it('tells the same choice in one way, whatever the order of the paper was', () => {
    for (const chosen of [
      ['d', 'b', 'c'],
      ['c', 'd', 'b'],
      ['b', 'c', 'd', 'b'],
    ]) {
      expect(sortedResponse(chosen.join('[,]'))).toBe('b[,]c[,]d');
    }
    expect(sortedResponse('1650[:]1652')).toBe('1650[:]1652');
  });

  it('leaves alone what is too long for a choice', () => {
    const long = 'b[,]a[,]'.repeat(5_000);
    expect(sortedResponse(long)).toBe(long);
  });
});
