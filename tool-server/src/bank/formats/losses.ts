import type { Content, FormatQuestion, Remarks } from './format.ts';

type Carried = 'explanation' | 'level' | 'group' | 'code' | 'source' | 'hints' | 'tags';

/** Whether a question says something in English that a format of one language leaves out. */
const hasEnglish = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  Object.entries(value).some(
    ([name, part]) => (name === 'en' && typeof part === 'string') || hasEnglish(part),
  );

/** What a format leaves out of a question beside what its type has. @param carried what it carries */
export function commonLosses(question: FormatQuestion, carried: readonly Carried[], remarks: Remarks): void {
  const parts: Record<Carried, unknown> = {
    explanation: question.explanation,
    level: question.level,
    group: question.group,
    code: question.code,
    source: question.source,
    hints: question.hints,
    tags: question.tags,
  };
  for (const name of Object.keys(parts) as Carried[])
    if (parts[name] !== undefined && !carried.includes(name)) remarks.add(`${name}_left_out`);
  if (hasEnglish(question)) remarks.add('english_left_out');
}

/** A syllable whose tone may stand on either of two vowels: hòa, hoà. */
const MOVABLE_TONE =
  /(?:o(?:[\u0300\u0301\u0303\u0309\u0323][ae]|[ae][\u0300\u0301\u0303\u0309\u0323])|u(?:[\u0300\u0301\u0303\u0309\u0323]y|y[\u0300\u0301\u0303\u0309\u0323]))/iu;

/** What of its answers a format accepts otherwise that compares letter by letter, but for capitals. */
export function exactnessLosses({ accepted, exact = {} }: Content<'short-answer'>, remarks: Remarks): void {
  if (exact.marks === false) remarks.add('exactness_changed', { what: 'marks' });
  if (exact.tonePlacement !== true && accepted.some((text) => MOVABLE_TONE.test(text.normalize('NFD'))))
    remarks.add('exactness_changed', { what: 'tonePlacement' });
}

/** What a format leaves out of an essay beside its stem. */
export function essayLosses(
  { words, rubric, sample }: Content<'essay'>,
  carried: readonly ('words' | 'sample')[],
  remarks: Remarks,
): void {
  if (words && !carried.includes('words')) remarks.add('word_limit_left_out');
  if (rubric) remarks.add('rubric_left_out');
  if (sample && !carried.includes('sample')) remarks.add('sample_left_out');
}
