import type { QuestionContent } from '@chuyen-de/question-types';
import type { Content, Remarks } from './format.ts';
import { choiceOf, idAt, letterAt, partsOf } from './parts.ts';

/** An option, and how much of the question's points it earns or costs, in per cent. */
export interface CreditedText {
  text: string;
  credit: number;
}

/** As exactly as files give shares: 33.33333. */
const NEAR = 0.01;
const isNear = (a: number, b: number): boolean => Math.abs(a - b) < NEAR;

const percents = (texts: readonly CreditedText[]): string =>
  texts.map(({ credit }) => `${credit}%`).join(', ');

/** Which of several may be chosen: those that earn something; those that cost as much mean marking by option. */
function severalOf(texts: readonly CreditedText[], remarks: Remarks): QuestionContent {
  const right = texts.flatMap(({ credit }, index) => (credit > 0 ? [index] : []));
  const [gains, costs] = [
    texts.filter(({ credit }) => credit > 0).map(({ credit }) => credit),
    texts.filter(({ credit }) => credit <= 0).map(({ credit }) => -credit),
  ];
  const share = 100 / right.length;
  const evenly = gains.every((gain) => isNear(gain, share));
  const byOption = costs.length > 0 && costs.every((cost) => isNear(cost, share));
  const wholly = costs.every((cost) => cost >= 100);
  if (right.length > 1 && !(evenly && (byOption || wholly)))
    remarks.add('scoring_changed', { what: percents(texts) });
  // Where a wrong one costs something, or nothing at all, a share for each right one is what was meant.
  const scoring = right.length > 1 && !wholly ? { scoring: 'per-option' as const } : {};
  const content = choiceOf(
    texts.map(({ text }) => text),
    right,
    right.length !== 1,
  );
  return content.type === 'multiple-choice' ? { ...content, ...scoring } : content;
}

function oneOf(texts: readonly CreditedText[], remarks: Remarks): QuestionContent {
  const best = Math.max(0, ...texts.map(({ credit }) => credit));
  const right = texts.flatMap(({ credit }, index) => (credit === best && best > 0 ? [index] : []));
  if (texts.some(({ credit }) => credit > 0 && credit < best) || (best > 0 && best < 100))
    remarks.add('scoring_changed', { what: percents(texts) });
  // Each of them earned everything; together they would have to be chosen.
  if (right.length > 1) {
    const [taken = 0, other = 0] = right;
    remarks.add('key_contradicts', { taken: letterAt(taken), other: letterAt(other) });
  }
  return choiceOf(
    texts.map(({ text }) => text),
    right.slice(0, 1),
    false,
  );
}

/** A question that chooses, of options with shares of its points, as Moodle has them. */
export const creditedChoice = (
  texts: readonly CreditedText[],
  choose: 'one' | 'several',
  remarks: Remarks,
): QuestionContent => (choose === 'one' ? oneOf(texts, remarks) : severalOf(texts, remarks));

/** What is lost of credits where only what is wholly right or wrong is known: written as shares. */
export function creditsOf(content: Content<'single-choice' | 'multiple-choice'>, remarks: Remarks): number[] {
  const { options, key } = content;
  if (content.type === 'single-choice') return options.map(({ id }) => (key.includes(id) ? 100 : 0));
  const isByOption = content.scoring === 'per-option';
  // Whoever chooses some of the right ones only earns their share there.
  if (!isByOption && key.length > 0) remarks.add('scoring_changed', { what: 'all-or-nothing' });
  const share = key.length === 0 ? 0 : Number((100 / key.length).toFixed(5));
  return options.map(({ id }) => {
    if (key.includes(id)) return share;
    return key.length === 0 ? 0 : isByOption ? -share : -100;
  });
}

/** So many decimals a number of ours has. */
const exactly = (value: number): number => Number(value.toFixed(6));

/** A number within so much of it; undefined: it is none. */
export const inexactNumber = (answer: number, tolerance: number): QuestionContent | undefined =>
  Number.isFinite(answer) && Number.isFinite(tolerance)
    ? {
        type: 'numeric',
        answer: exactly(answer),
        ...(tolerance !== 0 && { tolerance: exactly(Math.abs(tolerance)) }),
      }
    : undefined;

/** How far an answer may be off, in units of the answer. */
export function absoluteTolerance(
  { answer, tolerance = 0 }: { answer: number; tolerance?: number | { percent: number } | undefined },
  remarks: Remarks,
): number {
  if (typeof tolerance === 'number') return tolerance;
  remarks.add('tolerance_made_absolute', { what: `${tolerance.percent}%` });
  return exactly((Math.abs(answer) * tolerance.percent) / 100);
}

/** Pairs, of which those without a left side are what belongs to nothing. */
export function matchingOf(pairs: readonly { left: string; right: string }[]): QuestionContent {
  const rights = [...new Set(pairs.map(({ right }) => right).filter((right) => right !== ''))];
  const lefts = pairs.filter(({ left }) => left !== '');
  return {
    type: 'matching',
    left: partsOf(lefts.map(({ left }) => left)),
    right: partsOf(rights),
    key: Object.fromEntries(
      lefts.flatMap(({ right }, index) =>
        right === '' ? [] : [[idAt(index), idAt(rights.indexOf(right))] as const],
      ),
    ),
  };
}

/** The pairs of a question, and behind them, without a left side, what belongs to none of it. */
export function pairsOf({ left, right, key, scoring }: Content<'matching'>, remarks: Remarks) {
  if (scoring === 'all-or-nothing') remarks.add('scoring_changed', { what: scoring });
  const textOf = (id: string | undefined): string => right.find((item) => item.id === id)?.text.vi ?? '';
  const used = new Set(Object.values(key));
  return [
    ...left.map(({ id, text }) => ({ left: text.vi, right: textOf(key[id]) })),
    ...right.filter(({ id }) => !used.has(id)).map(({ text }) => ({ left: '', right: text.vi })),
  ];
}
