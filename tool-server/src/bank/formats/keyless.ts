import { piecesOf } from '@chuyen-de/question-types/cloze/device';
import { compareWords } from '@chuyen-de/contracts/vietnamese';
import type { QuestionContent } from '@chuyen-de/question-types';
import type { Content, FormatQuestion, Remarks } from './format.ts';
import { GAP, letterAt } from './parts.ts';

interface Item {
  text: { vi: string };
}

/** Texts in an order that tells nothing of the one in which they belong. */
const byWords = (items: readonly Item[]): string[] => items.map(({ text }) => text.vi).sort(compareWords);

function clozeText({ text, gaps }: Content<'cloze'>): string {
  const optionsOf = (id: string): string => {
    const gap = gaps.find((one) => one.id === id);
    const options = gap?.type === 'single-choice' ? gap.options.map((option) => option.text.vi) : [];
    return options.length > 0 ? `${GAP} (${options.join(' / ')})` : GAP;
  };
  return piecesOf(text.vi)
    .map((piece) => ('gap' in piece ? optionsOf(piece.gap) : piece.words))
    .join('');
}

/** What a question asks beside its stem, in words that do not tell its key. */
const ASKED: {
  [Type in QuestionContent['type']]?: (content: Content<Type>) => string[];
} = {
  matching: ({ left, right }) => [
    ...left.map(({ text }, index) => `${index + 1}) ${text.vi}`),
    ...byWords(right).map((text, index) => `${letterAt(index)}) ${text}`),
  ],
  ordering: ({ items }) => byWords(items).map((text) => `- ${text}`),
  cloze: (content) => [clozeText(content)],
};

/** What a question asks beside its stem, in lines. */
export const askedOf = (content: QuestionContent): string[] =>
  (ASKED[content.type] as ((content: QuestionContent) => string[]) | undefined)?.(content) ?? [];

/**
 * A question without what tells its key: options of which none is right, or, as most formats have no other question
 * without a key, a text to be written.
 */
export function withoutKey(question: FormatQuestion, remarks: Remarks): FormatQuestion {
  const { content, stem, code, group, level, tags } = question;
  const said = { code, group, level, tags };
  if (content.type === 'single-choice' || content.type === 'multiple-choice')
    return { ...said, stem, content: { type: content.type, options: content.options, key: [] } };
  if (content.type === 'essay')
    return { ...said, stem, content: { type: 'essay', ...(content.words && { words: content.words }) } };
  remarks.add('asked_as_text');
  return {
    ...said,
    stem: { vi: [stem.vi, ...askedOf(content)].join('\n') },
    content: { type: 'essay' },
  };
}
