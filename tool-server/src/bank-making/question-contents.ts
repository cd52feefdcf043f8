import {
  SourceClause,
  type QuestionDraft,
  type QuestionFault,
  type QuestionState,
} from '@chuyen-de/contracts';
import { tagKey } from '@chuyen-de/contracts/tag-words';
import type { QuestionContent } from '../bank/index.ts';
import type { MadeBank } from '../catalogue/index.ts';
import { fingerprint } from '../revisions/index.ts';
import type { StoredQuestion } from './question-draft.model.ts';
import { foldedOf, likenessOf, readQuestion } from './question.rules.ts';

type Placed = Pick<StoredQuestion, '_id' | 'topic' | 'level' | 'content'>;
type Bank = Pick<MadeBank, '_id' | 'topics'>;

/** A question as the bank has it in force once it is issued; undefined where something stops it. */
export function contentOf(bank: Bank, question: Placed): QuestionContent | undefined {
  const { _id: code, topic } = question;
  const { question: read } = readQuestion(
    code,
    question,
    bank.topics.map((each) => each.code),
  );
  return read && { ...read, programme: bank._id, topic };
}

/** The fingerprint of a draft as it would be issued; undefined where something stops it. */
export function hashOf(bank: Bank, question: Placed): string | undefined {
  const content = contentOf(bank, question);
  return content && fingerprint(content);
}

/** What its author wrote of a content: what it cites is spelt out beside it, and may be spelt better one day. */
export const writtenOf = ({ cited: _, ...written }: QuestionContent): unknown => written;

export const faultsOf = (bank: Bank, question: Placed): QuestionFault[] =>
  readQuestion(
    question._id,
    question,
    bank.topics.map(({ code }) => code),
  ).faults;

/** What a draft is beside what is in force. */
function stateOf(content: QuestionContent | undefined, issued: StoredQuestion['issued']): QuestionState {
  if (!issued) return 'draft';
  if (!issued.inForce) return 'retired';
  return content && fingerprint(content) === issued.fingerprint ? 'issued' : 'changed';
}

export type Derived = Pick<
  StoredQuestion,
  'type' | 'faulty' | 'state' | 'folded' | 'likeness' | 'tagKeys' | 'cites'
>;

/** The document and the clause that a draft names; undefined where it names none. */
export function sourceOf({ content }: Pick<StoredQuestion, 'content'>): SourceClause | undefined {
  const read = SourceClause.safeParse(content['source']);
  return read.success ? read.data : undefined;
}

/** The documents that a draft leans on, and what is in force of its question. */
function citesOf(draft: Pick<StoredQuestion, 'content'>, issued: StoredQuestion['issued']): string[] {
  const named = [sourceOf(draft)?.source, issued?.inForce === true ? issued.source : undefined];
  return [...new Set(named.filter((code) => code !== undefined))];
}

/** What is known of a draft besides what it says. */
interface Known {
  issued?: StoredQuestion['issued'];
  /** It waits to be confirmed with its import. */
  isFound?: boolean;
  /** Its bank may cite the clause that it names, or it names none. */
  isCited: boolean;
}

/** What is stored beside a draft and follows from it, and from what is in force. */
export function derivedOf(
  bank: Bank,
  code: string,
  draft: QuestionDraft,
  { issued, isFound = false, isCited }: Known,
): Derived {
  const content = isCited ? contentOf(bank, { _id: code, ...draft }) : undefined;
  return {
    type: draft.content.type,
    faulty: !content,
    state: isFound ? 'found' : stateOf(content, issued),
    folded: foldedOf(code, draft),
    likeness: likenessOf(draft),
    tagKeys: (draft.tags ?? []).map(tagKey),
    cites: citesOf(draft, issued),
  };
}
