import type { QuestionContent } from '@chuyen-de/question-types';
import { piecesOf } from '@chuyen-de/question-types/cloze/device';
import type { Content, Remarks } from '../format.ts';
import { essayLosses, exactnessLosses } from '../losses.ts';
import { letterAt } from '../parts.ts';
import { GAP_TEXT } from './vocabulary.ts';
import {
  addMapped,
  addNear,
  declarationXml,
  MAP_RESPONSE,
  MATCH_CORRECT,
  processing,
  WITHIN_ONE,
} from './written-responses.ts';
import { inlineXhtml, xhtml } from './xhtml.ts';

/** What an item has beside what every item has. */
export interface WrittenContent {
  declarations: string[];
  /** What is asked beside the stem. */
  body: string;
  processing?: string;
  /** What all of it earns; absent: 1. */
  most?: number;
}

type Write<Type extends QuestionContent['type']> = (
  content: Content<Type>,
  remarks: Remarks,
) => WrittenContent;

const RESPONSE = 'RESPONSE';

const simpleChoice = (identifier: string, html: string): string =>
  `<qti-simple-choice identifier="${identifier}">${html}</qti-simple-choice>`;

const choiceBody = (most: number, choices: readonly string[], shuffle = true): string =>
  `<qti-choice-interaction response-identifier="${RESPONSE}" max-choices="${most}" shuffle="${shuffle}">${choices.join('')}</qti-choice-interaction>`;

const choicesOf = ({ options }: Content<'single-choice'> | Content<'multiple-choice'>): string[] =>
  options.map(({ text }, index) => simpleChoice(letterAt(index), xhtml(text.vi)));

const keyOf = ({ options, key }: Content<'single-choice'> | Content<'multiple-choice'>): string[] =>
  options.flatMap(({ id }, index) => (key.includes(id) ? [letterAt(index)] : []));

const multipleChoice: Write<'multiple-choice'> = (content) => {
  const correct = keyOf(content);
  const isByOption = content.scoring === 'per-option';
  const share = 1 / Math.max(1, correct.length);
  const entries = content.options.map((_, index) => {
    const key = letterAt(index);
    return { key, value: correct.includes(key) ? share : -share };
  });
  return {
    declarations: [
      declarationXml({
        ...{ identifier: RESPONSE, cardinality: 'multiple', type: 'identifier', correct },
        ...(isByOption && { mapping: { entries, bounds: WITHIN_ONE } }),
      }),
    ],
    body: choiceBody(0, choicesOf(content)),
    processing: isByOption ? MAP_RESPONSE : MATCH_CORRECT,
  };
};

/** Texts that are accepted, as QTI compares them: letter by letter, a star for a star. */
function acceptedIn(content: Extract<QuestionContent, { type: 'short-answer' }>, remarks: Remarks): string[] {
  exactnessLosses(content, remarks);
  if (content.accepted.some((text) => /(?<!\\)\*/u.test(text)))
    remarks.add('exactness_changed', { what: '*' });
  return content.accepted.map((text) => text.replaceAll('\\*', '*'));
}

const textMapping = (accepted: readonly string[], exactCase: boolean, value: number) => ({
  entries: accepted.map((key) => ({ key, value, exactCase })),
});

const textEntry = (identifier: string): string =>
  `<qti-text-entry-interaction response-identifier="${identifier}"/>`;

const matching: Write<'matching'> = ({ left, right, key, scoring }) => {
  const rightAt = (id: string | undefined): number => right.findIndex((item) => item.id === id);
  const pairs = left.flatMap(({ id }, index) =>
    rightAt(key[id]) === -1 ? [] : [`L${index + 1} R${rightAt(key[id]) + 1}`],
  );
  const setOf = (side: 'L' | 'R', items: typeof left, most: number): string =>
    `<qti-simple-match-set>${items
      .map(
        ({ text }, index) =>
          `<qti-simple-associable-choice identifier="${side}${index + 1}" match-max="${most}">${xhtml(text.vi)}</qti-simple-associable-choice>`,
      )
      .join('')}</qti-simple-match-set>`;
  const entries = pairs.map((pair) => ({ key: pair, value: 1 / left.length }));
  return {
    declarations: [
      declarationXml({
        ...{ identifier: RESPONSE, cardinality: 'multiple', type: 'directedPair', correct: pairs },
        ...(scoring !== 'all-or-nothing' && { mapping: { entries, bounds: WITHIN_ONE } }),
      }),
    ],
    body: `<qti-match-interaction response-identifier="${RESPONSE}" max-associations="0" shuffle="true">${setOf('L', left, 1)}${setOf('R', right, 0)}</qti-match-interaction>`,
    processing: scoring === 'all-or-nothing' ? MATCH_CORRECT : MAP_RESPONSE,
  };
};

type Gap = Content<'cloze'>['gaps'][number];

/** A gap of a text: what it is held against, where it stands, and what it adds. */
function gapParts(gap: Gap, identifier: string, remarks: Remarks) {
  const weight = gap.weight ?? 1;
  const single = { identifier, cardinality: 'single' } as const;
  if (gap.type === 'numeric') {
    if (gap.unit) remarks.add('unit_left_out', { what: gap.unit.vi });
    return {
      declaration: declarationXml({ ...single, type: 'float', correct: [`${gap.answer}`] }),
      place: textEntry(identifier),
      rule: addNear(identifier, gap.tolerance, weight),
    };
  }
  if (gap.type === 'short-answer') {
    const correct = acceptedIn(gap, remarks);
    const mapping = textMapping(correct, gap.exact?.case === true, weight);
    return {
      declaration: declarationXml({ ...single, type: 'string', correct: correct.slice(0, 1), mapping }),
      place: textEntry(identifier),
      rule: addMapped(identifier),
    };
  }
  const correct = keyOf({ ...gap, type: 'single-choice' });
  const choices = gap.options.map(
    ({ text }, index) =>
      `<qti-inline-choice identifier="${letterAt(index)}">${inlineXhtml(text.vi)}</qti-inline-choice>`,
  );
  const mapping = { entries: correct.map((key) => ({ key, value: weight })) };
  return {
    declaration: declarationXml({ ...single, type: 'identifier', correct, mapping }),
    place: `<qti-inline-choice-interaction response-identifier="${identifier}" shuffle="true">${choices.join('')}</qti-inline-choice-interaction>`,
    rule: addMapped(identifier),
  };
}

const cloze: Write<'cloze'> = ({ text, gaps }, remarks) => {
  const parts = new Map(
    gaps.map((gap, index) => [gap.id, gapParts(gap, `GAP_${index + 1}`, remarks)] as const),
  );
  const places = piecesOf(text.vi).map((piece) =>
    'gap' in piece ? (parts.get(piece.gap)?.place ?? '') : xhtml(piece.words),
  );
  const all = [...parts.values()];
  return {
    declarations: all.map(({ declaration }) => declaration),
    body: `<div class="${GAP_TEXT}"><p>${places.join('')}</p></div>`,
    processing: processing(all.map(({ rule }) => rule)),
    most: gaps.reduce((sum, { weight = 1 }) => sum + weight, 0),
  };
};

const single = { identifier: RESPONSE, cardinality: 'single' } as const;

export const CONTENTS: { [Type in QuestionContent['type']]: Write<Type> } = {
  'single-choice': (content) => ({
    declarations: [declarationXml({ ...single, type: 'identifier', correct: keyOf(content) })],
    body: choiceBody(1, choicesOf(content)),
    processing: MATCH_CORRECT,
  }),
  'multiple-choice': multipleChoice,
  'true-false': ({ key }) => ({
    declarations: [declarationXml({ ...single, type: 'identifier', correct: [`${key}`] })],
    body: choiceBody(1, [simpleChoice('true', 'Đúng'), simpleChoice('false', 'Sai')], false),
    processing: MATCH_CORRECT,
  }),
  'short-answer': (content, remarks) => {
    const correct = acceptedIn(content, remarks);
    const mapping = textMapping(correct, content.exact?.case === true, 1);
    return {
      declarations: [declarationXml({ ...single, type: 'string', correct: correct.slice(0, 1), mapping })],
      body: `<p>${textEntry(RESPONSE)}</p>`,
      processing: MAP_RESPONSE,
    };
  },
  numeric: ({ answer, tolerance, unit }) => ({
    declarations: [declarationXml({ ...single, type: 'float', correct: [`${answer}`] })],
    body: `<p>${textEntry(RESPONSE)}${unit ? ` <span class="unit">${inlineXhtml(unit.vi)}</span>` : ''}</p>`,
    processing: processing([addNear(RESPONSE, tolerance, 1)]),
  }),
  matching,
  ordering: ({ items, scoring }, remarks) => {
    // Nothing in QTI says it: where it is read by somebody else, the whole order counts.
    if (scoring === 'adjacent-pairs') remarks.add('scoring_changed', { what: scoring });
    const ids = items.map((_, index) => letterAt(index));
    const mark = scoring === 'adjacent-pairs' ? ' data-scoring="adjacent-pairs"' : '';
    const choices = items.map(({ text }, index) => simpleChoice(letterAt(index), xhtml(text.vi)));
    return {
      declarations: [
        declarationXml({ identifier: RESPONSE, cardinality: 'ordered', type: 'identifier', correct: ids }),
      ],
      body: `<qti-order-interaction response-identifier="${RESPONSE}" shuffle="true"${mark}>${choices.join('')}</qti-order-interaction>`,
      processing: MATCH_CORRECT,
    };
  },
  cloze,
  essay: (content, remarks) => {
    essayLosses(content, ['sample'], remarks);
    const sample = content.sample
      ? `<qti-rubric-block use="scoring" view="scorer" class="sample"><qti-content-body><p>${xhtml(content.sample.vi)}</p></qti-content-body></qti-rubric-block>`
      : '';
    return {
      declarations: [declarationXml({ ...single, type: 'string' })],
      body: `${sample}<qti-extended-text-interaction response-identifier="${RESPONSE}"/>`,
    };
  },
};
