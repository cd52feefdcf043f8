import fc from 'fast-check';
import { ALIKE_SHARE, runsOf, sharedBy } from './alike.rules.ts';
import { makeNearCopies, type Asking } from './near-copies.rules.ts';

const asking = (code: string, text: string): Asking => ({ code, stem: `Về ${code}`, text });
const BASE =
  'Cơ quan nào là cơ quan quyền lực nhà nước cao nhất của nước Cộng hòa xã hội chủ nghĩa Việt Nam?';

it('names what is most alike, in the bank or earlier in the file, and how much', () => {
  const copies = makeNearCopies([
    asking('f1', BASE),
    asking('f2', BASE.replace('Cơ quan nào', 'Theo Hiến pháp, cơ quan nào')),
    asking('f3', 'Ai có thẩm quyền công bố luật theo Hiến pháp năm 2013?'),
  ]);
  copies.compare(asking('b1', `${BASE} Chọn một`));
  copies.compare(asking('b2', BASE.toUpperCase()));
  expect(copies.told()).toEqual([
    { code: 'f1', copy: { code: 'b2', stem: 'Về b2', share: 1, isInBank: true } },
    {
      code: 'f2',
      copy: { code: 'b2', stem: 'Về b2', share: expect.closeTo(0.86, 1) as number, isInBank: true },
    },
  ]);
});

it('says that nothing is alike where nothing is', () => {
  const copies = makeNearCopies([asking('f1', 'một hai ba bốn năm'), asking('f2', 'sáu bảy tám')]);
  copies.compare(asking('b1', 'chín mười một hai'));
  expect(copies.told()).toEqual([]);
});

const A_TEXT = fc
  .array(fc.constantFrom('một', 'hai', 'ba', 'bốn'), { minLength: 1, maxLength: 14 })
  .map((words) => words.join(' '));

/** What comparing each with each finds: by question the greatest share, and whom that is. */
function byBruteForce(file: readonly Asking[], bank: readonly Asking[]) {
  return file.map(({ code, text }, index) => {
    const others = [...bank, ...file.slice(0, index)].map((other) => ({
      code: other.code,
      share: sharedBy(runsOf(text), runsOf(other.text)),
    }));
    const share = Math.max(0, ...others.map((other) => other.share));
    const best = others.filter((other) => other.share === share).map((other) => other.code);
    return { code, share: share >= ALIKE_SHARE ? share : 0, best };
  });
}

it('finds what comparing each with each finds', () => {
  const texts = fc.array(A_TEXT, { maxLength: 25 });
  fc.assert(
    fc.property(texts, texts, (inFile, inBank) => {
      const file = inFile.map((text, index) => asking(`f${index}`, text));
      const bank = inBank.map((text, index) => asking(`b${index}`, text));
      const copies = makeNearCopies(file);
      for (const each of bank) copies.compare(each);
      const told = new Map(copies.told().map(({ code, copy }) => [code, copy]));
      for (const { code, share, best } of byBruteForce(file, bank)) {
        expect(told.get(code)?.share ?? 0).toBe(share);
        if (share > 0) expect(best).toContain(told.get(code)?.code);
      }
    }),
    { numRuns: 500 },
  );
});

it('finds one of those that a question is like where thousands are alike', () => {
  const alike = Array.from({ length: 2_000 }, (_, index) => asking(`f${index}`, `${BASE} Câu ${index}`));
  const copies = makeNearCopies(alike);
  copies.compare(asking('b1', BASE));
  expect(copies.told().length).toBeGreaterThanOrEqual(1_999);
});
