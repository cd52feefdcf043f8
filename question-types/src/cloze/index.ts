import { z } from 'zod';
import { boundedRecord } from '../bounded.ts';
import { textIn } from '../on-paper.ts';
import { tidyText } from '../plain-text.ts';
import { typeOfQuestion } from '../question-type.ts';
import { barePattern } from '../short-answer/matching.ts';
import { OptionId, type LanguageMap } from '../vocabulary.ts';
import { blank } from './blank.ts';
import {
  ClozeContent,
  clozeFaults,
  GapKey,
  MOST_GAPS,
  ShownGap,
  type,
  typeOfGap,
  type Gap,
} from './content.ts';
import { gapResponse, gapValue, piecesOf } from './device.ts';

const MOST_CHARACTERS = 500;
/** Gaps that accept several answers each make many of the whole. */
const MOST_PATTERNS = 20;

/** The parts of a gap among those of the question, and back. */
const inGap = (id: string, part: string): string => `${id}.${part}`;
const partsOf = (id: string, parts: readonly string[]): string[] =>
  parts.filter((part) => part.startsWith(inGap(id, ''))).map((part) => part.slice(id.length + 1));

/** The gaps in the order in which one reads them. */
const asRead = ({ text, gaps }: ClozeContent): Gap[] =>
  piecesOf(text.vi).flatMap((piece) => gaps.filter(({ id }) => 'gap' in piece && piece.gap === id));

const sorted = (gaps: Record<string, string>): [string, string][] =>
  Object.entries(gaps)
    .map(([id, value]): [string, string] => [id, tidyText(value)])
    .filter(([, value]) => value !== '')
    .sort(([a], [b]) => (a < b ? -1 : 1));

/** What stands in a gap, in words: of an option its text. */
const wordsIn = (gap: Gap, value: string): string =>
  gap.type === 'single-choice'
    ? (gap.options.find(({ id }) => id === value)?.text.vi ?? '')
    : tidyText(value);

/** What is right in a gap, in words; where there are several, the first ones. */
function rightWords(gap: Gap): string[] {
  if (gap.type !== 'short-answer') return [wordsIn(gap, gapValue(typeOfGap(gap.type).samples(gap).right))];
  return gap.accepted.map(barePattern);
}

const weightOf = ({ weight = 1 }: Gap): number => weight;
const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);
const fractionIn = (gap: Gap, gaps: Record<string, string>): number =>
  typeOfGap(gap.type).fraction(gap, gapResponse(gap.type, gaps[gap.id] ?? '')) ?? 0;

const mindsCase = (gap: Gap): boolean => gap.type === 'short-answer' && gap.exact?.case === true;

/** Every choice of one from each list, as far as there is room. */
const eachOf = (lists: readonly string[][]): string[][] =>
  lists.reduce<string[][]>(
    (all, list) => all.flatMap((some) => list.map((one) => [...some, one])).slice(0, MOST_PATTERNS),
    [[]],
  );

const counted = (gap: string, id: string): string => `${gap}-${id}`;
/** For what a page has a word of its own where it stands alone. */
const ANOTHER: LanguageMap = { vi: 'câu trả lời khác', en: 'another answer' };
const numbered = (number: number, { vi, en }: LanguageMap): LanguageMap => ({
  vi: `(${number}) ${vi}`,
  ...(en !== undefined && { en: `(${number}) ${en}` }),
});

const joined = (gaps: readonly string[]): string => gaps.join('[,]');

/** A text with gaps, each of which is marked as a question of its type. */
export const cloze = typeOfQuestion({
  content: ClozeContent,
  shown: z.strictObject({ type, text: ClozeContent.shape.text, gaps: z.array(ShownGap) }),
  key: z.record(OptionId, GapKey),
  response: z.strictObject({
    type,
    gaps: boundedRecord(OptionId, z.string().max(MOST_CHARACTERS), MOST_GAPS),
  }),

  contentFaults: clozeFaults,
  parts: ({ gaps }) =>
    gaps.flatMap((gap) => [
      gap.id,
      ...typeOfGap(gap.type)
        .parts(gap)
        .map((part) => inGap(gap.id, part)),
    ]),
  show: (content, order) => ({
    type: content.type,
    text: content.text,
    gaps: asRead(content).map((gap) => ({
      ...typeOfGap(gap.type).show(gap, partsOf(gap.id, order)),
      id: gap.id,
    })),
  }),
  keyOf: ({ gaps }, order) =>
    Object.fromEntries(gaps.map((gap) => [gap.id, typeOfGap(gap.type).keyOf(gap, partsOf(gap.id, order))])),

  blank,
  tidy: ({ type, gaps }) => ({ type, gaps: Object.fromEntries(sorted(gaps)) }),
  fault({ gaps }, parts) {
    const unknown = Object.entries(gaps).find(([id, value]) => {
      const options = partsOf(id, parts);
      return !parts.includes(id) || (options.length > 0 && value !== '' && !options.includes(value));
    });
    return unknown && { code: 'unknown_option', option: unknown[0] };
  },

  fraction(content, { gaps }) {
    const earned = content.gaps.map((gap) => weightOf(gap) * fractionIn(gap, gaps));
    return sum(earned) / sum(content.gaps.map(weightOf));
  },
  credited(content, { gaps }) {
    const all = sum(content.gaps.map(weightOf));
    return content.gaps.map((gap) => ({
      id: gap.id,
      right: fractionIn(gap, gaps) === 1,
      share: weightOf(gap) / all,
    }));
  },
  keyedBy(content, response) {
    const gaps = content.gaps.flatMap((gap) => {
      const keyed = typeOfGap(gap.type).keyedBy(gap, gapResponse(gap.type, response.gaps[gap.id] ?? ''));
      return keyed ?? [];
    });
    return gaps.length === content.gaps.length ? { ...content, gaps } : undefined;
  },
  samples(content) {
    const filled = (of: 'right' | 'wrong') => ({
      type: content.type,
      gaps: Object.fromEntries(
        content.gaps.map((gap) => [gap.id, gapValue(typeOfGap(gap.type).samples(gap)[of])]),
      ),
    });
    return { right: filled('right'), wrong: filled('wrong') };
  },

  counted: (content) =>
    asRead(content).flatMap((gap, index) =>
      typeOfGap(gap.type)
        .counted(gap)
        .map(({ id, text = ANOTHER, isKey }) => ({
          id: counted(gap.id, id),
          text: numbered(index + 1, text),
          isKey,
        })),
    ),
  countsFor: (content, { gaps }) =>
    asRead(content)
      .filter(({ id }) => (gaps[id] ?? '') !== '')
      .flatMap((gap) =>
        typeOfGap(gap.type)
          .countsFor(gap, gapResponse(gap.type, gaps[gap.id] ?? ''))
          .map((id) => counted(gap.id, id)),
      ),

  interaction: (content) => ({
    interactionType: 'fill-in',
    correctResponsesPattern: eachOf(asRead(content).map(rightWords)).map(
      (words) => `${content.gaps.some(mindsCase) ? '{case_matters=true}' : ''}${joined(words)}`,
    ),
  }),
  onPaper(content, order, language) {
    const gaps = asRead(content);
    const numberOf = (id: string): number => gaps.findIndex((gap) => gap.id === id) + 1;
    const printed = gaps.map((gap) => typeOfGap(gap.type).onPaper(gap, partsOf(gap.id, order), language));
    const text = piecesOf(textIn(content.text, language))
      .map((piece) => ('gap' in piece ? `(${numberOf(piece.gap)}) ……` : piece.words))
      .join('');
    return {
      lines: [
        text,
        ...printed.flatMap(({ lines }, index) =>
          lines.length === 0 ? [] : [`(${index + 1}) ${lines.join('; ')}`],
        ),
      ],
      words: (response) =>
        gaps
          .flatMap((gap, index) => {
            const value = response.gaps[gap.id] ?? '';
            const words = printed[index]?.words(gapResponse(gap.type, value)) ?? '';
            return words === '' ? [] : [`(${index + 1}) ${words}`];
          })
          .join('; '),
    };
  },
  statementResponse: (response, content) =>
    joined(asRead(content).map((gap) => wordsIn(gap, response.gaps[gap.id] ?? ''))),
  plainText: ({ gaps }) =>
    sorted(gaps)
      .map(([id, value]) => `${id}: ${value}`)
      .join('\n'),
});
