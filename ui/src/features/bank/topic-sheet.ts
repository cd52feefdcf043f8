import type { MadeTopic, TopicDraft, TopicField } from '@chuyen-de/contracts';
import { changedProblem } from '../../lib/changed-problem.ts';
import {
  DraftSheet,
  type DraftKind,
  type Kept,
  type SheetDeps,
  type SheetView,
} from '../../lib/draft-sheet.ts';
import { openKept } from '../../lib/kept-draft.ts';
import { mergeFields } from './merge-fields.ts';

const FIELDS = [
  'summary',
  'objectives',
  'readingList',
  'materials',
  'lecture',
] as const satisfies readonly TopicField[];

function changeIn(error: unknown) {
  const changed = changedProblem(error, 'topic_changed');
  return changed && { stored: changed.topic, edits: changed.edits };
}

const TOPIC: DraftKind<TopicDraft, MadeTopic, TopicField> = {
  savedAtOf: ({ editedAt }) => editedAt,
  lastEditsOf: ({ editedAt, editedBy }) => [{ at: editedAt, by: editedBy, fields: [...FIELDS] }],
  changeIn,
  merge: (base, sides, prefer) => mergeFields(FIELDS, base, sides, prefer),
};

const EMPTY: TopicDraft = { summary: '', objectives: [], readingList: [], materials: [], lecture: '' };

/** What of a topic is not saved yet, on the device; an earlier version of the page knew no materials. */
export const openKeptTopic = (code: string): Kept<TopicDraft> =>
  openKept(`chuyen-de.topic.${code}`, ({ ...draft }: Partial<TopicDraft>) => ({ ...EMPTY, ...draft }));

export type TopicView = SheetView<TopicDraft, MadeTopic, TopicField>;
type Deps = Omit<SheetDeps<TopicDraft, MadeTopic, TopicField>, 'kind'>;

/** A topic while it is written. */
export const openTopicSheet = (deps: Deps) => new DraftSheet({ ...deps, kind: TOPIC });
export type TopicSheet = ReturnType<typeof openTopicSheet>;
