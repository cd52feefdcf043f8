import { z } from 'zod';
import { textIn } from '../on-paper.ts';
import { tidyText } from '../plain-text.ts';
import { typeOfQuestion } from '../question-type.ts';
import { LanguageMap } from '../vocabulary.ts';
import { blank } from './blank.ts';
import { readNumber } from './device.ts';

const MOST_CHARACTERS = 50;

const type = z.literal('numeric');
const Share = z.strictObject({ percent: z.number().positive().max(100) });
/** As many digits as people write out. */
const Quantity = z.number().min(-1e12).max(1e12).multipleOf(1e-6);
const NumericContent = z.strictObject({
  type,
  answer: Quantity,
  /** How far an answer may be off, in units of the answer or in per cent of it; absent: not at all. */
  tolerance: z.union([Quantity.nonnegative(), Share]).optional(),
  /** What the number counts. It is shown, and may be written behind the number. */
  unit: LanguageMap.optional(),
});
type NumericContent = z.infer<typeof NumericContent>;

const NO_SHARE = { en: 'nothing is a per cent of 0', vi: 'không có phần trăm nào của 0' };

/** Room for what computers lose of decimals: 0.1 + 0.2 is 0.30000000000000004. */
const LOST = 1e-9;

/** From where to where answers are right. */
function rangeOf({ answer, tolerance = 0 }: NumericContent): readonly [number, number] {
  const off = typeof tolerance === 'number' ? tolerance : (Math.abs(answer) * tolerance.percent) / 100;
  // As many digits as can be relied on: 0.1 + 0.2 is meant to be 0.3.
  return [Number((answer - off).toPrecision(12)), Number((answer + off).toPrecision(12))];
}

const unitsOf = ({ unit }: NumericContent): string[] =>
  [unit?.vi, unit?.en].flatMap((name) => (name === undefined ? [] : tidyText(name).toLowerCase()));

function isWithin(content: NumericContent, text: string): boolean {
  const written = readNumber(tidyText(text));
  if (!written || (written.rest !== '' && !unitsOf(content).includes(written.rest))) return false;
  const [from, to] = rangeOf(content);
  const room = LOST * Math.max(1, Math.abs(from), Math.abs(to));
  return written.value >= from - room && written.value <= to + room;
}

/** What figures count apart. */
const ACCEPTED = 'accepted';
const OTHER = 'other';

/** A number, exactly or within what its author tolerates. */
export const numeric = typeOfQuestion({
  content: NumericContent,
  shown: z.strictObject({ type, unit: LanguageMap.optional() }),
  key: z.strictObject({ answer: z.number(), from: z.number(), to: z.number() }),
  response: z.strictObject({ type, text: z.string().max(MOST_CHARACTERS) }),

  contentFaults: ({ answer, tolerance }) =>
    answer === 0 && typeof tolerance === 'object' ? [{ path: ['tolerance'], message: NO_SHARE }] : [],
  parts: () => [],
  show: ({ type, unit }) => ({ type, ...(unit && { unit }) }),
  keyOf(content) {
    const [from, to] = rangeOf(content);
    return { answer: content.answer, from, to };
  },

  blank,
  tidy: ({ type, text }) => ({ type, text: tidyText(text) }),
  fault: () => undefined,

  fraction: (content, { text }) => (isWithin(content, text) ? 1 : 0),
  keyedBy(content, { text }) {
    const written = readNumber(tidyText(text));
    const isNumber = written && (written.rest === '' || unitsOf(content).includes(written.rest));
    return isNumber && Quantity.safeParse(written.value).success
      ? { ...content, answer: written.value }
      : undefined;
  },
  samples: (content) => ({
    right: { type: content.type, text: `${content.answer}`.replace('.', ',') },
    wrong: { type: content.type, text: `${Math.ceil(rangeOf(content)[1]) + 1}` },
  }),

  counted(content) {
    const range = [...new Set(rangeOf(content))];
    const words = (mark: string) => range.map((each) => `${each}`.replace('.', mark)).join('–');
    return [
      { id: ACCEPTED, text: { vi: words(','), en: words('.') }, isKey: true },
      { id: OTHER, isKey: false },
    ];
  },
  countsFor: (content, { text }) => [isWithin(content, text) ? ACCEPTED : OTHER],

  interaction(content) {
    const [from, to] = rangeOf(content);
    return {
      interactionType: 'numeric',
      correctResponsesPattern: [from === to ? `${from}` : `${from}[:]${to}`],
    };
  },
  onPaper: ({ unit }, _order, language) => ({
    lines: unit ? [textIn(unit, language)] : [],
    words: ({ text }) => text,
  }),
  written: (text) => ({ type: 'numeric' as const, text: text.trim() }),
  statementResponse({ text }) {
    const written = readNumber(text);
    return written ? `${written.value}` : text;
  },
  plainText: ({ text }) => text,
});
