import { makeLeakFinder } from '../tool-server/src/bank/answer-leaks.rules.ts';
import { makeBankQuality } from '../tool-server/src/bank-making/quality.rules.ts';
import { questions } from './sample-programme.ts';

const singleChoice = questions.filter(({ type }) => type === 'single-choice');
const multipleChoice = questions.filter(({ type }) => type === 'multiple-choice');
type Question = (typeof questions)[number];

const textsOf = ({ options, key }: Question, right: boolean): string[] =>
  options.filter(({ id }) => key.includes(id) === right).map(({ text }) => text.vi);

const lengthsOf = (question: Question, right: boolean): number[] =>
  textsOf(question, right).map(({ length }) => length);

const share = (some: unknown[], all: unknown[]): number => some.length / all.length;

/**
 * Words that limit or leave nothing out: who answers by them, and not by what is asked, should gain nothing. Wider than
 * what the tool remarks on in single questions, since here they are counted over all.
 */
const ABSOLUTE =
  /(?<!\p{L})(?:chỉ(?! (?:thị|tiêu|đạo|dẫn))|mọi|tất cả|toàn bộ|hoàn toàn|tuyệt đối|duy nhất|bất kỳ|bất cứ|không cần|không bao giờ|luôn|mãi|riêng(?! rẽ)|ngay)(?!\p{L})/iu;

const words = (text: string): Set<string> =>
  new Set(
    text
      .normalize('NFC')
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u)
      .filter(Boolean),
  );

/** Jaccard index of two texts' words. */
const likeness = (left: Set<string>, right: Set<string>): number => {
  const common = [...left].filter((word) => right.has(word)).length;
  return common / (left.size + right.size - common);
};

const wholeOf = ({ stem, options }: Question): string =>
  [stem.vi, ...options.map(({ text }) => text.vi)].join(' ');

const alike = (of: (question: Question) => string, limit: number): string[] => {
  const list = questions.map((question) => ({ code: question.code, words: words(of(question)) }));
  return list.flatMap((one, index) =>
    list
      .slice(index + 1)
      .filter((other) => likeness(one.words, other.words) >= limit)
      .map((other) => `${one.code} ~ ${other.code}`),
  );
};

describe('questions of the sample programme', () => {
  it('have four options where one is right, and up to six where several are', () => {
    for (const { code, type, options, key } of questions) {
      const fits =
        type === 'single-choice'
          ? options.length === 4
          : [4, 5, 6].includes(options.length) && key.length >= 2 && key.length < options.length;
      expect([code, fits]).toEqual([code, true]);
      const distinct = new Set(options.map((option) => option.text.vi.toLowerCase()));
      expect([code, distinct.size]).toEqual([code, options.length]);
    }
  });

  it('are about one quarter multiple-choice', () => {
    expect(share(multipleChoice, questions)).toBeGreaterThan(0.2);
    expect(share(multipleChoice, questions)).toBeLessThan(0.3);
  });

  it('are not alike', () => {
    expect(alike(({ stem }) => stem.vi, 0.7)).toEqual([]);
    expect(alike(wholeOf, 0.6)).toEqual([]);
  });

  it('have nothing that the tool remarks on in a bank', () => {
    const quality = makeBankQuality({ makeLeakFinder });
    for (const question of questions) {
      const { code, stem, type, options, key } = question;
      quality.add({
        code,
        stem: stem.vi,
        content: { type, stem, options, key },
        text: wholeOf(question),
      });
    }
    expect(quality.told()).toMatchObject({ remarks: [], crowded: [], toldCounts: [], alike: [] });
  });
});

describe('their keys are not given away', () => {
  it.each([0, 1, 2, 3])('by place %i, where they stand neither too often nor too seldom', (place) => {
    const there = singleChoice.filter(({ options, key }) => options[place]?.id === key[0]);
    expect(share(there, singleChoice)).toBeGreaterThan(0.15);
    expect(share(there, singleChoice)).toBeLessThan(0.35);
  });

  it.each([4, 5, 6])('by their number where there are %i options', (count) => {
    const list = multipleChoice.filter(({ options }) => options.length === count);
    const numbers = list.map(({ key }) => key.length);
    const most = Math.max(...numbers.map((number) => numbers.filter((other) => other === number).length));
    expect(list.length).toBeGreaterThan(3);
    expect(most / list.length).toBeLessThan(0.75);
  });

  it('by being longest', () => {
    const longest = singleChoice.filter(
      (question) => Math.max(...lengthsOf(question, true)) > Math.max(...lengthsOf(question, false)),
    );
    expect(share(longest, singleChoice)).toBeLessThanOrEqual(0.25);
  });

  it.each([...new Set(questions.map(({ code }) => code.slice(0, 4)))])(
    'by being shortest, in %s as in all',
    (topic) => {
      const isShortest = (question: Question) =>
        Math.min(...lengthsOf(question, true)) < Math.min(...lengthsOf(question, false));
      const inTopic = singleChoice.filter(({ code }) => code.startsWith(topic));
      expect(share(inTopic.filter(isShortest), inTopic)).toBeLessThan(0.4);
      expect(share(singleChoice.filter(isShortest), singleChoice)).toBeLessThanOrEqual(0.25);
    },
  );

  it('by absolute words in what is wrong', () => {
    const [right, wrong] = [true, false].map((isRight) => questions.flatMap((one) => textsOf(one, isRight)));
    const absolute = (texts: string[] = []) =>
      share(
        texts.filter((text) => ABSOLUTE.test(text)),
        texts,
      );
    expect(absolute(wrong)).toBeLessThan(0.1);
    expect(absolute(wrong)).toBeLessThanOrEqual(absolute(right) + 0.05);
  });
});
