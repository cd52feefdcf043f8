import type { LanguageMap } from './vocabulary.ts';

export type Language = keyof LanguageMap;

/** A question as it is read on paper, in one language, by whoever has nothing else to read it with. */
export interface OnPaper<Response> {
  /** What stands below the stem, a line for each part, in the order of the paper. */
  lines: string[];
  /** A response in the words and letters of these lines; empty where it answers nothing. */
  words(response: Response): string;
}

export const textIn = (text: LanguageMap, language: Language): string => text[language] ?? text.vi;

/** What is called `A` on paper, counted from 0. */
export const letterAt = (index: number): string => String.fromCharCode(65 + index);
