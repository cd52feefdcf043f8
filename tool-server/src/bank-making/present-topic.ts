import type { MadeTopic, TopicChanged } from '@chuyen-de/contracts';
import type { MadeBank } from '../catalogue/index.ts';
import type { NamesById } from '../classes/index.ts';
import type { Files } from '../files/index.ts';
import type { ReadTopicDraft } from './topic-contents.ts';
import type { StoredTopic } from './topic-draft.model.ts';
import { EMPTY_TOPIC, topicState } from './topic.rules.ts';

interface Deps {
  namesById: NamesById;
  readTopic: ReadTopicDraft;
  files: Pick<Files, 'quotaOf' | 'presentFile'>;
}

type BankTopic = MadeBank['topics'][number];

const draftOf = ({
  summary,
  objectives,
  readingList,
  materials,
  lecture,
} = EMPTY_TOPIC): MadeTopic['draft'] => ({
  ...{ summary, objectives, readingList, materials, lecture },
});

/** Makes what those are told of a topic who may edit it. */
export function makePresentTopic({ namesById, readTopic, files }: Deps) {
  async function presentTopic(
    bank: MadeBank,
    topic: BankTopic,
    stored: StoredTopic | undefined,
  ): Promise<MadeTopic> {
    const { issued } = topic;
    const { editedAt, editedBy } = stored ?? bank.made;
    const draft = draftOf(stored);
    const [{ shown, faults, files: named }, quota, names] = await Promise.all([
      readTopic(bank, topic, draft),
      files.quotaOf(bank.owner),
      namesById([editedBy, ...(issued ? [issued.by] : [])]),
    ]);
    const state = topicState(stored?.print, issued);
    return {
      ...{ code: topic.code, bank: bank._id, title: topic.title.vi },
      ...{ edition: stored?.edition ?? 0, state, draft, faults, shown },
      files: [...named.values()].map(files.presentFile),
      quota,
      revision: issued ? topic.revision : null,
      issuedAt: issued?.at.toISOString() ?? null,
      issuedBy: (issued && names.get(issued.by)) ?? null,
      editedAt: editedAt.toISOString(),
      editedBy: names.get(editedBy) ?? null,
      can: {
        issue: state !== 'issued' && stored !== undefined && !faults.some(({ stops }) => stops),
        retire: issued?.retired === false,
      },
    };
  }

  return {
    presentTopic,

    /** A topic that somebody else has changed since an edition: as it is now, and what they changed. */
    presentTopicChange: async (
      bank: MadeBank,
      topic: BankTopic,
      stored: StoredTopic,
      since: number,
    ): Promise<Pick<TopicChanged, 'topic' | 'edits'>> => {
      const later = stored.edits.filter(({ edition }) => edition > since);
      const names = await namesById(later.map(({ by }) => by));
      const edits = later.map(({ at, by, fields }) => ({
        ...{ at: at.toISOString(), by: names.get(by) ?? null, fields },
      }));
      return { topic: await presentTopic(bank, topic, stored), edits };
    },
  };
}

export type PresentTopic = ReturnType<typeof makePresentTopic>;
