import { piecesOf } from '@chuyen-de/question-types/cloze/device';
import type { QuestionContent } from '@chuyen-de/question-types';
import { absoluteTolerance, creditsOf, pairsOf } from '../answers.ts';
import type { Content, Remarks } from '../format.ts';
import { textToHtml } from '../html/from-text.ts';
import { essayLosses, exactnessLosses } from '../losses.ts';
import { cdata, escapeXml } from '../xml/write-xml.ts';
import { writtenGap } from './cloze.ts';

/** What a question has beside what every question has. */
export interface Written {
  /** As Moodle calls it. */
  type: string;
  /** Elements, one each. */
  lines: string[];
  /** The text, where it has gaps: its HTML. */
  text?: string;
}

type Write<Type extends QuestionContent['type']> = (content: Content<Type>, remarks: Remarks) => Written;

const htmlAnswer = (text: string, credit: number): string =>
  `<answer fraction="${credit}" format="html"><text>${cdata(textToHtml(text))}</text></answer>`;

const plainAnswer = (text: string, more = ''): string =>
  `<answer fraction="100" format="plain_text"><text>${escapeXml(text)}</text>${more}</answer>`;

const choice: Write<'single-choice' | 'multiple-choice'> = (content, remarks) => {
  const credits = creditsOf(content, remarks);
  return {
    type: 'multichoice',
    lines: [
      `<single>${content.type === 'single-choice'}</single>`,
      '<shuffleanswers>true</shuffleanswers>',
      '<answernumbering>ABCD</answernumbering>',
      ...content.options.map(({ text }, index) => htmlAnswer(text.vi, credits[index] ?? 0)),
    ],
  };
};

const unitLines = ({ unit }: Content<'numeric'>): string[] =>
  unit
    ? [
        `<units><unit><multiplier>1</multiplier><unit_name>${escapeXml(unit.vi)}</unit_name></unit></units>`,
        '<unitgradingtype>0</unitgradingtype>',
      ]
    : [];

const wordLines = ({ words }: Content<'essay'>): string[] => [
  ...(words?.least === undefined ? [] : [`<minwordlimit>${words.least}</minwordlimit>`]),
  ...(words?.most === undefined ? [] : [`<maxwordlimit>${words.most}</maxwordlimit>`]),
];

export const CONTENTS: { [Type in QuestionContent['type']]: Write<Type> } = {
  'single-choice': choice,
  'multiple-choice': choice,

  'true-false': ({ key }) => ({
    type: 'truefalse',
    lines: [true, false].map(
      (value) =>
        `<answer fraction="${value === key ? 100 : 0}" format="moodle_auto_format"><text>${value}</text></answer>`,
    ),
  }),

  'short-answer': (content, remarks) => {
    exactnessLosses(content, remarks);
    return {
      type: 'shortanswer',
      lines: [
        `<usecase>${content.exact?.case === true ? 1 : 0}</usecase>`,
        ...content.accepted.map((text) => plainAnswer(text)),
      ],
    };
  },

  numeric: (content, remarks) => ({
    type: 'numerical',
    lines: [
      plainAnswer(`${content.answer}`, `<tolerance>${absoluteTolerance(content, remarks)}</tolerance>`),
      ...unitLines(content),
    ],
  }),

  matching: (content, remarks) => ({
    type: 'matching',
    lines: [
      '<shuffleanswers>true</shuffleanswers>',
      ...pairsOf(content, remarks).map(
        ({ left, right }) =>
          `<subquestion format="html"><text>${cdata(textToHtml(left))}</text><answer><text>${escapeXml(right)}</text></answer></subquestion>`,
      ),
    ],
  }),

  ordering: ({ items, scoring }) => ({
    type: 'ordering',
    lines: [
      '<layouttype>VERTICAL</layouttype>',
      '<selecttype>ALL</selecttype>',
      `<selectcount>${items.length}</selectcount>`,
      `<gradingtype>${scoring === 'adjacent-pairs' ? 'RELATIVE_NEXT_EXCLUDE_LAST' : 'ALL_OR_NOTHING'}</gradingtype>`,
      '<showgrading>HIDE</showgrading>',
      // Without it Moodle 4.5 makes hints of nothing, and ends the import of the whole file.
      '<shownumcorrect></shownumcorrect>',
      ...items.map(({ text }, index) => htmlAnswer(text.vi, index + 1)),
    ],
  }),

  cloze: ({ text, gaps }, remarks) => ({
    type: 'cloze',
    lines: [],
    text: piecesOf(text.vi)
      .map((piece) => {
        const gap = 'gap' in piece ? gaps.find(({ id }) => id === piece.gap) : undefined;
        if (gap) return writtenGap(gap, remarks);
        return textToHtml('words' in piece ? piece.words : '').replaceAll('{', '&#123;');
      })
      .join(''),
  }),

  essay: (content, remarks) => {
    essayLosses(content, ['words', 'sample'], remarks);
    return {
      type: 'essay',
      lines: [
        '<responseformat>plain</responseformat>',
        '<responserequired>1</responserequired>',
        '<attachments>0</attachments>',
        ...wordLines(content),
        ...(content.sample
          ? [`<graderinfo format="html"><text>${cdata(textToHtml(content.sample.vi))}</text></graderinfo>`]
          : []),
      ],
    };
  },
};
