import type { Level, QuestionDraft } from '@chuyen-de/contracts';
import { fold } from '@chuyen-de/contracts/vietnamese';
import type { FoundFile } from '../bank/index.ts';
import type { MadeBank } from '../catalogue/index.ts';
import type { StoredQuestion } from './question-draft.model.ts';

type FoundQuestion = FoundFile['questions'][number];

/** Where questions go whose file says nothing of it. */
export interface Place {
  topic: string;
  level: Level;
}

/** Where a question goes: into the topic that is called as its group is, or as one within that; else where all go. */
function topicOf({ topics }: MadeBank, group: readonly string[], topic: string): string {
  for (const name of group.toReversed()) {
    const known = topics.find(({ title }) => fold(title.vi) === fold(name));
    if (known) return known.code;
  }
  return topic;
}

/** What a question leans on stays in words: which document of the registry that is, somebody has to say. */
const reasonsOf = ({
  explanation,
  source,
}: FoundQuestion): { explanation?: object; sourceText?: string } => ({
  ...(explanation && { explanation }),
  ...(source !== undefined && source !== '' && { sourceText: source }),
});

export const draftOf = (bank: MadeBank, found: FoundQuestion, { topic, level }: Place): QuestionDraft => ({
  topic: topicOf(bank, found.group ?? [], topic),
  level: found.level ?? level,
  content: {
    ...found.content,
    stem: found.stem,
    ...reasonsOf(found),
    ...(found.hints && { hints: found.hints }),
  },
  tags: found.tags ?? [],
});

/** Of what is said of one question so much is kept. */
const MOST_OF_ONE = 50;
export const foundOf = ({ at, label, group, remarks }: FoundQuestion): StoredQuestion['found'] => ({
  at,
  ...(label !== undefined && { label }),
  group: group ?? [],
  remarks: remarks.slice(0, MOST_OF_ONE),
});
