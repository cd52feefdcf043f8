import type { TopicDraft } from '@chuyen-de/contracts';
import type { MadeBank } from '../catalogue/index.ts';
import type { Clock } from '../kernel/clock.ts';
import { printOf } from './topic-contents.ts';
import type { StoredTopic } from './topic-draft.model.ts';
import type { TopicStore } from './topic-store.ts';
import { changedInTopic, EMPTY_TOPIC } from './topic.rules.ts';

interface Deps {
  topics: TopicStore;
  clock: Clock;
}

interface Change {
  bank: MadeBank;
  code: string;
  /** That it was made to. */
  edition: number;
  by: string;
  draft: TopicDraft;
}

type Saved =
  | { ok: true; topic: StoredTopic | undefined }
  /** Somebody else was first. */
  | { ok: false; error: { code: 'topic_changed' } };

/** Saves what was written of a topic over the edition that it was made from; what is stored already changes nothing. */
export const makeSaveTopic =
  ({ topics, clock }: Deps) =>
  async ({ bank, code, edition, by, draft }: Change): Promise<Saved> => {
    const before = await topics.find(bank._id, code);
    const fields = changedInTopic(before ?? EMPTY_TOPIC, draft);
    // Also where it was saved, and the answer was lost on its way.
    if (fields.length === 0) return { ok: true, topic: before };
    const at = clock.now();
    const save = {
      bank: bank._id,
      code,
      edition,
      draft: { ...draft, print: printOf(draft) },
      at,
      by,
      fields,
    };
    const isSaved = (before?.edition ?? 0) === edition && (await topics.save(save));
    if (!isSaved) return { ok: false, error: { code: 'topic_changed' } };
    return { ok: true, topic: await topics.find(bank._id, code) };
  };
