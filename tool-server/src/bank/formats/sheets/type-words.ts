import { fold } from '@chuyen-de/contracts/vietnamese';
import type { QuestionContent } from '@chuyen-de/question-types';

type TypeName = QuestionContent['type'];

/** Words for the types of questions, the first of which are written. */
const WORDS: Record<TypeName, readonly string[]> = {
  'single-choice': ['Chọn một', 'single choice', 'một lựa chọn', 'trắc nghiệm', 'multiple choice', 'mcq'],
  'multiple-choice': ['Chọn nhiều', 'multiple response', 'nhiều lựa chọn', 'multi', 'checkbox'],
  'true-false': ['Đúng/sai', 'true/false', 'đúng sai', 'true false'],
  'short-answer': ['Trả lời ngắn', 'short answer', 'điền từ', 'điền khuyết'],
  numeric: ['Điền số', 'numeric', 'số', 'number', 'numerical'],
  matching: ['Ghép đôi', 'matching', 'nối', 'ghép nối'],
  ordering: ['Sắp xếp', 'ordering', 'thứ tự', 'sắp xếp thứ tự'],
  cloze: ['Điền vào chỗ trống', 'cloze'],
  essay: ['Tự luận', 'essay'],
};

const TYPES = new Map(
  (Object.keys(WORDS) as TypeName[]).flatMap((type) =>
    [type, ...WORDS[type]].map((word) => [fold(word), type] as const),
  ),
);

/** The type that a word of a file means; undefined: none. */
export const typeNamed = (word: string): TypeName | undefined => TYPES.get(fold(word).replace(/\s+/gu, ' '));

/** Words for ways of marking that are not what a type has by itself. */
export const SCORING_WORDS = {
  'per-option': 'Từng phương án',
  'adjacent-pairs': 'Từng cặp',
  'all-or-nothing': 'Tất cả',
} as const;

export const typeWord = (type: TypeName): string => WORDS[type][0] ?? type;
