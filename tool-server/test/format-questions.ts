import { readTags } from '@chuyen-de/contracts/tag-words';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Level, QuestionsFile, type QuestionFile } from '@chuyen-de/contracts';
import { typeOf, type QuestionContent } from '@chuyen-de/question-types';
import fc from 'fast-check';
import { parse } from 'yaml';
import { FormatError, type FormatQuestion } from '../src/bank/formats/index.ts';

const CONTENT = join(__dirname, '../../content/boi-duong-ly-luan-chinh-tri/topics');

const asFormatQuestion = ({
  code,
  level,
  stem,
  explanation,
  source: _,
  ...content
}: QuestionFile): FormatQuestion => ({
  content,
  stem,
  explanation,
  level,
  code,
});

type Choices = Extract<QuestionContent, { type: 'multiple-choice' }>;

const LETTERS_OF_OPTIONS = 'abcdefgh';

/** Files name options by their place; a programme keeps the id of an option for good, and that of a new one is new. */
const namedByPlace = (question: QuestionFile): QuestionFile => {
  if (question.type !== 'single-choice' && question.type !== 'multiple-choice') return question;
  const { options, key } = question as Choices;
  const placeOf = (id: string): string =>
    LETTERS_OF_OPTIONS.charAt(options.findIndex((option) => option.id === id));
  return {
    ...question,
    options: options.map((option) => ({ ...option, id: placeOf(option.id) })),
    key: key.map(placeOf),
  };
};

/** The questions of the sample programme, as formats carry them. */
export const sampleQuestions = (): FormatQuestion[] =>
  readdirSync(CONTENT)
    .flatMap((topic) =>
      QuestionsFile.parse(parse(readFileSync(join(CONTENT, topic, 'questions.yaml'), 'utf8'))),
    )
    .map(namedByPlace)
    .map(asFormatQuestion);

const LETTERS = Array.from('aăâbcdđeêghiklmnoôơpqrstuưvxyàáảãạắềộợỹABCĐHSXƯ0123456789');
/** What each format gives a meaning of its own. */
const SIGNS = Array.from('{}=~#:\\<>&"\'*%$[]().,;/|-+→“”–');
const word = fc
  .array(fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...LETTERS) }, fc.constantFrom(...SIGNS)), {
    minLength: 1,
    maxLength: 8,
  })
  .map((letters) => letters.join('').normalize('NFC'));

/** LaTeX in the marks of Moodle is read as a formula of ours, and is written as one again. */
const isOurs = (text: string): boolean => !/\\[()]/u.test(text);

/** A text on one line, as it is kept: composed, with single spaces. */
export const lineOf = (maxLength = 8) =>
  fc
    .array(word, { minLength: 1, maxLength })
    .map((words) => words.join(' '))
    .filter(isOurs);

/** A text of one line or a few, none of which is empty at its beginning or end. */
export const textOf = () =>
  fc.array(lineOf(), { minLength: 1, maxLength: 3 }).map((lines) => lines.join('\n'));

const items = (text: fc.Arbitrary<string>, min: number, max: number) =>
  fc
    .uniqueArray(text, { minLength: min, maxLength: max })
    .map((texts) => texts.map((vi, index) => ({ id: 'abcdefghijkl'.charAt(index), text: { vi } })));

/** Numbers as people write them: six decimals at the most. */
const quantity = fc.integer({ min: -5_000_000, max: 5_000_000 }).map((number) => number / 1_000);

type Content<Type extends QuestionContent['type']> = QuestionContent & { type: Type };

/** Questions that choose with `min` right options at the least, and one that is wrong. */
const choice = (type: 'single-choice' | 'multiple-choice', text: fc.Arbitrary<string>) =>
  items(text, type === 'single-choice' ? 2 : 3, 8).chain((options) =>
    fc
      .shuffledSubarray(options, {
        minLength: type === 'single-choice' ? 1 : 2,
        maxLength: type === 'single-choice' ? 1 : options.length - 1,
      })
      .map((right) => ({ type, options, key: right.map(({ id }) => id).sort() })),
  );

const singleChoice = (text = textOf()) =>
  choice('single-choice', text) as fc.Arbitrary<Content<'single-choice'>>;

const multipleChoice: fc.Arbitrary<QuestionContent> = fc
  .tuple(choice('multiple-choice', textOf()), fc.boolean())
  .map(
    ([content, byOption]) => ({ ...content, ...(byOption && { scoring: 'per-option' }) }) as QuestionContent,
  );

const shortAnswer = fc
  .record({
    type: fc.constant('short-answer' as const),
    // A star stands for anything, unless it is meant itself.
    accepted: fc.uniqueArray(
      lineOf(3).map((text) => text.replaceAll('\\', '').replaceAll('*', '\\*')),
      { minLength: 1, maxLength: 4 },
    ),
  })
  .filter(({ accepted }) => accepted.every((text) => text.trim() !== '' && text === text.trim()));

const numeric = fc
  .tuple(
    quantity,
    fc.option(
      quantity.map(Math.abs).filter((off) => off > 0),
      { nil: undefined },
    ),
  )
  .map(([answer, tolerance]) => ({
    type: 'numeric' as const,
    answer,
    ...(tolerance !== undefined && { tolerance }),
  }));

/** The right side in the order of the left, and what belongs to nothing behind it, as formats have them. */
const matching = fc
  .tuple(items(lineOf(), 2, 6), items(lineOf(), 2, 8), fc.infiniteStream(fc.nat()))
  .map(([left, right, places]): QuestionContent => {
    const chosen = left.map(() => (places.next().value as number) % right.length);
    const used = [...new Set(chosen)];
    const order = [...used, ...right.map((_, index) => index).filter((index) => !used.includes(index))];
    return {
      type: 'matching',
      left,
      right: order.map((from, index) => ({ id: 'abcdefgh'.charAt(index), text: right[from]!.text })),
      key: Object.fromEntries(
        left.map(({ id }, index) => [id, 'abcdefgh'.charAt(order.indexOf(chosen[index]!))]),
      ),
    };
  });

const ordering = fc
  .tuple(items(lineOf(), 3, 8), fc.boolean())
  .map(([list, byNeighbours]): QuestionContent => ({
    type: 'ordering',
    items: list,
    ...(byNeighbours && { scoring: 'adjacent-pairs' }),
  }));

const gap = fc.oneof(singleChoice(lineOf()), shortAnswer, numeric);
const cloze = fc
  .array(fc.tuple(gap, lineOf(), fc.integer({ min: 1, max: 4 })), { minLength: 1, maxLength: 5 })
  .map((all): QuestionContent => ({
    type: 'cloze',
    text: {
      vi: all
        .map(([, words], index) => `${words.replaceAll('[[', '')} [[${'abcde'.charAt(index)}]]`)
        .join(' '),
    },
    gaps: all.map(([content, , weight], index) => ({
      ...content,
      id: 'abcde'.charAt(index),
      ...(weight > 1 && { weight }),
    })),
  }));

const essay = fc.constant<QuestionContent>({ type: 'essay' });
const trueFalse = fc.boolean().map((key): QuestionContent => ({ type: 'true-false', key }));

export const CONTENTS: { [Type in QuestionContent['type']]: fc.Arbitrary<QuestionContent> } = {
  'single-choice': singleChoice(),
  'multiple-choice': multipleChoice,
  'true-false': trueFalse,
  'short-answer': shortAnswer,
  numeric,
  matching,
  ordering,
  cloze,
  essay,
};

/** Names of categories: a slash at an end of one cannot be told from one between two. */
const name = lineOf(3).filter((text) => !/^[/$]|\/$|^top$|\/\/|^\.|[\\~{}]/u.test(text));

/** A question with everything that a format may carry beside its type. */
export const questionWith = (content: fc.Arbitrary<QuestionContent>): fc.Arbitrary<FormatQuestion> =>
  fc.record(
    {
      content: content.filter((one) => typeOf(one.type).contentFaults(one).length === 0),
      stem: textOf().map((vi) => ({ vi })),
      explanation: textOf().map((vi) => ({ vi })),
      level: fc.constantFrom(...Level.options),
      code: fc.stringMatching(/^[A-Z]{2}[0-9]{1,3}-[0-9]{1,3}$/u),
      group: fc.array(name, { minLength: 1, maxLength: 3 }),
      source: lineOf(),
      hints: fc.array(
        textOf().map((vi) => ({ vi })),
        { minLength: 1, maxLength: 3 },
      ),
      tags: fc
        .array(lineOf(3), { minLength: 1, maxLength: 4 })
        .map((words) => readTags(words).tags)
        .filter((tags) => tags.length > 0),
    },
    { requiredKeys: ['content', 'stem'] },
  );

/** The code with which a reader refuses a file. */
export function refusalOf(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    if (error instanceof FormatError) return error.code;
    throw error;
  }
  return 'read';
}
