import { z } from 'zod';
import { boundedList } from '../bounded.ts';
import { typeOfQuestion } from '../question-type.ts';
import { blank } from './blank.ts';
import { barePattern, matches, tidyText, type Exactness } from './matching.ts';

const MOST_CHARACTERS = 500;

const type = z.literal('short-answer');
const Pattern = z.string().min(1).max(200);
const Exact = z.strictObject({
  case: z.boolean().optional(),
  marks: z.boolean().optional(),
  tonePlacement: z.boolean().optional(),
});

const exactnessOf = ({ exact = {} }: { exact?: z.infer<typeof Exact> | undefined }): Exactness => ({
  case: exact.case ?? false,
  marks: exact.marks ?? true,
  tonePlacement: exact.tonePlacement ?? false,
});

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
      if (barePattern(pattern) === '') return [{ path, message: 'this accepts any answer' }];
      return before.some((other) => matches(other, barePattern(pattern), exactnessOf(content)))
        ? [{ path, message: 'what stands before it accepts this already' }]
        : [];
    }),
  parts: () => [],
  show: ({ type }) => ({ type }),
  keyOf: ({ accepted }) => accepted,

  blank,
  tidy: ({ type, text }) => ({ type, text: tidyText(text) }),
  fault: () => undefined,

  fraction: (content, { text }) =>
    tidyText(text) !== '' && content.accepted.some((pattern) => matches(pattern, text, exactnessOf(content)))
      ? 1
      : 0,
  samples: ({ type, accepted }) => ({
    right: { type, text: accepted.slice(0, 1).map(barePattern).join('') },
    wrong: { type, text: '?' },
  }),

  interaction: ({ accepted, exact }) => ({
    interactionType: 'fill-in',
    correctResponsesPattern: accepted.map((text) => (exact?.case ? `{case_matters=true}${text}` : text)),
  }),
  statementResponse: ({ text }) => tidyText(text),
  plainText: ({ text }) => text,
});
