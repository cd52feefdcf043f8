import { cutText, withoutEndSlashes } from './text.rules.ts';

describe('cutText', () => {
  it.each([
    ['Chuyên đề', 9, 'Chuyên đề'],
    ['Chuyên đề', 6, 'Chuyên'],
    ['a😀b', 2, 'a'],
    ['a😀b', 3, 'a😀'],
    ['', 3, ''],
  ])('cuts %j to %i characters at the most', (text, most, cut) => {
    expect(cutText(text, most)).toBe(cut);
  });
});

describe('withoutEndSlashes', () => {
  it.each([
    ['https://lms.example', 'https://lms.example'],
    ['https://lms.example/', 'https://lms.example'],
    ['https://lms.example/a//', 'https://lms.example/a'],
    ['///', ''],
  ])('makes of %s %s', (address, without) => {
    expect(withoutEndSlashes(address)).toBe(without);
  });
});
