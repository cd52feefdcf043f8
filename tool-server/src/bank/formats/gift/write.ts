import type { QuestionContent } from '@chuyen-de/question-types';
import { absoluteTolerance, creditsOf, pairsOf } from '../answers.ts';
import { categoryText } from '../category.ts';
import type { Content, FormatQuestion, Remarks, WriteOptions, WrittenFile } from '../format.ts';
import { commonLosses, essayLosses, exactnessLosses } from '../losses.ts';
import { writtenTags } from '../text/tags.ts';
import { nameOf, textFile, toWrite, type ToWrite } from '../write.ts';
import { escaped } from './escapes.ts';
import { writtenText } from './text.ts';

/** A text that is compared, or chosen as plain text: no HTML is read there. */
const plain = (text: string): string =>
  /^\[(?:html|moodle|plain|markdown)\]/u.test(text) ? `[plain]${escaped(text)}` : escaped(text);

function choice(content: Content<'single-choice'> | Content<'multiple-choice'>, remarks: Remarks): string {
  const credits = creditsOf(content, remarks);
  const lines = content.options.map(({ text }, index) => {
    const credit = credits[index] ?? 0;
    const said = writtenText(text.vi);
    if (content.type === 'single-choice' && credit === 100) return `\t=${said}`;
    // What begins like a weight is none where one stands before it.
    return credit === 0 && !said.startsWith('%') ? `\t~${said}` : `\t~%${credit}%${said}`;
  });
  return `\n${lines.join('\n')}\n`;
}

/** What would end an item, or its question. */
const NO_ITEM = /[\n{}\\<>&]|####|^\s*(?:\[|::|\/\/|\$CATEGORY:)/u;

/** What stands in the braces of a question of each type; undefined: GIFT cannot say it. */
const ANSWERS: {
  [Type in QuestionContent['type']]?: (content: Content<Type>, remarks: Remarks) => string | undefined;
} = {
  'single-choice': choice,
  'multiple-choice': choice,
  'true-false': ({ key }) => (key ? 'TRUE' : 'FALSE'),
  'short-answer': (content, remarks) => {
    exactnessLosses(content, remarks);
    if (content.exact?.case === true) remarks.add('exactness_changed', { what: 'case' });
    // With an arrow it would be read as a pair.
    return content.accepted.some((text) => text.includes('->'))
      ? undefined
      : content.accepted.map((text) => `=%100%${plain(text)}#`).join(' ');
  },
  numeric: (content, remarks) => {
    if (content.unit) remarks.add('unit_left_out', { what: content.unit.vi });
    return `#${content.answer}:${absoluteTolerance(content, remarks)}`;
  },
  matching: (content, remarks) => {
    const pairs = pairsOf(content, remarks);
    return `\n${pairs.map(({ left, right }) => `\t=${writtenText(left)} -> ${plain(right)}`).join('\n')}\n`;
  },
  ordering: ({ items, scoring }) => {
    const texts = items.map(({ text }) => text.vi);
    // The items are lines that nothing is escaped in.
    if (texts.some((text) => NO_ITEM.test(text))) return undefined;
    const grading = scoring === 'adjacent-pairs' ? 'RELATIVE_NEXT_EXCLUDE_LAST' : 'ALL_OR_NOTHING';
    return [`>${texts.length} ALL VERTICAL ${grading} HIDE`, ...texts, ''].join('\n');
  },
  essay: (content, remarks) => {
    essayLosses(content, [], remarks);
    return '';
  },
};

function blockOf({ question, remarks }: ToWrite): string | undefined {
  const { content, stem, explanation, code } = question;
  const write = ANSWERS[content.type] as
    ((content: QuestionContent, remarks: Remarks) => string | undefined) | undefined;
  const answer = write?.(content, remarks);
  if (answer === undefined) {
    if (write) remarks.add('text_not_in_format', { text: stem.vi });
    else remarks.add('type_not_in_format', { type: content.type });
    return undefined;
  }
  commonLosses(question, ['explanation', 'level', 'group', 'code', 'tags'], remarks);
  const tags = writtenTags(question, remarks);
  const notes = [...(code ? [`[id:${code}]`] : []), ...tags.map((tag) => `[tag:${tag}]`)];
  const feedback = explanation ? `####${writtenText(explanation.vi)}` : '';
  return [
    ...(notes.length > 0 ? [`// ${notes.join(' ')}`] : []),
    `::${escaped(nameOf(question))}::${writtenText(stem.vi)}{${answer}${feedback}}`,
    '',
  ].join('\n');
}

/** Writes what GIFT can say: all but texts with gaps. */
export function writeGift(questions: readonly FormatQuestion[], options: WriteOptions): WrittenFile {
  let last = '';
  const blocks = toWrite(questions, options).map((one) => {
    const text = blockOf(one);
    const category = categoryText(one.question.group ?? []);
    const heading = text !== undefined && category !== last ? `$CATEGORY: ${category}\n\n` : '';
    if (text === undefined) return { text, remarks: one.remarks };
    // Questions without a category need none before the first that has one.
    const isNeeded = last !== '' || one.question.group !== undefined;
    last = isNeeded ? category : last;
    return { text: `${isNeeded ? heading : ''}${text}`, remarks: one.remarks };
  });
  return textFile(blocks, { extension: 'gift.txt' });
}
