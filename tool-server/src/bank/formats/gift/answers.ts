import type { QuestionContent } from '@chuyen-de/question-types';
import type { Remarks } from '../format.ts';
import { creditedChoice, inexactNumber, matchingOf, type CreditedText } from '../answers.ts';
import { partsOf } from '../parts.ts';
import { programNumber } from '../text/numbers.ts';
import { asWritten, showEscapes } from './escapes.ts';
import { textOf, type TextForm } from './text.ts';

interface Reading {
  form: TextForm;
  remarks: Remarks;
}

const WEIGHT = /^%\s*(-?\d{1,3}(?:[.,]\d*)?)%/u;

/**
 * What one answer says: how much it earns in per cent, and its text without the feedback behind it.
 * @param full what it earns where it does not say
 */
function answerIn(text: string, full: number, remarks: Remarks, isWeighed = true) {
  const trimmed = text.trim();
  const [written = '', weight] = (isWeighed && WEIGHT.exec(trimmed)) || [];
  const [hidden = '', ...feedback] = trimmed.slice(written.length).split('#');
  if (feedback.join('').trim() !== '') remarks.add('feedback_left_out');
  return { credit: weight === undefined ? full : Number(weight.replace(',', '.')), hidden };
}

/** `=right ~wrong ~%50%partly`, with the sign that stands before each. */
const signed = (answer: string): { sign: string; text: string }[] =>
  answer
    .split(/(?=[=~])/u)
    .filter((piece) => /^[=~]/u.test(piece))
    .map((piece) => ({ sign: piece.charAt(0), text: piece.slice(1) }));

function choiceIn(answer: string, { form, remarks }: Reading): QuestionContent {
  const pieces = signed(answer);
  const texts = pieces.map(({ sign, text }): CreditedText => {
    const { credit, hidden } =
      sign === '=' ? answerIn(text, 100, remarks, false) : answerIn(text, 0, remarks);
    return { text: textOf(hidden, form, remarks).text, credit };
  });
  const isSingle = pieces.some(({ sign }) => sign === '=');
  return creditedChoice(texts, isSingle ? 'one' : 'several', remarks);
}

function numericIn(answer: string, { remarks }: Reading): QuestionContent | undefined {
  const [right = ''] = answer.slice(1).split('~');
  const all = right.trim().startsWith('=') ? signed(right).map(({ text }) => text) : [right];
  const read = all
    .map((text) => answerIn(text, 100, remarks))
    .filter(({ credit, hidden }) => credit > 0 && hidden.trim() !== '*');
  if (read.length > 1) remarks.add('scoring_changed', { what: read.map(({ hidden }) => hidden).join(', ') });
  const [best] = [...read].sort((a, b) => b.credit - a.credit);
  return best && rangeIn(showEscapes(best.hidden));
}

/** `22.2`, `22.2:0.3` or `21.9..22.5`. */
function rangeIn(text: string): QuestionContent | undefined {
  const range = /^([^.]*(?:\.\d+)?)\.\.(.*)$/u.exec(text.trim());
  const numberIn = (said: string | undefined): number => programNumber(said ?? '0');
  if (range) {
    const [from, to] = [numberIn(range[1]), numberIn(range[2])];
    return inexactNumber((from + to) / 2, (to - from) / 2);
  }
  const [answer, tolerance] = text.split(':');
  return inexactNumber(numberIn(answer), numberIn(tolerance));
}

function shortIn(answer: string, { remarks }: Reading): QuestionContent {
  const pieces = answer.trim().startsWith('=') ? signed(answer).map(({ text }) => text) : [answer];
  const read = pieces.map((text) => answerIn(text, 100, remarks));
  const [accepted, partly] = [
    read.filter(({ credit }) => credit >= 100),
    read.filter(({ credit }) => credit > 0 && credit < 100),
  ];
  if (partly.length > 0)
    remarks.add('scoring_changed', { what: partly.map(({ hidden }) => showEscapes(hidden)).join(', ') });
  // A text that is compared is never one of HTML, whatever its question is.
  const texts = accepted.map(({ hidden }) => textOf(hidden, 'plain', remarks).text);
  return { type: 'short-answer', accepted: [...new Set(texts)] };
}

function matchingIn(answer: string, { form, remarks }: Reading): QuestionContent {
  const pairs = signed(answer).map(({ text }) => {
    const arrow = text.indexOf('->');
    const left = arrow === -1 ? text : text.slice(0, arrow);
    return {
      left: textOf(left, form, remarks).text,
      right: arrow === -1 ? '' : textOf(text.slice(arrow + 2), 'plain', remarks).text,
    };
  });
  return matchingOf(pairs);
}

/** `4 ALL VERTICAL ALL_OR_NOTHING SHOW` */
const SETTINGS = /^[\s\dA-Z_]*$/u;

/** `>`, settings, and a line for each item. @see Moodle, qtype_ordering, export_to_gift */
function orderingIn(answer: string, { form, remarks }: Reading): QuestionContent {
  const [head = '', ...others] = answer.slice(1).split('\n');
  const [settings, lines] = SETTINGS.test(head) ? [head, others] : ['', [head, ...others]];
  const words = settings.split(/\s+/u);
  const byNeighbours = words.some((word) => word.startsWith('REL'));
  if (!byNeighbours && !words.includes('ALL_OR_NOTHING'))
    remarks.add('scoring_changed', { what: settings.trim() });
  const items = lines.filter((line) => line.trim() !== '');
  return {
    type: 'ordering',
    // Moodle does not escape them.
    items: partsOf(items.map((line) => textOf(asWritten(line), form, remarks).text)),
    ...(byNeighbours && { scoring: 'adjacent-pairs' }),
  };
}

const TRUTH = new Map([
  ['T', true],
  ['TRUE', true],
  ['F', false],
  ['FALSE', false],
]);

/**
 * What a question asks, by what stands in its braces; undefined: nothing that GIFT knows.
 * @param answer with its escapes hidden, without the feedback of the whole question
 */
export function contentIn(answer: string, reading: Reading): QuestionContent | undefined {
  const text = answer.trim();
  if (text === '') return { type: 'essay' };
  if (text.startsWith('#')) return numericIn(text, reading);
  if (text.startsWith('>')) return orderingIn(text, reading);
  if (text.includes('~')) return choiceIn(text, reading);
  const truth = TRUTH.get((text.split('#')[0] ?? '').trim().toUpperCase());
  if (truth !== undefined) {
    if (
      text
        .replace(/^[^#]*#?/u, '')
        .replaceAll('#', '')
        .trim() !== ''
    )
      reading.remarks.add('feedback_left_out');
    return { type: 'true-false', key: truth };
  }
  return text.includes('=') && text.includes('->') ? matchingIn(text, reading) : shortIn(text, reading);
}
