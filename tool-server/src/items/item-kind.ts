import type { ItemKind, LanguageMap } from '@chuyen-de/contracts';
import type { ACTIVITY_TYPES } from '@chuyen-de/xapi';

/** What the tool has to know of a kind of item that a link can open. */
export interface KindOfItem {
  /** What has its code: an item of a programme, or a programme itself. */
  among: 'topics' | 'exams' | 'programmes';
  /** Its title, by that of the topic, exam or programme. */
  titled: (title: LanguageMap) => LanguageMap;
  /** Its page, and its activity, below the tool's address. */
  path: string;
  activityType: keyof typeof ACTIVITY_TYPES;
  /** Whether there is a grade: always, with a column made where there is none; where the link has a column; never. */
  graded: 'always' | 'in-a-column' | 'never';
  /** Whether a grade below the pass mark is one that still grows, and not one that was failed. */
  gradeGrows: boolean;
}

export const asItIs = (title: LanguageMap): LanguageMap => title;
export type KindsOfItem = Record<ItemKind, KindOfItem>;
