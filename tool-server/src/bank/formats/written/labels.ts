import type { Level } from '@chuyen-de/contracts';
import { levelNamed } from '../text/levels.ts';

/** "Câu 12.", "Bài 3:", "Question 5)", with what stands before its text. */
export interface Label {
  number: number;
  /** As it is written, without the mark behind it. */
  text: string;
  /** Where the text begins. */
  length: number;
}

const NAMED =
  /^\s*((?:câu(?:\s+hỏi)?|cau(?:\s+hoi)?|bài|question|q)\s*(?:số\s*)?(\d{1,5}))\s*(?:[.:)/–-]+|(?=[\s([]|$))\s*/iu;
const BARE = /^\s*((\d{1,5}))\s*[.:)/](?!\d)\s*/u;

/** @param isBareTaken whether a number alone begins a question here */
export function labelIn(text: string, isBareTaken: (number: number) => boolean): Label | undefined {
  const named = NAMED.exec(text);
  const bare = named ? null : BARE.exec(text);
  const [whole = '', label = '', digits = ''] = named ?? bare ?? [];
  const number = Number(digits);
  if (whole === '' || (bare && !isBareTaken(number))) return undefined;
  return { number, text: label.trim().replace(/\s+/gu, ' '), length: whole.length };
}

export const hasNamedLabel = (text: string): boolean => NAMED.test(text);

const PART =
  /^\s*(?:(?:phần|phan|nhóm|nhom|part|chương|chuong|chuyên đề|mục)\s+(?:[IVXLC]+|\d{1,3}|thứ\s+\p{L}+)(?![\p{L}\d])|[IVX]{1,5}\s*[.)/–-]\s*\p{Lu})/iu;
const MOST_OF_PART = 200;

/** The heading of a part. */
export const partIn = (text: string): string | undefined =>
  text.length <= MOST_OF_PART && PART.test(text) && !/^\s*[ivx]/u.test(text)
    ? text.trim().replace(/\s+/gu, ' ')
    : undefined;

export const isEssayPart = (part: string | undefined): boolean => /tự\s+luận|essay/iu.test(part ?? '');

export const isEnd = (text: string): boolean => /^[\s\-–—_.*=~/]*H[ẾE]T[\s\-–—_.*=~/!]*$/iu.test(text);

const KEY_HEADING =
  /^(?:[IVX]{1,5} ?[.)] ?)?(?:bảng )?(?:đáp án|dap an|answer keys?|answers|keys?|hướng dẫn (?:chấm|giải)|lời giải)(?: (?:chi tiết|tham khảo|trắc nghiệm|tự luận|(?:và|phần|đề|mã đề|môn|chương) [\p{L}\d ]{1,40}))? ?[:.]?$/iu;

/** A heading that may also stand below a question, above its own solution. */
export const isSolutionHeading = (text: string): boolean => isKeyHeading(text) && /giải/iu.test(text);

/** A heading after which keys and solutions follow. */
export const isKeyHeading = (text: string): boolean => KEY_HEADING.test(text.trim().replace(/\s+/gu, ' '));

const SOLUTION =
  /^\s{0,9}(?:lời\s{1,3}giải(?:\s{1,3}chi\s{1,3}tiết)?|hướng\s{1,3}dẫn(?:\s{1,3}(?:giải|chi\s{1,3}tiết|trả\s{1,3}lời))?|giải\s{1,3}thích(?:\s{1,3}chi\s{1,3}tiết)?|giải|explanation|solution)\s{0,3}(?:[:.]\s{0,9}|$)/iu;

/** Where a solution begins that stands with its question; −1: it does not. */
export const solutionAt = (text: string): number => SOLUTION.exec(text)?.[0].length ?? -1;

const ANSWER =
  /^\s{0,9}(?:đáp\s{1,3}án(?:\s{1,3}đúng)?(?:\s{1,3}là)?|đ\.?\/?a|chọn(?:\s{1,3}đáp\s{1,3}án)?|answer|key|trả\s{1,3}lời)\s{0,3}[:.=–-]?\s{0,9}/iu;

/** What follows a word for the answer; undefined: there is no such word. */
export function answerIn(text: string): string | undefined {
  const [found] = ANSWER.exec(text) ?? [];
  return found === undefined || !/[\s:.=–-]$/u.test(found) ? undefined : text.slice(found.length).trim();
}

/** "(Tự luận)" before the text of a question; −1: it is not there. */
export const essayNoteIn = (text: string): number =>
  /^\s*[[(]\s*(?:tự\s+luận|essay)\s*[\])]\s*/iu.exec(text)?.[0].length ?? -1;

const LEVEL = /^\s{0,9}[[(]([\p{L} ,-]{2,34})[\])]\s{0,3}[:.]?\s{0,9}/u;

/** A level in brackets before the text: "(NB)", "[Thông hiểu]". */
export function levelIn(text: string): { level: Level; length: number } | undefined {
  const [found = '', word = ''] = LEVEL.exec(text) ?? [];
  const level = levelNamed(word.trim());
  return level && { level, length: found.length };
}
