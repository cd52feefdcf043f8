import { absoluteTolerance, inexactNumber } from '../answers.ts';
import type { Gap, Remarks } from '../format.ts';
import { escapeMarkup } from '../html/entities.ts';
import { wordsOfHtml } from '../html/to-text.ts';
import { exactnessLosses } from '../losses.ts';
import { GAP, idAt, partsOf } from '../parts.ts';
import { programNumber } from '../text/numbers.ts';

/** `{2:SHORTANSWER:`; what follows ends at a `}` that has no `\` before it. @see Moodle, qtype_multianswer, ANSWER_REGEX */
const START = /\{(\d*):([A-Z_]+):/gu;
const KINDS: readonly (readonly [RegExp, 'choice' | 'short' | 'exact' | 'number' | 'several'])[] = [
  [/^(?:MULTICHOICE|MC)(?:_?[VH]?S?)$/u, 'choice'],
  [/^(?:MULTIRESPONSE|MR)(?:_?H?S?)$/u, 'several'],
  [/^(?:SHORTANSWER_C|SAC|MWC)$/u, 'exact'],
  [/^(?:SHORTANSWER|SA|MW)$/u, 'short'],
  [/^(?:NUMERICAL|NM)$/u, 'number'],
];

interface Alternative {
  text: string;
  credit: number;
}

/** `=right~%50%partly~wrong#with feedback` */
function alternativesIn(text: string, remarks: Remarks): Alternative[] {
  return text
    .split(/(?<!\\)~/u)
    .filter((piece) => piece !== '')
    .map((piece) => {
      const [, sign = '', said = ''] = /^(=|%-?[\d.,]+%)?(.*)$/su.exec(piece) ?? [];
      // The `#` of an entity is none.
      const [answer = '', ...feedback] = said.split(/(?<![\\&])#/u);
      if (feedback.join('').trim() !== '') remarks.add('feedback_left_out');
      const credit = sign === '=' ? 100 : Number(sign.replaceAll('%', '').replace(',', '.') || 0);
      return { text: wordsOfHtml(answer.replace(/\\([~#}])/gu, '$1')), credit };
    });
}

function numberGap(right: readonly Alternative[]) {
  const [answer = '', tolerance = '0'] = (right[0]?.text ?? '').split(':');
  const content = inexactNumber(programNumber(answer), programNumber(tolerance));
  return content?.type === 'numeric' ? content : undefined;
}

/** What a gap asks; undefined: nothing that a gap of ours can be. */
function contentOf(kind: string, all: readonly Alternative[], remarks: Remarks) {
  const known = KINDS.find(([pattern]) => pattern.test(kind))?.[1];
  const best = Math.max(0, ...all.map(({ credit }) => credit));
  const right = all.filter(({ credit, text }) => credit === best && credit > 0 && text !== '*');
  if (all.some(({ credit }) => credit > 0 && credit < best)) remarks.add('scoring_changed', { what: kind });
  if (known === 'number') return numberGap(right);
  if (known === 'short' || known === 'exact')
    return {
      type: 'short-answer' as const,
      accepted: [...new Set(right.map(({ text }) => text))],
      ...(known === 'exact' && { exact: { case: true } }),
    };
  if (known === undefined || (known === 'several' && right.length !== 1)) return undefined;
  return {
    type: 'single-choice' as const,
    options: partsOf(all.map(({ text }) => text)),
    key: [idAt(right[0] ? all.indexOf(right[0]) : -1)].filter(() => right.length > 0),
  };
}

/** Where a gap of Moodle ends; −1: nowhere. */
function endOf(html: string, from: number): number {
  for (let at = html.indexOf('}', from); at !== -1; at = html.indexOf('}', at + 1))
    if (html[at - 1] !== '\\') return at;
  return -1;
}

/**
 * A text of HTML with the gaps of Moodle, as one with `[[id]]` where they are, and the gaps.
 * @returns `first`: where the first of them is
 */
export function gapsIn(html: string, remarks: Remarks): { html: string; gaps: Gap[]; first: number } {
  const gaps: Gap[] = [];
  let read = '';
  let done = 0;
  let first = 0;
  for (const found of html.matchAll(START)) {
    const [start, weight = '', kind = ''] = found;
    const end = endOf(html, found.index + start.length);
    if (found.index < done || end === -1) continue;
    const all = alternativesIn(html.slice(found.index + start.length, end), remarks);
    const content = contentOf(kind, all, remarks);
    read += html.slice(done, found.index);
    done = end + 1;
    if (!content) {
      remarks.add('type_unknown', { type: kind });
      read += GAP;
      continue;
    }
    if (gaps.length === 0) first = read.length;
    const id = idAt(gaps.length);
    const counts = Number(weight === '' ? 1 : weight);
    gaps.push({ ...content, id, ...(counts > 1 && { weight: counts }) });
    read += `[[${id}]]`;
  }
  return { html: read + html.slice(done), gaps, first };
}

/** A text of a gap, in which nothing ends it. */
const inGap = (text: string): string =>
  escapeMarkup(text).replace(/[~#}\\]|^[=%]/gu, (character) => `&#${character.charCodeAt(0)};`);

/** What stands in the braces for each type of gap. */
function gapAnswers(gap: Gap, remarks: Remarks): string {
  if (gap.type === 'numeric') {
    if (gap.unit) remarks.add('unit_left_out', { what: gap.unit.vi });
    return `NUMERICAL:=${gap.answer}:${absoluteTolerance(gap, remarks)}`;
  }
  if (gap.type === 'single-choice')
    return `MULTICHOICE:${gap.options
      .map(({ id, text }) => `${gap.key.includes(id) ? '=' : ''}${inGap(text.vi.replaceAll('\n', ' '))}`)
      .join('~')}`;
  exactnessLosses(gap, remarks);
  const kind = gap.exact?.case === true ? 'SHORTANSWER_C' : 'SHORTANSWER';
  return `${kind}:${gap.accepted.map((text) => `=${inGap(text)}`).join('~')}`;
}

/** A gap as Moodle writes it in the text. */
export const writtenGap = (gap: Gap, remarks: Remarks): string =>
  `{${gap.weight ?? 1}:${gapAnswers(gap, remarks)}}`;
