import { z } from 'zod';
import { boundedList } from '../bounded.ts';
import { tidyText } from '../plain-text.ts';
import { typeOfQuestion } from '../question-type.ts';
import { blank } from './blank.ts';
import { barePattern, literally, matches, type Exactness } from './matching.ts';

const MOST_CHARACTERS = 500;

const type = z.literal('short-answer');
const Pattern = z.string().min(1).max(200);
const Exact = z.strictObject({
  case: z.boolean().optional(),
  marks: z.boolean().optional(),
  tonePlacement: z.boolean().optional(),
});

const ACCEPTS_ANY = { en: 'this accepts any answer', vi: 'mẫu này chấp nhận mọi câu trả lời' };
const ACCEPTED_ALREADY = {
  en: 'what stands before it accepts this already',
  vi: 'mẫu đứng trước đã chấp nhận câu này',
};

const exactnessOf = ({ exact = {} }: { exact?: z.infer<typeof Exact> | undefined }): Exactness => ({
  case: exact.case ?? false,
  marks: exact.marks ?? true,
  tonePlacement: exact.tonePlacement ?? false,
});

/** Which of the accepted answers a text is, counted from 0; −1: none. */
const acceptedAt = (
  content: { accepted: readonly string[]; exact?: z.infer<typeof Exact> | undefined },
  { text }: { text: string },
): number =>
  tidyText(text) === ''
    ? -1
    : content.accepted.findIndex((pattern) => matches(pattern, text, exactnessOf(content)));

/** What figures count apart: whatever people write besides could be anything, and is one. */
const OTHER = 'other';
const acceptedId = (index: number): string => `accepted-${index + 1}`;

/** A word or a few, held against those that its author accepts. */
export const shortAnswer = typeOfQuestion({
  content: z.strictObject({ type, accepted: boundedList(Pattern, 20, 1), exact: Exact.optional() }),
  shown: z.strictObject({ type }),
  key: z.array(z.string()),
  response: z.strictObject({ type, text: z.string().max(MOST_CHARACTERS) }),

  contentFaults: (content) =>
    content.accepted.flatMap((pattern, index) => {
      const path = ['accepted', index];
      const before = content.accepted.slice(0, index);
      if (barePattern(pattern) === '') return [{ path, message: ACCEPTS_ANY }];
      return before.some((other) => matches(other, barePattern(pattern), exactnessOf(content)))
        ? [{ path, message: ACCEPTED_ALREADY }]
        : [];
    }),
  parts: () => [],
  show: ({ type }) => ({ type }),
  keyOf: ({ accepted }) => accepted.map(barePattern),

  blank,
  tidy: ({ type, text }) => ({ type, text: tidyText(text) }),
  fault: () => undefined,

  fraction: (content, response) => (acceptedAt(content, response) === -1 ? 0 : 1),
  keyedBy(content, { text }) {
    const meant = tidyText(text);
    return barePattern(literally(meant)) === '' ? undefined : { ...content, accepted: [literally(meant)] };
  },
  samples: ({ type, accepted }) => ({
    right: { type, text: accepted.slice(0, 1).map(barePattern).join('') },
    wrong: { type, text: '?' },
  }),

  counted: ({ accepted }) => [
    ...accepted.map((vi, index) => ({ id: acceptedId(index), text: { vi }, isKey: true })),
    { id: OTHER, isKey: false },
  ],
  countsFor: (content, response) => {
    const index = acceptedAt(content, response);
    return [index === -1 ? OTHER : acceptedId(index)];
  },

  interaction: ({ accepted, exact }) => ({
    interactionType: 'fill-in',
    correctResponsesPattern: accepted
      .map(barePattern)
      .map((text) => (exact?.case ? `{case_matters=true}${text}` : text)),
  }),
  onPaper: () => ({ lines: [], words: ({ text }) => text }),
  written: (text) => ({ type: 'short-answer' as const, text: text.trim() }),
  statementResponse: ({ text }) => tidyText(text),
  plainText: ({ text }) => text,
});
