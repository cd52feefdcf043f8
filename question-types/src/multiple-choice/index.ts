import { z } from 'zod';
import {
  choiceInteraction,
  choiceOnPaper,
  choicePattern,
  choiceText,
  chosenOptions,
  chosenSamples,
  countedOptions,
  inOrder,
  keyedByChoice,
  onlyOnce,
  optionFaults,
  optionIds,
  sameSet,
  selectedByLetters,
  unknownOption,
} from '../choices/rules.ts';
import { ChosenOptions, OptionKey, OptionsAndKey, ShownOptions } from '../choices/schema.ts';
import { typeOfQuestion } from '../question-type.ts';
import { blank } from './blank.ts';

const type = z.literal('multiple-choice');

/**
 * The right options without a wrong one, or nothing; or each right option its share, of which each wrong one takes as
 * much away, so that choosing everything earns no more than choosing well.
 */
const Scoring = z.enum(['all-or-nothing', 'per-option']);

const SCORING: Record<
  z.infer<typeof Scoring>,
  (key: readonly string[], selected: readonly string[]) => number
> = {
  'all-or-nothing': (key, selected) => (sameSet(selected, key) ? 1 : 0),
  'per-option': (key, selected) => {
    const chosen = [...new Set(selected)];
    const hits = chosen.filter((id) => key.includes(id)).length;
    return Math.max(0, (hits - (chosen.length - hits)) / key.length);
  },
};

/** Two options or more are right. */
export const multipleChoice = typeOfQuestion({
  content: z.strictObject({ type, ...OptionsAndKey, scoring: Scoring.optional() }),
  shown: z.strictObject({ type, ...ShownOptions }),
  key: OptionKey,
  response: z.strictObject({ type, ...ChosenOptions }),

  contentFaults: (content) => [
    ...optionFaults(content),
    ...(content.key.length >= 2
      ? []
      : [
          {
            path: ['key'],
            message: {
              en: 'a multiple-choice question has two keys or more',
              vi: 'câu hỏi chọn nhiều có từ hai đáp án trở lên',
            },
          },
        ]),
  ],
  parts: optionIds,
  show: (content, order) => ({ type: content.type, options: inOrder(content, order) }),
  keyOf: ({ key }) => key,

  blank,
  tidy: onlyOnce,
  fault: unknownOption,

  fraction: ({ key, scoring = 'all-or-nothing' }, { selected }) => SCORING[scoring](key, selected),
  keyedBy: (content, response) => keyedByChoice(content, response),
  samples: chosenSamples,

  counted: countedOptions,
  countsFor: chosenOptions,

  interaction: choiceInteraction,
  onPaper: choiceOnPaper,
  written: (text, order) => {
    const selected = selectedByLetters(text, order);
    return selected && { type: 'multiple-choice' as const, selected };
  },
  statementResponse: choicePattern,
  plainText: choiceText,
});
