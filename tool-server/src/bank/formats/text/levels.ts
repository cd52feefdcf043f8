import type { Level } from '@chuyen-de/contracts';
import { fold } from '@chuyen-de/contracts/vietnamese';

/** Words by which files name levels, the first of which are written. */
const WORDS: Record<Level, readonly string[]> = {
  recall: ['Nhận biết', 'NB', 'recall', 'remember', 'knowledge', 'biết'],
  understanding: ['Thông hiểu', 'TH', 'understanding', 'understand', 'comprehension', 'hiểu'],
  application: ['Vận dụng', 'VD', 'application', 'apply', 'vận dụng thấp', 'VDT'],
  'higher-application': ['Vận dụng cao', 'VDC', 'higher-application', 'higher application', 'analysis'],
};

const LEVELS = new Map(
  Object.entries(WORDS).flatMap(([level, words]) => words.map((word) => [fold(word), level as Level])),
);

/** The level that a word of a file means; undefined: none. */
export const levelNamed = (word: string): Level | undefined => LEVELS.get(fold(word).replace(/\s+/gu, ' '));

export const levelWord = (level: Level): string => WORDS[level][0] ?? level;
