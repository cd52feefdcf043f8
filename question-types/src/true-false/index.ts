import { z } from 'zod';
import { typeOfQuestion } from '../question-type.ts';
import { blank } from './blank.ts';

const type = z.literal('true-false');

/** What people write for true, which is printed as A, and for false. */
const SHEET = [
  ['A', 'Đ', 'ĐÚNG', 'T', 'TRUE'],
  ['B', 'S', 'SAI', 'F', 'FALSE'],
];

const WORDS = { vi: { true: 'Đúng', false: 'Sai' }, en: { true: 'True', false: 'False' } };

/** The stem is a statement: it is true, or it is not. */
export const trueFalse = typeOfQuestion({
  content: z.strictObject({ type, key: z.boolean() }),
  shown: z.strictObject({ type }),
  key: z.boolean(),
  response: z.strictObject({ type, value: z.boolean().nullable() }),

  contentFaults: () => [],
  parts: () => [],
  show: ({ type }) => ({ type }),
  keyOf: ({ key }) => key,

  blank,
  tidy: (response) => response,
  fault: () => undefined,

  fraction: ({ key }, { value }) => (value === key ? 1 : 0),
  keyedBy: (content, { value }) => (value === null ? undefined : { ...content, key: value }),
  samples: ({ type, key }) => ({ right: { type, value: key }, wrong: { type, value: !key } }),

  counted: ({ key }) => [true, false].map((value) => ({ id: String(value), isKey: value === key })),
  countsFor: (_content, { value }) => [String(value)],

  interaction: ({ key }) => ({ interactionType: 'true-false', correctResponsesPattern: [String(key)] }),
  onPaper: (_content, _order, language) => ({
    lines: [],
    words: ({ value }) => (value === null ? '' : WORDS[language][`${value}`]),
  }),
  written: (text) => {
    const value = SHEET.findIndex((words) => words.includes(text.normalize('NFC').trim().toUpperCase()));
    return value === -1 ? undefined : { type: 'true-false' as const, value: value === 0 };
  },
  statementResponse: ({ value }) => String(value),
  plainText: ({ value }) => (value === null ? '' : String(value)),
});
