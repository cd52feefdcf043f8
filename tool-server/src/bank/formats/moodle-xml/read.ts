import type { QuestionContent } from '@chuyen-de/question-types';
import { categoryPath } from '../category.ts';
import { foundFile } from '../check.ts';
import { remark, remarksAt, type FoundFile, type FoundQuestion, type Remarks } from '../format.ts';
import { htmlToText } from '../html/to-text.ts';
import { CLOZE_STEM } from '../parts.ts';
import { composedText } from '../text/decode.ts';
import { foundTags } from '../text/tags.ts';
import { firstElementIn } from '../xml/first-element.ts';
import { childNamed, childrenNamed, readXml, textIn, type XmlElement } from '../xml/read-xml.ts';
import { gapsIn } from './cloze.ts';
import { contentIn } from './contents.ts';
import { rawIn, settingIn, textAt } from './text.ts';

/** Whether a text is Moodle's XML, by its first element. */
export const looksLikeMoodleXml = (text: string): boolean => firstElementIn(text) === 'quiz';

/** What it asks, of a type that ours knows. */
interface Asked {
  stem: string;
  content: QuestionContent;
}

/** A text with gaps: what stands in paragraphs before the one with the first gap is what is asked. */
function clozeOf(question: XmlElement, remarks: Remarks): Asked | undefined {
  const element = childNamed(question, 'questiontext');
  for (const { attributes } of childrenNamed(element, 'file'))
    remarks.add('picture_left_out', { what: attributes['name'] ?? '' });
  const { html, gaps, first } = gapsIn(rawIn(element), remarks);
  if (gaps.length === 0) return undefined;
  const begins = Math.max(0, html.lastIndexOf('<p', first));
  const stem = htmlToText(html.slice(0, begins), remarks);
  const text = { vi: htmlToText(html.slice(begins), remarks) };
  return { stem: stem === '' ? CLOZE_STEM : stem, content: { type: 'cloze', text, gaps } };
}

function askedIn(question: XmlElement, type: string, remarks: Remarks): Asked | undefined {
  if (type === 'cloze' || type === 'multianswer') return clozeOf(question, remarks);
  const element = childNamed(question, 'questiontext');
  const form = element?.attributes['format'] ?? 'html';
  const content = contentIn(type, question, remarks, form);
  return content && { stem: textAt(element, remarks), content };
}

/** Levels are among the tags. */
function tagsIn(question: XmlElement, remarks: Remarks) {
  const tags = childrenNamed(childNamed(question, 'tags'), 'tag').map(rawIn);
  return foundTags(tags, remarks);
}

function remarkOnSettings(question: XmlElement, remarks: Remarks): void {
  const grade = settingIn(question, 'defaultgrade');
  if (grade !== undefined && Number(grade) !== 1) remarks.add('settings_left_out', { what: 'defaultgrade' });
  if (childNamed(question, 'hint')) remarks.add('settings_left_out', { what: 'hint' });
}

function questionOf(question: XmlElement, type: string): FoundQuestion | undefined {
  const at = { line: question.line };
  const remarks = remarksAt(at);
  const asked = askedIn(question, type, remarks);
  if (!asked) return undefined;
  const name = rawIn(childNamed(question, 'name'));
  const explanation = textAt(childNamed(question, 'generalfeedback'), remarks);
  const code = textIn(childNamed(question, 'idnumber')).trim();
  remarkOnSettings(question, remarks);
  return {
    at,
    ...(name !== '' && { label: name }),
    stem: { vi: asked.stem },
    content: asked.content,
    ...(explanation !== '' && { explanation: { vi: explanation } }),
    ...tagsIn(question, remarks),
    ...(code !== '' && { code }),
    remarks: remarks.all,
  };
}

/**
 * Reads Moodle's XML.
 * @see https://docs.moodle.org/405/en/Moodle_XML_format
 * @throws FormatError
 */
export function readMoodleXml(bytes: Buffer): FoundFile {
  const { text, repairs } = composedText(bytes);
  const found: FoundFile = { format: 'moodle-xml', questions: [], remarks: [], ...repairs.told };
  let group: string[] = [];
  readXml(text, {
    whole: new Set(['question']),
    take(element) {
      const type = element.attributes['type'] ?? '';
      if (type === 'category') {
        group = categoryPath(rawIn(childNamed(element, 'category')));
        return;
      }
      const question = questionOf(element, type);
      if (question) found.questions.push({ ...question, ...(group.length > 0 && { group }) });
      else found.remarks.push(remark('type_unknown', { line: element.line }, { type }));
    },
  });
  return foundFile(found);
}
