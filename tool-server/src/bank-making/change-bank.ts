import type { SaveBank, Scope } from '@chuyen-de/contracts';
import type { AdministrativeEntry } from '../audit/index.ts';
import type { Catalogue, MadeBank } from '../catalogue/index.ts';
import type { Clock } from '../kernel/clock.ts';
import { scopeText } from '../policies/index.ts';
import { owe } from '../storage/index.ts';
import type { QuestionStore } from './question-store.ts';
import type { TopicStore } from './topic-store.ts';

interface Deps {
  catalogue: Pick<Catalogue, 'madeBanks'>;
  questions: Pick<QuestionStore, 'count'>;
  topics: Pick<TopicStore, 'find'>;
  clock: Clock;
}

interface Making {
  owner: Scope;
  title: string;
  by: string;
}

/** Makes a bank that has no topics yet. */
export const makeMakeBank =
  ({ catalogue, clock }: Pick<Deps, 'catalogue' | 'clock'>) =>
  async (
    making: Making,
  ): Promise<{ ok: true; bank: MadeBank } | { ok: false; error: { code: 'too_many_banks' } }> => {
    if (await catalogue.madeBanks.isFull(making.owner))
      return { ok: false, error: { code: 'too_many_banks' } };
    const at = clock.now();
    const owed = (code: string) => {
      const entry: AdministrativeEntry = {
        deed: 'bank-made',
        by: `person:${making.by}`,
        subject: { kind: 'bank', id: code },
        after: { owner: scopeText(making.owner) },
      };
      return [owe('audit', at, { ...entry })];
    };
    return { ok: true, bank: await catalogue.madeBanks.insert({ ...making, at, owed }) };
  };

type Topics = MadeBank['topics'];

/** Topics as they were named, new ones with codes of their own. */
function topicsOf(
  { _id, topics, made }: MadeBank,
  wanted: SaveBank['topics'],
): { topics: Topics; numbered: number } | { unknown: string } {
  let numbered = made.topicsNumbered;
  const listed: Topics = [];
  for (const { code, title } of wanted) {
    const known = topics.find((topic) => topic.code === code);
    if (code !== undefined && (!known || listed.some((each) => each.code === code))) return { unknown: code };
    if (!known) numbered += 1;
    const fresh = { code: `${_id}-T${String(numbered).padStart(2, '0')}`, revision: 0, minutes: 0 };
    const named = { title: { vi: title }, ...(!known?.issued && { summary: { vi: title } }) };
    listed.push({ ...(known ?? { ...fresh, summary: { vi: title }, questionCount: 0 }), ...named });
  }
  return { topics: listed, numbered };
}

type Saved =
  | { ok: true; bank: MadeBank }
  | { ok: false; error: { code: 'bank_not_found' | 'bank_topic_in_use' | 'bank_topic_unknown' } }
  /** Somebody else was first. */
  | { ok: false; error: { code: 'bank_changed' }; bank: MadeBank };

/** Whether a topic has questions, or something that was written to be read. */
const isInUse = async (
  { questions, topics }: Pick<Deps, 'questions' | 'topics'>,
  bank: string,
  { code, issued }: Topics[number],
): Promise<boolean> =>
  issued !== undefined ||
  (await questions.count(bank, { topic: code })) > 0 ||
  (await topics.find(bank, code)) !== undefined;

/** Saves title and topics of a bank; a topic stays that has questions or a lecture. */
export const makeSaveBank =
  ({ catalogue, questions, topics, clock }: Deps) =>
  async (code: string, { edition, title, topics: wanted }: SaveBank, by: string): Promise<Saved> => {
    const changed = async (): Promise<Saved> => {
      const bank = await catalogue.madeBanks.find(code);
      return bank
        ? { ok: false, error: { code: 'bank_changed' }, bank }
        : { ok: false, error: { code: 'bank_not_found' } };
    };
    const bank = await catalogue.madeBanks.find(code);
    if (bank?.made.edition !== edition) return changed();
    const gone = bank.topics.filter((topic) => !wanted.some((each) => each.code === topic.code));
    for (const topic of gone)
      if (await isInUse({ questions, topics }, code, topic))
        return { ok: false, error: { code: 'bank_topic_in_use' } };
    const read = topicsOf(bank, wanted);
    if ('unknown' in read) return { ok: false, error: { code: 'bank_topic_unknown' } };
    const outline = { title, topics: read.topics, by, at: clock.now() };
    if (!(await catalogue.madeBanks.saveOutline(bank, outline, read.numbered))) return changed();
    const after = await catalogue.madeBanks.find(code);
    return after ? { ok: true, bank: after } : changed();
  };
