import type { QuestionContent } from '@chuyen-de/question-types';
import { piecesOf } from '@chuyen-de/question-types/cloze/device';
import type { Content, Gap, Remarks } from '../format.ts';
import { essayLosses, exactnessLosses } from '../losses.ts';
import { keyLetters, letterAt } from '../parts.ts';
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

const choicesOf = ({ options }: Content<'single-choice' | 'multiple-choice'>): string[] =>
  options.map(({ text }, index) => simpleChoice(letterAt(index), xhtml(text.vi)));

const multipleChoice: Write<'multiple-choice'> = (content) => {
  const correct = keyLetters(content);
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
function acceptedIn(content: Content<'short-answer'>, remarks: Remarks): string[] {
  exactnessLosses(content, remarks);
  if (content.accepted.some((text) => /(?<!\\)\*/u.test(text)))
    remarks.add('exactness_changed', { what: '*' });
  return content.accepted.map((text) => text.replaceAll('\\*', '*'));
}

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

const single = (identifier = RESPONSE) => ({ identifier, cardinality: 'single' }) as const;

/** What is asked at one place: what it is held against, where it stands, and what it adds. */
interface Parts {
  declaration: string;
  place: string;
  rule: string;
}

/** Where it stands, and for how much of the item it counts. */
interface Place {
  identifier: string;
  weight: number;
}

const numberParts = (
  { answer, tolerance }: Pick<Content<'numeric'>, 'answer' | 'tolerance'>,
  { identifier, weight }: Place,
): Parts => ({
  declaration: declarationXml({ ...single(identifier), type: 'float', correct: [`${answer}`] }),
  place: textEntry(identifier),
  rule: addNear(identifier, tolerance, weight),
});

function textParts(content: Content<'short-answer'>, { identifier, weight }: Place, remarks: Remarks): Parts {
  const accepted = acceptedIn(content, remarks);
  const mapping = {
    entries: accepted.map((key) => ({ key, value: weight, exactCase: content.exact?.case === true })),
  };
  const correct = accepted.slice(0, 1);
  return {
    declaration: declarationXml({ ...single(identifier), type: 'string', correct, mapping }),
    place: textEntry(identifier),
    rule: addMapped(identifier),
  };
}

/** A gap of a text. */
function gapParts(gap: Gap, identifier: string, remarks: Remarks): Parts {
  const weight = gap.weight ?? 1;
  if (gap.type === 'numeric') {
    if (gap.unit) remarks.add('unit_left_out', { what: gap.unit.vi });
    return numberParts(gap, { identifier, weight });
  }
  if (gap.type === 'short-answer') return textParts(gap, { identifier, weight }, remarks);
  const correct = keyLetters(gap);
  const choices = gap.options.map(
    ({ text }, index) =>
      `<qti-inline-choice identifier="${letterAt(index)}">${inlineXhtml(text.vi)}</qti-inline-choice>`,
  );
  const mapping = { entries: correct.map((key) => ({ key, value: weight })) };
  return {
    declaration: declarationXml({ ...single(identifier), type: 'identifier', correct, mapping }),
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

/** An item that asks at one place alone. */
const WHOLE: Place = { identifier: RESPONSE, weight: 1 };

export const CONTENTS: { [Type in QuestionContent['type']]: Write<Type> } = {
  'single-choice': (content) => ({
    declarations: [declarationXml({ ...single(), type: 'identifier', correct: keyLetters(content) })],
    body: choiceBody(1, choicesOf(content)),
    processing: MATCH_CORRECT,
  }),
  'multiple-choice': multipleChoice,
  'true-false': ({ key }) => ({
    declarations: [declarationXml({ ...single(), type: 'identifier', correct: [`${key}`] })],
    body: choiceBody(1, [simpleChoice('true', 'Đúng'), simpleChoice('false', 'Sai')], false),
    processing: MATCH_CORRECT,
  }),
  'short-answer': (content, remarks) => {
    const { declaration, place } = textParts(content, WHOLE, remarks);
    return { declarations: [declaration], body: `<p>${place}</p>`, processing: MAP_RESPONSE };
  },
  numeric: (content) => {
    const { declaration, place, rule } = numberParts(content, WHOLE);
    const unit = content.unit ? ` <span class="unit">${inlineXhtml(content.unit.vi)}</span>` : '';
    return {
      declarations: [declaration],
      body: `<p>${place}${unit}</p>`,
      processing: processing([rule]),
    };
  },
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
      declarations: [declarationXml({ ...single(), type: 'string' })],
      body: `${sample}<qti-extended-text-interaction response-identifier="${RESPONSE}"/>`,
    };
  },
};
