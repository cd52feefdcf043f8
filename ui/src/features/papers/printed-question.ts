import type { LanguageMap } from '@chuyen-de/contracts';
import type { QuestionType, Reviewed, ShownQuestion } from '@chuyen-de/question-types';
import { piecesOf } from '@chuyen-de/question-types/cloze/device';
import { paragraph, run, type Block, type Run } from '../../documents/document.ts';

/** What stands in print beside the words of a question. */
export interface PrintWords {
  text: (text: LanguageMap) => string;
  number: (value: number) => string;
  /** In words of the reader, with what fills their gaps. */
  say: (id: PrintWordId, values?: Record<string, string | number>) => string;
}

type PrintWordId =
  | 'chooseOne'
  | 'chooseMany'
  | 'judge'
  | 'match'
  | 'order'
  | 'fill'
  | 'essay'
  | 'essayLimit'
  | 'true'
  | 'false'
  | 'answer'
  | 'orderAnswer'
  | 'matchAnswer'
  | 'byPerson'
  | 'range'
  | 'or';

/** How a question of a type is printed. */
export interface Printed {
  /** What to do, in brackets behind the question. */
  note: string;
  /** Below the question. */
  blocks: Block[];
  /** How many letters there are to choose from on the answer sheet; 0: it is written out. */
  letters: number;
}

const DOTS = '.'.repeat(60);
/** In centimetres. */
const INDENT = 0.6;

export const letter = (index: number): string => String.fromCharCode(65 + index);
const smallLetter = (index: number): string => String.fromCharCode(97 + index);

/** Short options stand beside each other, by fours or twos, as teachers set them. */
const perLine = (longest: number): 4 | 2 | 1 => (longest <= 16 ? 4 : longest <= 38 ? 2 : 1);

const optionRuns = (text: string, index: number): Run[] => [
  run(`${letter(index)}. `, { bold: true }),
  run(text),
];

function optionBlocks(texts: readonly string[]): Block[] {
  const each = perLine(Math.max(...texts.map((text) => text.length)));
  if (each === 1) return texts.map((text, index) => paragraph(optionRuns(text, index), { indent: INDENT }));
  const starts = Array.from({ length: Math.ceil(texts.length / each) }, (_, line) => line * each);
  return starts.map((start) => ({
    kind: 'columns',
    widths: Array.from({ length: each }, () => 1),
    columns: Array.from({ length: each }, (_, place) => {
      const text = texts[start + place];
      const runs = text === undefined ? [] : optionRuns(text, start + place);
      return runs.length === 0 ? [] : [paragraph(runs, { indent: place === 0 ? INDENT : 0.2 })];
    }),
  }));
}

const listed = (texts: readonly string[], sign: (index: number) => string): Block[] =>
  texts.map((text, index) => paragraph(`${sign(index)}. ${text}`, { indent: INDENT }));

const answerLine = (words: string): Block => paragraph(`${words} ${DOTS}`, { indent: INDENT });

type Shown<Type extends QuestionType> = ShownQuestion<Type>;
type Gap = Shown<'cloze'>['gaps'][number];

const optionTexts = ({ options }: { options: { text: LanguageMap }[] }, { text }: PrintWords) =>
  options.map((option) => text(option.text));

/** What may be chosen for a gap, where one chooses. */
const gapOptions = (gap: Gap, number: number, words: PrintWords): Block[] =>
  gap.type === 'single-choice'
    ? [
        paragraph(
          [
            run(`(${number}) `, { bold: true }),
            ...optionTexts(gap, words).flatMap((text, index) => optionRuns(`${text}   `, index)),
          ],
          { indent: INDENT },
        ),
      ]
    : [];

function cloze(question: Shown<'cloze'>, words: PrintWords): Printed {
  const numberOf = (id: string) => question.gaps.findIndex((gap) => gap.id === id) + 1;
  const runs = piecesOf(words.text(question.text)).flatMap((piece) =>
    'words' in piece
      ? [run(piece.words)]
      : [run(`(${numberOf(piece.gap)})`, { bold: true }), run(` ${'.'.repeat(16)} `)],
  );
  const options = question.gaps.flatMap((gap, index) => gapOptions(gap, index + 1, words));
  return { note: words.say('fill'), blocks: [paragraph(runs, { indent: INDENT }), ...options], letters: 0 };
}

const choices =
  (note: PrintWordId) =>
  (question: Shown<'single-choice'> | Shown<'multiple-choice'>, words: PrintWords): Printed => ({
    note: words.say(note),
    blocks: optionBlocks(optionTexts(question, words)),
    letters: question.options.length,
  });

type PrintType<Type extends QuestionType> = (question: Shown<Type>, words: PrintWords) => Printed;

const PRINTED: { [Type in QuestionType]: PrintType<Type> } = {
  'single-choice': choices('chooseOne'),
  'multiple-choice': choices('chooseMany'),
  'true-false': (_, { say }) => ({
    note: say('judge'),
    blocks: optionBlocks([say('true'), say('false')]),
    letters: 2,
  }),
  'short-answer': (_, { say }) => ({ note: '', blocks: [answerLine(say('answer'))], letters: 0 }),
  numeric: ({ unit }, { say, text }) => ({
    note: '',
    blocks: [
      paragraph(`${say('answer')} ${DOTS.slice(20)}${unit ? ` ${text(unit)}` : ''}`, { indent: INDENT }),
    ],
    letters: 0,
  }),
  matching: ({ left, right }, { say, text }) => ({
    note: say('match'),
    blocks: [
      {
        kind: 'columns',
        widths: [1, 1],
        columns: [
          listed(
            left.map((item) => text(item.text)),
            (index) => String(index + 1),
          ),
          listed(
            right.map((item) => text(item.text)),
            smallLetter,
          ),
        ],
      },
      paragraph(`${say('matchAnswer')} ${left.map((_, index) => `${index + 1} – ......`).join(';  ')}`, {
        indent: INDENT,
      }),
    ],
    letters: 0,
  }),
  ordering: ({ items }, { say, text }) => ({
    note: say('order'),
    blocks: [
      ...listed(
        items.map((item) => text(item.text)),
        smallLetter,
      ),
      paragraph(`${say('orderAnswer')} ${items.map(() => '......').join(' → ')}`, { indent: INDENT }),
    ],
    letters: 0,
  }),
  cloze,
  essay: ({ words: limit }, { say }) => ({
    note: limit
      ? say('essayLimit', { least: limit.least ?? 0, most: limit.most ?? 0, kind: limitKind(limit) })
      : say('essay'),
    blocks: [],
    letters: 0,
  }),
};

const limitKind = ({ least, most }: NonNullable<Shown<'essay'>['words']>): 'both' | 'least' | 'most' =>
  least === undefined ? 'most' : most === undefined ? 'least' : 'both';

/** A question as it is printed. */
export const printedQuestion = (question: ShownQuestion, words: PrintWords): Printed =>
  // Question and type belong together, which the compiler cannot follow through the union.
  (PRINTED[question.type] as PrintType<QuestionType>)(question, words);

type KeyText<Type extends QuestionType> = (
  question: Reviewed<Type> & { key: NonNullable<Reviewed<Type>['key']> },
  words: PrintWords,
) => string;

const lettersOf = (options: readonly { id: string }[], key: readonly string[]): string =>
  options.flatMap(({ id }, index) => (key.includes(id) ? [letter(index)] : [])).join(', ');

const gapKey = (gap: Gap, key: unknown, words: PrintWords): string => {
  if (gap.type === 'single-choice') return lettersOf(gap.options, key as string[]);
  if (gap.type === 'numeric') return KEY_TEXTS.numeric({ ...gap, key } as never, words);
  return (key as string[]).join(words.say('or'));
};

const KEY_TEXTS: { [Type in QuestionType]: KeyText<Type> } = {
  'single-choice': ({ options, key }) => lettersOf(options, key),
  'multiple-choice': ({ options, key }) => lettersOf(options, key),
  'true-false': ({ key }, { say }) => (key ? `A (${say('true')})` : `B (${say('false')})`),
  'short-answer': ({ key }, { say }) => key.join(say('or')),
  numeric: ({ key: { answer, from, to } }, { say, number }) =>
    from === to
      ? number(answer)
      : say('range', { answer: number(answer), from: number(from), to: number(to) }),
  matching: ({ left, right, key }) =>
    left
      .map(({ id }, index) => {
        const place = right.findIndex((item) => item.id === key[id]);
        return `${index + 1}–${place === -1 ? '' : smallLetter(place)}`;
      })
      .join('; '),
  ordering: ({ items, key }) =>
    key.map((id) => smallLetter(items.findIndex((item) => item.id === id))).join(' → '),
  cloze: ({ gaps, key }, words) =>
    gaps.map((gap, index) => `(${index + 1}) ${gapKey(gap, key[gap.id], words)}`).join('; '),
  essay: (_, { say }) => say('byPerson'),
};

/** The key of a question in few words, by the letters that its paper has. */
export const keyText = (question: Reviewed, words: PrintWords): string =>
  question.key === undefined
    ? ''
    : (KEY_TEXTS[question.type] as unknown as (of: Reviewed, words: PrintWords) => string)(question, words);
