import { result } from './result.ts';

describe.each(['1.0.3', '2.0.0'] as const)('a result in %s', (version) => {
  it.each([
    ['a score beyond one', { score: { scaled: 1.01 } }, '$.score.scaled'],
    ['a score below minus one', { score: { scaled: -1.00001 } }, '$.score.scaled'],
    ['a score in quotes', { score: { raw: '5' } }, '$.score.raw'],
    ['a score beyond its max', { score: { raw: 6, max: 5 } }, '$.score.raw'],
    ['a score below its min', { score: { raw: 4, min: 5 } }, '$.score.raw'],
    ['a max that is not beyond min', { score: { min: 5, max: 5 } }, '$.score.max'],
    ['a score with more', { score: { percent: 1 } }, '$.score.percent'],
    ['a score that is a number', { score: 1 }, '$.score'],
    ['success in quotes', { success: 'true' }, '$.success'],
    ['completion that is a number', { completion: 1 }, '$.completion'],
    ['a response that is a number', { response: 1 }, '$.response'],
    ['a duration that is none', { duration: '1:00' }, '$.duration'],
    ['an extension of the result without scheme', { extensions: { x: 1 } }, '$.extensions.x'],
  ])('has not %s', (_, value, path) => {
    expect(result(value, version)).toMatchObject({ path });
  });

  it.each([
    {},
    { score: {} },
    { score: { scaled: 1, raw: 1e300, min: -1e300 } },
    { score: { scaled: -1, raw: 0, min: 0, max: 0.5 } },
    { success: false, completion: true, response: '', duration: 'PT0.125S', extensions: { 'urn:x': null } },
  ])('may be %j', (value) => {
    expect(result(value, version)).toBeUndefined();
  });
});
