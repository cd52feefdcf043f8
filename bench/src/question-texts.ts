import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

/** A question as a line of a table has it. */
export interface TableQuestion {
  stem: string;
  options: string[];
  /** Letter of the right option. */
  key: string;
  level: string;
  topic: string;
}

const LEVELS = ['Nhận biết', 'Thông hiểu', 'Vận dụng', 'Vận dụng cao'];
const BEGINNINGS = [
  'Nội dung nào sau đây đúng về',
  'Theo quy định hiện hành, phát biểu nào đúng về',
  'Quan điểm nào sau đây nói về',
  'Theo Điều lệ Đảng, khẳng định nào sau đây đúng khi nói về',
  'Chọn nhận định đúng nhất về',
];
/** Of a school's files one question in so many was asked before, in slightly other words. */
const COPIED = 20;

/** The same numbers from 0 to 1 each time. @see mulberry32 */
function makeRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** The words of the sample programme's lectures, in their order: as often as the language of such questions has them. */
function wordsOfLectures(content: string): string[] {
  const topics = path.join(content, 'topics');
  return readdirSync(topics)
    .map((topic) => readFileSync(path.join(topics, topic, 'lecture.vi.md'), 'utf8'))
    .join('\n')
    .split(/[^\p{L}]+/u)
    .filter((word) => word !== '');
}

/** Makes questions out of passages of lectures, no two the same but for those that copy an earlier one and change a word. */
export function makeQuestionTexts(content: string, topics: readonly string[]) {
  const words = wordsOfLectures(content);
  const random = makeRandom(2026);
  const upTo = (count: number): number => Math.floor(random() * count);
  const passage = (least: number, most: number): string => {
    const length = least + upTo(most - least + 1);
    const from = upTo(words.length - length);
    return words.slice(from, from + length).join(' ');
  };
  const made: TableQuestion[] = [];
  const fresh = (number: number): TableQuestion => ({
    stem: `${BEGINNINGS[number % BEGINNINGS.length] ?? ''} ${passage(3, 8)}, ${passage(3, 8)}, ${passage(2, 6)}?`,
    options: Array.from({ length: 4 }, () => `${passage(2, 6)} ${passage(2, 6)}`),
    key: 'ABCD'[upTo(4)] ?? 'A',
    level: LEVELS[upTo(LEVELS.length)] ?? '',
    topic: topics[upTo(topics.length)] ?? '',
  });
  const copy = (number: number): TableQuestion => {
    const earlier = made[upTo(made.length)] ?? fresh(number);
    return { ...earlier, stem: earlier.stem.replace(/ \p{L}+\?$/u, ` ${passage(1, 1)}?`) };
  };
  return (count: number): TableQuestion[] => {
    const some = Array.from({ length: count }, (_, index) => {
      const number = made.length;
      const question = index % COPIED === COPIED - 1 ? copy(number) : fresh(number);
      made.push(question);
      return question;
    });
    return some;
  };
}
