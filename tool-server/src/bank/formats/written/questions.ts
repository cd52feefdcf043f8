import type { FormatRemark } from '@chuyen-de/contracts';
import { literally, type QuestionContent } from '@chuyen-de/question-types';
import { remark, remarksAt, type FoundQuestion, type Remarks } from '../format.ts';
import { choiceOf, letterAt } from '../parts.ts';
import { alternativesIn } from '../text/alternatives.ts';
import { numberIn } from '../text/numbers.ts';
import { conventionOf, decideKey, type Convention } from './decide-key.ts';
import type { Draft } from './draft.ts';
import { gather, type Gathered } from './gather.ts';
import type { StatedKey } from './keys.ts';
import { seen, textOf, type Block, type Line, type Look } from './line.ts';
import { matchKeys, type Behind } from './match-keys.ts';
import { textOfLines, type WrittenOption } from './options.ts';

/** Options in the order of their letters where these are whole: two columns are read across. */
function inOrder(options: readonly WrittenOption[], remarks: Remarks): WrittenOption[] {
  const sorted = [...options].sort((a, b) => (a.letter < b.letter ? -1 : a.letter > b.letter ? 1 : 0));
  if (sorted.every(({ letter }, index) => letter === letterAt(index))) return sorted;
  remarks.add('options_out_of_order', { found: options.map(({ letter }) => letter).join(', ') });
  return [...options];
}

const EMPHASES = ['bold', 'italic', 'underline', 'colour', 'highlight'] as const satisfies (keyof Look)[];

/** Whether a part of a text looks otherwise than the rest of it, as words do that matter. */
function isPartlyEmphasised(lines: readonly Line[]): boolean {
  const pieces = seen(lines.flatMap((line) => line.pieces));
  return EMPHASES.some((face) => new Set(pieces.map(({ look }) => look[face] ?? false)).size > 1);
}

function remarkOnLosses(lines: readonly Line[], remarks: Remarks): void {
  for (const { code, what } of lines.flatMap(({ losses }) => losses))
    remarks.add(code, what === '' ? {} : { what });
}

const truthOf = (stated: readonly StatedKey[]): boolean | undefined => {
  const [first] = stated.flatMap(({ truths }) => (truths.length === 1 ? truths : []));
  return first;
};

/** What a question without options asks. */
function openContent(draft: Draft, stated: readonly StatedKey[], remarks: Remarks): QuestionContent {
  const truth = truthOf(stated);
  if (truth !== undefined) return { type: 'true-false', key: truth };
  if (draft.isEssay) return { type: 'essay' };
  const [text] = stated.filter(({ letters }) => letters.length === 0).map((key) => key.text);
  if (text)
    return (
      numberIn(text) ?? {
        type: 'short-answer',
        accepted: alternativesIn(text).map(literally),
      }
    );
  remarks.add('options_missing', { found: 0 });
  return choiceOf([], []);
}

interface Resolving {
  convention: Convention;
  behind: Behind;
}

/** Where each statement under a question is true or false: a question for each of them. */
function statementsOf(draft: Draft, stated: readonly StatedKey[], options: readonly WrittenOption[]) {
  const [truths] = stated.flatMap((key) => (key.truths.length > 1 ? [key.truths] : []));
  if (options.length < 2 || truths?.length !== options.length) return undefined;
  return options.map(({ letter, lines }, index) => ({
    label: `${draft.label}${letter.toLowerCase()}`,
    text: textOfLines(lines),
    key: truths[index] ?? false,
  }));
}

function questionsOf(draft: Draft, { convention, behind }: Resolving): FoundQuestion[] {
  const remarks = remarksAt(draft.at);
  const { stem, level } = draft;
  const stated = [...(draft.stated ? [draft.stated] : []), ...behind.keys];
  const options = inOrder(draft.options, remarks);
  const explanation = textOfLines([...(draft.solution ?? []), ...behind.lines]);
  remarkOnLosses([...stem, ...options.flatMap(({ lines }) => lines), ...(draft.solution ?? [])], remarks);
  if (isPartlyEmphasised(stem)) remarks.add('emphasis_left_out');
  const common = {
    at: draft.at,
    label: draft.label,
    ...(draft.part !== undefined && { group: [draft.part] }),
    ...(level && { level }),
    ...(explanation !== '' && { explanation: { vi: explanation } }),
    remarks: remarks.all,
  };
  const statements = statementsOf(draft, stated, options);
  if (statements)
    return statements.map(({ label, text, key }) => ({
      ...common,
      label,
      stem: { vi: [textOfLines(stem), text].filter((part) => part !== '').join('\n') },
      content: { type: 'true-false', key },
    }));
  const content =
    options.length === 0
      ? openContent(draft, stated, remarks)
      : choiceOf(
          options.map(({ lines }) => textOfLines(lines)),
          decideKey(options, stated, convention, remarks),
        );
  return [{ ...common, stem: { vi: textOfLines(stem) }, content }];
}

/** Numbers that do not follow the one before, but for the first of a part. */
function numberRemarks(drafts: readonly Draft[]): Map<Draft, FormatRemark> {
  const found = new Map<Draft, FormatRemark>();
  for (const [index, draft] of drafts.entries()) {
    const before = drafts[index - 1];
    if (!before || draft.number === before.number + 1) continue;
    if (draft.number === 1 && draft.part !== before.part) continue;
    const values = { found: draft.number, expected: before.number + 1 };
    found.set(draft, remark('number_out_of_order', draft.at, values));
  }
  return found;
}

const outsideRemark = (line: Line): FormatRemark[] =>
  textOf(line).trim() === '' ? [] : [remark('text_outside', line.at, { text: textOf(line).trim() })];

/** Whether any key is stated in words. */
const isAnyStated = ({ drafts, keys, solutions }: Gathered): boolean =>
  keys.length > 0 || solutions.some(({ key }) => key) || drafts.some(({ stated }) => stated);

/** The questions of a paper as people write it: numbered, with lettered options and one of many ways to tell the key. */
export function writtenQuestions(blocks: readonly Block[]): {
  questions: FoundQuestion[];
  remarks: FormatRemark[];
} {
  const gathered = gather(blocks);
  const { behind, remarks } = matchKeys(gathered);
  const convention = conventionOf(gathered.drafts, isAnyStated(gathered));
  const numbers = numberRemarks(gathered.drafts);
  const questions = gathered.drafts.flatMap((draft) => {
    const found = questionsOf(draft, { convention, behind: behind.get(draft) ?? { keys: [], lines: [] } });
    const number = numbers.get(draft);
    return found.map((question) =>
      number ? { ...question, remarks: [number, ...question.remarks] } : question,
    );
  });
  return { questions, remarks: [...gathered.outside.flatMap(outsideRemark), ...remarks] };
}
