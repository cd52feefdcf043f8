import type { QuestionContent } from '@chuyen-de/question-types';
import { matchingOf } from '../answers.ts';
import type { Remarks } from '../format.ts';
import { choiceOf, partsOf, placeOfLetter } from '../parts.ts';
import { alternativesIn } from '../text/alternatives.ts';
import { numberIn } from '../text/numbers.ts';
import { typeNamed } from './type-words.ts';

/** What a row says of the content of its question. */
export interface RowParts {
  type: string;
  key: string;
  unit: string;
  scoring: string;
  /** By their columns; empty ones at the end are none. */
  options: string[];
}

const TRUE = /^(?:đúng|đ|true|t|yes|1)$/iu;
const FALSE = /^(?:sai|s|false|f|no|0)$/iu;
const LETTER = /^[a-h]$/iu;

/** Places of the options that a key names: by letter, by what they say, or by number. */
function placesIn(key: string, options: readonly string[], remarks: Remarks): number[] {
  const said = options.findIndex((option) => option !== '' && option.toLowerCase() === key.toLowerCase());
  // Where an option says "B" and is not the second, the key means the letter.
  if (said >= 0 && !LETTER.test(key)) return [said];
  const words = /^[a-h]{2,8}$/iu.test(key)
    ? Array.from(key)
    : key.split(/[\s,;&|+]+/u).filter((word) => word !== '');
  return words.flatMap((word) => {
    const place = /^\d+$/u.test(word) ? Number(word) - 1 : LETTER.test(word) ? placeOfLetter(word) : -1;
    if (place >= 0 && place < options.length) return [place];
    remarks.add('key_unknown', { key: word });
    return [];
  });
}

function numberOf({ key, unit }: RowParts): QuestionContent | undefined {
  const content = numberIn(key);
  return content && { ...content, ...(unit !== '' && { unit: { vi: unit } }) };
}

const pairOf = (option: string): { left: string; right: string } => {
  const [left = '', ...right] = option.split(/=>|→|=|->/u).map((part) => part.trim());
  return { left, right: right.join(' = ') };
};

const isSaid = (scoring: string, words: RegExp): boolean =>
  words.test(scoring.normalize('NFC').toLowerCase());

type Read = (row: RowParts, remarks: Remarks) => QuestionContent | undefined;

const choice =
  (several: boolean | undefined): Read =>
  ({ key, options, scoring }, remarks) => {
    const content = choiceOf(options, placesIn(key, options, remarks), several);
    const isByOption = content.type === 'multiple-choice' && isSaid(scoring, /từng|per-option/u);
    return { ...content, ...(isByOption && { scoring: 'per-option' }) };
  };

const CONTENTS: Record<QuestionContent['type'], Read> = {
  // Whoever writes "Chọn một" and two keys means that two are right.
  'single-choice': choice(undefined),
  'multiple-choice': choice(true),
  'true-false': ({ key }) =>
    TRUE.test(key) || FALSE.test(key) ? { type: 'true-false', key: TRUE.test(key) } : undefined,
  'short-answer': ({ key }) =>
    key === ''
      ? undefined
      : { type: 'short-answer', accepted: [...new Set(alternativesIn(key).filter((text) => text !== ''))] },
  numeric: numberOf,
  matching: ({ options, scoring }) => {
    const content = matchingOf(options.map(pairOf));
    return {
      ...content,
      ...(isSaid(scoring, /all-or-nothing|tất cả/u) && { scoring: 'all-or-nothing' }),
    };
  },
  ordering: ({ options, scoring }) => ({
    type: 'ordering',
    items: partsOf(options),
    ...(isSaid(scoring, /cặp|adjacent/u) && { scoring: 'adjacent-pairs' }),
  }),
  cloze: () => undefined,
  essay: () => ({ type: 'essay' }),
};

/** The type of a row that does not say it. */
function typeBy({ key, options }: RowParts): QuestionContent['type'] {
  const given = options.filter((option) => option !== '');
  if (given.length > 0) return 'single-choice';
  return TRUE.test(key) || FALSE.test(key) ? 'true-false' : key === '' ? 'essay' : 'short-answer';
}

/** What a row asks; undefined: nothing that can be read. */
export function contentOfRow(row: RowParts, remarks: Remarks): QuestionContent | undefined {
  const named = row.type === '' ? typeBy(row) : typeNamed(row.type);
  if (!named) remarks.add('type_changed', { from: row.type, to: typeBy(row) });
  return CONTENTS[named ?? typeBy(row)](row, remarks);
}
