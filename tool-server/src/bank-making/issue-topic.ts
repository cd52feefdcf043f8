import type { AdministrativeEntry } from '../audit/index.ts';
import type { Catalogue, MadeBank } from '../catalogue/index.ts';
import type { Clock } from '../kernel/clock.ts';
import { isDuplicateKey, owe } from '../storage/index.ts';
import { printOf, topicContentOf, type ReadTopicDraft } from './topic-contents.ts';
import type { TopicStore } from './topic-store.ts';

interface Deps {
  catalogue: Pick<Catalogue, 'madeBanks' | 'publish'>;
  topics: Pick<TopicStore, 'find'>;
  readTopic: ReadTopicDraft;
  clock: Clock;
}

/** How often it is tried where others change the bank at the same moment. */
const TRIES = 4;

type BankTopic = MadeBank['topics'][number];
type Refusal = 'topic_not_found' | 'topic_changed' | 'topic_faulty';
type Done = { ok: true } | { ok: false; error: { code: Refusal | 'bank_not_found' | 'too_busy' } };

const refused = (code: Refusal) => ({ ok: false, error: { code } }) as const;

interface Deed {
  bank: string;
  code: string;
  by: string;
}

/** Places a topic anew in its bank, again where somebody else came in between. */
async function withTopic(
  { catalogue, clock }: Pick<Deps, 'catalogue' | 'clock'>,
  { bank: bankCode, code, by }: Deed,
  deed: 'topic-issued' | 'topic-retired',
  work: (bank: MadeBank, topic: BankTopic) => Promise<BankTopic | ReturnType<typeof refused> | undefined>,
): Promise<Done> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const bank = await catalogue.madeBanks.find(bankCode);
    if (!bank) return { ok: false, error: { code: 'bank_not_found' } };
    const topic = bank.topics.find((each) => each.code === code);
    if (!topic) return refused('topic_not_found');
    const placed = await work(bank, topic);
    if (!placed) continue;
    if ('ok' in placed) return placed;
    const entry: AdministrativeEntry = {
      ...{ deed, by: `person:${by}`, subject: { kind: 'bank', id: bankCode } },
      after: { topic: code, revision: placed.revision },
    };
    if (await catalogue.madeBanks.placeTopic(bank, placed, owe('audit', clock.now(), { ...entry })))
      return { ok: true };
  }
  return { ok: false, error: { code: 'too_busy' } };
}

/** Of sections `s1`, `s7`, the largest number. */
const numberedIn = (sections: readonly { id: string }[]): number =>
  Math.max(0, ...sections.map(({ id }) => Number(id.slice(1))));

/** Issues a topic as its draft was seen: it is offered, and read by whoever has a link. */
export const makeIssueTopic =
  (deps: Deps) =>
  (deed: Deed, edition: number): Promise<Done> =>
    withTopic(deps, deed, 'topic-issued', async (bank, topic) => {
      const draft = await deps.topics.find(bank._id, topic.code);
      if (draft?.edition !== edition) return refused('topic_changed');
      const read = await deps.readTopic(bank, topic, draft);
      if (read.faults.some(({ stops }) => stops)) return refused('topic_faulty');
      const content = topicContentOf(bank, topic, read);
      const [ref] = await deps.catalogue.publish([content]).catch((error: unknown) => {
        // Two who issue it at once: one of them has to look again.
        if (isDuplicateKey(error)) return [];
        throw error;
      });
      if (!ref) return undefined;
      const numbered = Math.max(topic.issued?.sectionsNumbered ?? 0, numberedIn(read.shown.sections));
      const { summary, minutes } = content;
      const issued = { at: deps.clock.now(), by: deed.by, print: printOf(draft), retired: false };
      return { ...topic, ...ref, summary, minutes, issued: { ...issued, sectionsNumbered: numbered } };
    });

/** Takes a topic out of what is offered; who has a link goes on reading it. */
export const makeRetireTopic =
  (deps: Pick<Deps, 'catalogue' | 'clock'>) =>
  (deed: Deed): Promise<Done> =>
    withTopic(deps, deed, 'topic-retired', (_bank, topic) =>
      Promise.resolve(
        topic.issued ? { ...topic, issued: { ...topic.issued, retired: true } } : refused('topic_not_found'),
      ),
    );
