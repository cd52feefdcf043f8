import { z } from 'zod';
import { boundedList } from '../bounded.ts';
import { toPlainText } from '../plain-text.ts';
import { typeOfQuestion, type ContentFault } from '../question-type.ts';
import { LanguageMap, OptionId } from '../vocabulary.ts';
import { blank } from './blank.ts';
import { MOST_CHARACTERS } from './device.ts';

const MOST_WORDS = 2_000;
const MOST_CRITERIA = 20;

const type = z.literal('essay');
const Words = z.int().min(1).max(MOST_WORDS);

/** How long the text is to be. Who writes more or less is told, and nothing is refused: an answer is never lost. */
const WordLimit = z.strictObject({ least: Words.optional(), most: Words.optional() });

const CriterionOfRubric = z.strictObject({
  id: OptionId,
  title: LanguageMap,
  description: LanguageMap.optional(),
  points: z.number().positive().max(100).multipleOf(0.01),
});

/** What markers go by; learners are told of it as a key. */
const rubric = boundedList(CriterionOfRubric, MOST_CRITERIA, 1).optional();
/** An answer as its author would write it. */
const sample = LanguageMap.optional();

const SAME_ID = { en: 'another criterion has this id already', vi: 'tiêu chí khác đã dùng mã này' };
const LEAST_OVER_MOST = {
  en: 'the least number of words is greater than the most',
  vi: 'số chữ ít nhất lớn hơn số chữ nhiều nhất',
};

/** A text as it is kept: its lines and spaces as they were typed, in composed letters. */
const tidyEssay = (text: string): string => toPlainText(text).normalize('NFC').replace(/\r\n?/gu, '\n');

/** A text of some length that a person marks. */
export const essay = typeOfQuestion({
  content: z.strictObject({ type, words: WordLimit.optional(), rubric, sample }),
  shown: z.strictObject({ type, words: WordLimit.optional() }),
  key: z.strictObject({ rubric, sample }),
  response: z.strictObject({
    type,
    text: z
      .string()
      .max(MOST_CHARACTERS)
      // Composed letters are fewer nearly always; what is kept has to be short enough to be read again.
      .refine((text) => tidyEssay(text).length <= MOST_CHARACTERS, 'has too many characters'),
  }),

  contentFaults: ({ words, rubric: criteria = [] }): ContentFault[] => [
    ...criteria.flatMap(({ id }, index) =>
      criteria.findIndex((other) => other.id === id) < index
        ? [{ path: ['rubric', index, 'id'], message: SAME_ID }]
        : [],
    ),
    ...(words?.least !== undefined && words.most !== undefined && words.least > words.most
      ? [{ path: ['words', 'least'], message: LEAST_OVER_MOST }]
      : []),
  ],
  parts: () => [],
  show: ({ type, words }) => ({ type, ...(words && { words }) }),
  keyOf: (content) => ({
    ...(content.rubric && { rubric: content.rubric }),
    ...(content.sample && { sample: content.sample }),
  }),

  blank,
  tidy: ({ type, text }) => ({ type, text: tidyEssay(text) }),
  fault: () => undefined,

  fraction: (_content, { text }) => (text.trim() === '' ? 0 : undefined),
  keyedBy: () => undefined,
  criteria: ({ rubric: criteria = [] }) => criteria,
  samples: ({ type, sample: written }) => ({
    right: { type, text: written?.vi ?? 'Bài viết.' },
    wrong: { type, text: '?' },
  }),

  // No two texts are alike: figures tell what was earned, and how many wrote nothing.
  counted: () => [],
  countsFor: () => [],

  interaction: () => ({ interactionType: 'long-fill-in' }),
  onPaper: () => ({ lines: [], words: ({ text }) => text }),
  statementResponse: ({ text }) => tidyEssay(text),
  plainText: ({ text }) => text,
});
