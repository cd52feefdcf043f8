import fc from 'fast-check';
import { changeText } from './exact-numbers.ts';

const same = <T>(value: T): T => value;

describe('changing the text of an object', () => {
  it.each([
    '12345678901234567890',
    '-0.1234567890123456789',
    '1e400',
    '12345678901234567890e-30',
    '123456789012345678',
  ])('keeps the digits of %s', (number) => {
    const text = `{"a":[${number},{"b":${number}}],"c":"${number} \\"${number}"}`;
    expect(changeText(text, same)).toBe(text);
  });

  it('changes what the function changes', () => {
    const text = '{"n":12345678901234567890,"name":"Lan"}';
    expect(changeText(text, ({ n }) => ({ n, name: '***' }))).toBe('{"n":12345678901234567890,"name":"***"}');
  });

  it('writes any other object as JSON does', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const text = JSON.stringify(value);
        expect(JSON.parse(changeText(text, same))).toEqual(JSON.parse(text));
      }),
    );
  });
});
