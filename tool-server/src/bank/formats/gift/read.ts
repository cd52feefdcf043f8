import { foundFile } from '../check.ts';
import { remark, remarksAt, type FoundFile, type FoundQuestion, type Remarks } from '../format.ts';
import { categoryPath } from '../category.ts';
import { GAP } from '../parts.ts';
import { foundTags } from '../text/tags.ts';
import { readLines } from '../text/decode.ts';
import { contentIn } from './answers.ts';
import { blocksOf, type Block } from './blocks.ts';
import { asWritten, hideEscapes, showEscapes } from './escapes.ts';
import { textOf } from './text.ts';

const CATEGORY = /^\$CATEGORY:(.*)$/su;

/** Whether a text reads as GIFT: answers in braces after what may be a name. */
export const looksLikeGift = (text: string): boolean => {
  const plain = hideEscapes(text.replace(/^[^\S\n]{0,20}\/\/.*$/gmu, ''));
  return (
    /^[^\S\n]{0,20}(?:::|\$CATEGORY:)/mu.test(plain) ||
    /\{\s*(?:[=~#>]|(?:T|F|TRUE|FALSE)\s*[#}])/u.test(plain)
  );
};

/** `::name::` before the text of a question. */
function withoutName(text: string): { name: string | undefined; rest: string } {
  const end = text.startsWith('::') ? text.indexOf('::', 2) : -1;
  if (end === -1) return { name: undefined, rest: text };
  return { name: showEscapes(text.slice(2, end)).trim(), rest: text.slice(end + 2).trim() };
}

/** What stands before the braces, in them and behind; undefined: they are missing, or one of them. */
function bracesIn(text: string): { before: string; answer: string; behind: string } | undefined {
  const start = text.indexOf('{');
  const end = text.indexOf('}', start);
  if (start === -1 || end === -1) return undefined;
  return {
    before: text.slice(0, start),
    answer: text.slice(start + 1, end),
    behind: text.slice(end + 1),
  };
}

interface Parts {
  name: string | undefined;
  asked: string;
  answer: string;
  feedback: string | undefined;
}

/** The parts of a question as it is written; undefined: it is none. */
function partsOf({ text }: Block): Parts | undefined {
  const { name, rest } = withoutName(text);
  const braces = bracesIn(rest);
  if (!braces) return undefined;
  const { before, answer, behind } = braces;
  const feedbackAt = answer.lastIndexOf('####');
  return {
    name,
    asked: behind.trim() === '' ? before : `${before}${GAP}${behind}`,
    answer: feedbackAt === -1 ? answer : answer.slice(0, feedbackAt),
    feedback: feedbackAt === -1 ? undefined : answer.slice(feedbackAt + 4),
  };
}

function questionOf(block: Block, parts: Parts, remarks: Remarks): FoundQuestion | undefined {
  const { text: stem, form } = textOf(parts.asked, 'moodle', remarks);
  const content = contentIn(parts.answer, { form, remarks });
  if (!content) return undefined;
  const explanation = parts.feedback && textOf(parts.feedback, form, remarks).text;
  const tagged = foundTags(block.tags, remarks);
  return {
    at: { line: block.line },
    ...(parts.name && { label: parts.name }),
    stem: { vi: stem },
    content,
    ...(explanation && { explanation: { vi: explanation } }),
    ...tagged,
    ...(block.code && { code: block.code }),
    remarks: remarks.all,
  };
}

/**
 * Reads GIFT, of questions as Moodle writes them and as people do.
 * @see https://docs.moodle.org/405/en/GIFT_format
 * @throws FormatError
 */
export function readGift(bytes: Buffer): FoundFile {
  const { lines, repairs } = readLines(bytes);
  const found: FoundFile = { format: 'gift', questions: [], remarks: [], ...repairs.told };
  let group: string[] = [];
  for (const block of blocksOf(lines)) {
    const at = { line: block.line };
    const [, category] = CATEGORY.exec(block.text) ?? [];
    if (category !== undefined) {
      group = categoryPath(asWritten(category));
      continue;
    }
    const parts = partsOf(block);
    const question = parts && questionOf(block, parts, remarksAt(at));
    if (question) found.questions.push({ ...question, ...(group.length > 0 && { group }) });
    // A text without braces asks nothing: Moodle shows it between questions.
    else {
      const text = showEscapes(block.text);
      found.remarks.push(
        /[{}]/u.test(block.text)
          ? remark('not_understood', at, { text })
          : remark('text_outside', at, { text }),
      );
    }
  }
  return foundFile(found);
}
