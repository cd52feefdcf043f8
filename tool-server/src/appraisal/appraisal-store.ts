import type { Connection, Model } from 'mongoose';
import type { AdministrativeEntry } from '../audit/index.ts';
import { isDuplicateKey, owe, type Owed } from '../storage/index.ts';
import { appraisalModel, type Appraisal } from './appraisal.model.ts';
import type { Outcome } from './appraisal.rules.ts';

const LISTED = 200;
const ASKED_AT_ONCE = 500;
const TRIES = 5;
/** How long what is being put into force may take, before others may take it back. */
const HELD_MS = 120_000;

const OPEN = { owner: 1, question: 1, state: 1, members: 1, checks: 1, 'content.type': 1 } as const;
export type OpenAppraisal = Pick<
  Appraisal,
  '_id' | 'owner' | 'question' | 'state' | 'members' | 'checks' | 'content'
>;

export type AppraisalDeed = Extract<AdministrativeEntry['deed'], `appraisal-${string}`>;

/** What the audit is owed of something that is done to an appraisal. */
export function owedOf(
  deed: AppraisalDeed,
  { _id, question, hash }: Pick<Appraisal, '_id' | 'question' | 'hash'>,
  { by, at, said }: { by: string; at: Date; said?: object },
): Owed {
  const entry: AdministrativeEntry = {
    deed,
    by: `person:${by}`,
    subject: { kind: 'appraisal', id: _id },
    after: { question, hash, ...said },
  };
  return owe('audit', at, { ...entry });
}

const makeReading = (appraisals: Model<Appraisal>) => ({
  find: async (id: string): Promise<Appraisal | undefined> =>
    (await appraisals.findById(id).lean<Appraisal>()) ?? undefined,

  /** What waits for a member, the most urgent first. */
  waitingFor: async (member: string, theirs: (appraisal: Appraisal) => boolean): Promise<Appraisal[]> => {
    const found: Appraisal[] = [];
    const waiting = appraisals.find({ waiting: member }).sort({ due: 1 }).lean<Appraisal[]>().cursor();
    for await (const appraisal of waiting) {
      if (theirs(appraisal)) found.push(appraisal);
      if (found.length === LISTED) break;
    }
    return found;
  },

  /** What of a bank waits for a member. */
  waitingIn: (bank: string, member: string): Promise<Appraisal[]> =>
    appraisals.find({ waiting: member, bank }).lean<Appraisal[]>(),

  /** What of some questions is before a council: as much as it takes to know who has answered it. */
  openAmong: async (questions: readonly string[]): Promise<OpenAppraisal[]> => {
    const found: OpenAppraisal[] = [];
    for (let from = 0; from < questions.length; from += ASKED_AT_ONCE)
      found.push(
        ...(await appraisals
          .find({ open: { $in: questions.slice(from, from + ASKED_AT_ONCE) } }, OPEN)
          .lean<OpenAppraisal[]>()),
      );
    return found;
  },

  /** Those of some questions of which something may still come. */
  openOf: (questions: readonly string[]): Promise<Appraisal[]> =>
    appraisals.find({ open: { $in: [...questions] } }).lean<Appraisal[]>(),

  /** The questions of a bank that were ever before its council, each once. */
  appraisedIn: async (bank: string): Promise<string[]> => {
    const found = await appraisals.find({ bank }, { question: 1 }).lean<Pick<Appraisal, 'question'>[]>();
    return [...new Set(found.map(({ question }) => question))];
  },

  /** What a question was handed in as, the last first. */
  historyOf: (question: string): Promise<Pick<Appraisal, '_id' | 'hash' | 'state'>[]> =>
    appraisals
      .find({ question }, { hash: 1, state: 1 })
      .sort({ submittedAt: -1 })
      .lean<Pick<Appraisal, '_id' | 'hash' | 'state'>[]>(),

  lastOf: async (question: string): Promise<Appraisal | undefined> =>
    (await appraisals.findOne({ question }).sort({ submittedAt: -1 }).lean<Appraisal>()) ?? undefined,
});

/** What a bank has before its council, and what became of it. */
const makeListing = (appraisals: Model<Appraisal>) => ({
  /** Questions of a bank that can be issued. */
  approvedIn: async (bank: string, most: number): Promise<string[]> => {
    const found = await appraisals
      .find({ bank, state: 'approved' }, { question: 1 })
      .sort({ question: 1 })
      .limit(most)
      .lean<Pick<Appraisal, 'question'>[]>();
    return found.map(({ question }) => question);
  },

  countApproved: (bank: string): Promise<number> =>
    appraisals.countDocuments({ bank, state: 'approved' }).exec(),

  /** Those of a bank that are under way; or those that were decided between two moments. */
  listOf: (bank: string, decided: { from: Date; to: Date } | undefined, most: number): Promise<Appraisal[]> =>
    appraisals
      .find(
        decided
          ? { bank, decidedAt: { $gte: decided.from, $lt: decided.to } }
          : { bank, state: { $in: ['in-review', 'approved'] } },
      )
      .sort({ question: 1, submittedAt: 1 })
      .limit(most)
      .lean<Appraisal[]>(),
});

type Rule = (appraisal: Appraisal) => Outcome;
export type Done =
  | { ok: true; appraisal: Appraisal }
  | Extract<Outcome, { ok: false }>
  | { ok: false; error: { code: 'appraisal_not_found' | 'too_busy' } };

/** Does to an appraisal what a rule says, again where somebody else came in between. */
async function act(appraisals: Model<Appraisal>, id: string, rule: Rule, owed: Owed): Promise<Done> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const before = await appraisals.findById(id).lean<Appraisal>();
    if (!before) return { ok: false, error: { code: 'appraisal_not_found' } };
    const outcome = rule(before);
    if (!outcome.ok) return outcome;
    const { isClosed, ...change } = outcome.change;
    const appraisal = await appraisals
      .findOneAndUpdate(
        { _id: id, version: before.version },
        {
          $set: { ...change, version: before.version + 1 },
          ...(isClosed === true && { $unset: { open: true } }),
          $push: { owed },
        },
        { returnDocument: 'after' },
      )
      .lean<Appraisal>();
    if (appraisal) return { ok: true, appraisal };
  }
  return { ok: false, error: { code: 'too_busy' } };
}

/** What councils were handed in, and what they said of it. */
export function makeAppraisalStore({ connection }: { connection: Connection }) {
  const appraisals = appraisalModel(connection);
  return {
    models: [appraisals],
    owing: appraisals,
    ...makeReading(appraisals),
    ...makeListing(appraisals),

    /** False: the question is handed in already. */
    insert: async (appraisal: Appraisal): Promise<boolean> => {
      try {
        await appraisals.insertMany([appraisal], { lean: true });
        return true;
      } catch (error) {
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },

    act: (id: string, rule: Rule, owed: Owed): Promise<Done> => act(appraisals, id, rule, owed),

    /** Of some questions what is approved; nobody takes it back for a while, or until it is let go. */
    hold: async (questions: readonly string[], now: Date): Promise<{ held: Appraisal[]; until: Date }> => {
      const until = new Date(now.getTime() + HELD_MS);
      const which = { open: { $in: [...questions] }, state: 'approved' } as const;
      await appraisals.updateMany(which, { $set: { heldUntil: until }, $inc: { version: 1 } });
      return { held: await appraisals.find(which).lean<Appraisal[]>(), until };
    },

    /** Lets go what was held until then, and not by somebody else since. */
    letGo: async (questions: readonly string[], until: Date): Promise<void> => {
      await appraisals.updateMany(
        { open: { $in: [...questions] }, heldUntil: until },
        { $unset: { heldUntil: true }, $inc: { version: 1 } },
      );
    },

    /** Takes down that what was approved of a question is in force. */
    tellIssued: async (question: string, hash: string, revision: number): Promise<void> => {
      await appraisals.updateOne(
        { open: question, state: 'approved', hash },
        {
          $set: { state: 'issued', revision },
          $unset: { open: true, heldUntil: true },
          $inc: { version: 1 },
        },
      );
    },
  };
}

export type AppraisalStore = ReturnType<typeof makeAppraisalStore>;
