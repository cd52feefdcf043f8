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

const type = z.literal('single-choice');

/** One option is right. */
export const singleChoice = typeOfQuestion({
  content: z.strictObject({ type, ...OptionsAndKey }),
  shown: z.strictObject({ type, ...ShownOptions }),
  key: OptionKey,
  response: z.strictObject({ type, ...ChosenOptions }),

  contentFaults: (content) => [
    ...optionFaults(content),
    ...(content.key.length === 1
      ? []
      : [
          {
            path: ['key'],
            message: {
              en: 'a single-choice question has exactly one key',
              vi: 'câu hỏi chọn một có đúng một đáp án',
            },
          },
        ]),
  ],
  parts: optionIds,
  show: (content, order) => ({ type: content.type, options: inOrder(content, order) }),
  keyOf: ({ key }) => key,

  blank,
  tidy: onlyOnce,
  fault: (response, options) =>
    unknownOption(response, options) ??
    (new Set(response.selected).size > 1 ? { code: 'too_many_options' } : undefined),

  fraction: ({ key }, { selected }) => (sameSet(selected, key) ? 1 : 0),
  keyedBy: (content, response) => keyedByChoice(content, response, 1),
  samples: chosenSamples,

  counted: countedOptions,
  countsFor: chosenOptions,

  interaction: choiceInteraction,
  onPaper: choiceOnPaper,
  written: (text, order) => {
    const selected = selectedByLetters(text, order);
    return selected && selected.length <= 1 ? { type: 'single-choice' as const, selected } : undefined;
  },
  statementResponse: choicePattern,
  plainText: choiceText,
});
