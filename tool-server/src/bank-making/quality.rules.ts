import { MOST_NAMED, QualityCode, type BankQuality } from '@chuyen-de/contracts';
import { qualityRemarks, type QuestionContent } from '@chuyen-de/question-types';
import { makeAlikeFinder } from './alike.rules.ts';

/** A question of a bank: what it asks, and as lists show it. */
interface Looked {
  code: string;
  stem: string;
  content: QuestionContent & { stem: { vi: string } };
  /** All that it says to those who answer it. */
  text: string;
}

/** Finds questions that tell the answers of others. */
interface LeakFinder {
  add(question: Pick<Looked, 'code' | 'content'>): void;
  told(most: number): { of: string; by: string; answer: string }[];
}

type Named = BankQuality['alike'][number]['questions'][number];

/** So many standard deviations from what chance has. */
const FAR = 3;
/** So few questions tell nothing of a habit. */
const LEAST_OF_HABIT = 5;

/** Counts at which place the key of single choices stands. */
function makeKeyPlaces() {
  const places: { count: number; expected: number; variance: number }[] = [];
  return {
    add(options: readonly { id: string }[], key: readonly string[]): void {
      const right = options.findIndex(({ id }) => key.includes(id));
      const chance = 1 / options.length;
      for (const index of options.keys()) {
        const place = (places[index] ??= { count: 0, expected: 0, variance: 0 });
        place.expected += chance;
        place.variance += chance * (1 - chance);
        if (index === right) place.count += 1;
      }
    },
    told: (): Pick<BankQuality, 'keyPlaces' | 'crowded'> => ({
      keyPlaces: places.map(({ count, expected }) => ({ count, expected })),
      crowded: places.flatMap(({ count, expected, variance }, index) =>
        count >= LEAST_OF_HABIT && count - expected > FAR * Math.sqrt(variance) ? [index] : [],
      ),
    }),
  };
}

/** Finds numbers of options of which all questions have as many right ones. */
function makeKeyCounts() {
  const found = new Map<number, Map<number, number>>();
  return {
    add(options: number, keys: number): void {
      const counts = found.get(options) ?? new Map<number, number>();
      found.set(options, counts.set(keys, (counts.get(keys) ?? 0) + 1));
    },
    told: (): BankQuality['toldCounts'] =>
      [...found].flatMap(([options, counts]) => {
        const [[keys, count] = [0, 0], ...others] = counts;
        return others.length === 0 && count >= LEAST_OF_HABIT ? [{ options, keys, count }] : [];
      }),
  };
}

/** Gathers what is to be looked at in a bank, question by question. */
export function makeBankQuality({ makeLeakFinder }: { makeLeakFinder: () => LeakFinder }) {
  const remarks = new Map<QualityCode, { count: number; named: Named[] }>();
  const [places, counts, finder] = [makeKeyPlaces(), makeKeyCounts(), makeAlikeFinder()];
  const leaks = makeLeakFinder();
  const stems = new Map<string, string>();
  const namedAs = (code: string): Named => ({ code, stem: stems.get(code) ?? '' });
  const alike: BankQuality['alike'] = [];
  const note = (code: QualityCode, named: Named): void => {
    const noted = remarks.get(code) ?? { count: 0, named: [] };
    noted.count += 1;
    if (noted.named.length < MOST_NAMED) noted.named.push(named);
    remarks.set(code, noted);
  };
  return {
    add({ code, stem, content, text }: Looked): void {
      const named = { code, stem };
      for (const each of new Set(qualityRemarks(content).map((remark) => remark.code))) note(each, named);
      leaks.add({ code, content });
      if (content.type === 'single-choice') places.add(content.options, content.key);
      if (content.type === 'multiple-choice') counts.add(content.options.length, content.key.length);
      for (const { code: other, share } of finder.add(code, text))
        alike.push({ questions: [namedAs(other), named], share });
      stems.set(code, stem);
    },
    told: (): Omit<BankQuality, 'more'> => ({
      questions: stems.size,
      remarks: QualityCode.options.flatMap((code) => {
        const noted = remarks.get(code);
        return noted ? [{ code, ...noted }] : [];
      }),
      ...places.told(),
      toldCounts: counts.told(),
      leaks: leaks
        .told(MOST_NAMED)
        .map(({ of, by, answer }) => ({ of: namedAs(of), by: namedAs(by), answer })),
      alike: alike.sort((a, b) => b.share - a.share).slice(0, MOST_NAMED),
    }),
  };
}
