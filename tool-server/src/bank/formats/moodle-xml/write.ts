import type { QuestionContent } from '@chuyen-de/question-types';
import { categoryText } from '../category.ts';
import type { FormatQuestion, WriteOptions, WrittenFile } from '../format.ts';
import { textToHtml, textToParagraph } from '../html/from-text.ts';
import { commonLosses } from '../losses.ts';
import { writtenTags } from '../text/tags.ts';
import { nameOf, toWrite, type ToWrite } from '../write.ts';
import { cdata, escapeXml } from '../xml/write-xml.ts';
import { CONTENTS, type Written } from './written-contents.ts';

const html = (element: string, text: string): string =>
  `<${element} format="html"><text>${text === '' ? '' : cdata(textToParagraph(text))}</text></${element}>`;

const tagged = (words: readonly string[]): string =>
  `<tags>${words.map((word) => `<tag><text>${escapeXml(word)}</text></tag>`).join('')}</tags>`;

/** A question as an element, with what every type has before what its own has. */
function elementOf({ question, remarks }: ToWrite): string {
  const { content, stem, explanation, code } = question;
  const tags = writtenTags(question, remarks);
  const write = CONTENTS[content.type] as (content: QuestionContent, ...others: unknown[]) => Written;
  const { type, lines, text } = write(content, remarks);
  commonLosses(question, ['explanation', 'level', 'group', 'code', 'tags'], remarks);
  const asked = text === undefined ? html('questiontext', stem.vi) : clozeText(stem.vi, text);
  return [
    `<question type="${type}">`,
    `<name><text>${escapeXml(nameOf(question))}</text></name>`,
    asked,
    html('generalfeedback', explanation?.vi ?? ''),
    '<defaultgrade>1</defaultgrade>',
    '<hidden>0</hidden>',
    `<idnumber>${escapeXml(code ?? '')}</idnumber>`,
    ...lines,
    ...(tags.length > 0 ? [tagged(tags)] : []),
    '</question>',
  ].join('\n');
}

/** @param text of the gaps, in HTML */
const clozeText = (stem: string, text: string): string =>
  `<questiontext format="html"><text>${cdata(
    `<p>${textToHtml(stem).replaceAll('{', '&#123;')}</p><p>${text}</p>`,
  )}</text></questiontext>`;

const category = (path: string): string =>
  `<question type="category"><category><text>${escapeXml(path)}</text></category></question>`;

/** Writes questions as Moodle's XML, all types of them. */
export function writeMoodleXml(questions: readonly FormatQuestion[], options: WriteOptions): WrittenFile {
  const all = toWrite(questions, options);
  let last = all.some(({ question }) => question.group) ? '' : categoryText([]);
  const elements = all.flatMap((one) => {
    const path = categoryText(one.question.group ?? []);
    const heading = path === last ? [] : [category(path)];
    last = path;
    return [...heading, elementOf(one)];
  });
  return {
    bytes: Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n${elements.join('\n')}\n</quiz>\n`),
    mediaType: 'application/xml',
    extension: 'xml',
    remarks: all.flatMap(({ remarks }) => remarks.all),
  };
}
