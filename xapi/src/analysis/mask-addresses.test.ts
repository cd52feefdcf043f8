import { maskAddresses } from './mask-addresses.ts';

it.each([
  ['an@vidu.vn', '***'],
  ['Thư về an.nguyen+lop1@mail.truong.edu.vn, hoặc binh@vidu.vn.', 'Thư về ***, hoặc ***.'],
  ['mailto:an@vidu.vn', '***'],
  ['trần.ấn@ví-dụ.vn', '***'],
  ['a@b@vidu.vn', 'a@***'],
  ['𝒳an@vidu.vn 🙂an@vidu.vn', '*** 🙂***'],
  ['@vidu.vn', '@vidu.vn'],
  ['an@', 'an@'],
  ['an@máy', 'an@máy'],
  ['an @ vidu.vn', 'an @ vidu.vn'],
  ['', ''],
])('makes of %j %j', (text, masked) => {
  expect(maskAddresses(text)).toBe(masked);
});

it.each([
  ['letters before an at sign alone', `${'a'.repeat(2_000_000)} @`],
  ['letters before an at sign', `${'a'.repeat(2_000_000)}@`],
  ['at signs', '@'.repeat(2_000_000)],
  ['dots', `${'.'.repeat(1_000_000)}@${'.'.repeat(1_000_000)}`],
  ['a domain without end', `a@${'b'.repeat(2_000_000)}`],
  ['labels without end', `${'a@b.'.repeat(500_000)}@`],
  ['marks of combination', `${'e\u0301'.repeat(1_000_000)} @`],
])('comes to an end with %s', (_what, text) => {
  expect(maskAddresses(text).length).toBeLessThanOrEqual(text.length + 2);
});
