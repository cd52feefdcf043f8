import { randomInt } from 'node:crypto';
import type { Scope } from '@chuyen-de/contracts';
import type { Model } from 'mongoose';
import { levelsOf, type Edition } from '../bank/index.ts';
import { isDuplicateKey, type Owed } from '../storage/index.ts';
import { ownedBy } from './owned-by.ts';
import type { MadeOutline, PlacedItem, Programme } from './programme.model.ts';

/** A bank that is made in the browser. */
export type MadeBank = Programme & { made: MadeOutline };

/** Without those that are taken for one another. */
const LETTERS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const lettersOf = (length: number): string =>
  Array.from({ length }, () => LETTERS[randomInt(LETTERS.length)]).join('');

/** A code that the tool gives, as `NH-K7MX2QPA`. */
export const newCode = (prefix: string): string => `${prefix}-${lettersOf(8)}`;

/** Of a course a few, of a school some dozen: all programmes are in memory. */
const MOST_OF_AN_OWNER = 100;

const IS_MADE = { made: { $exists: true } };

/** A bank that has no topics yet. */
const emptyBank = (code: string, { owner, title, by, at }: NewBank): MadeBank => ({
  _id: code,
  owner,
  title: { vi: title },
  summary: { vi: title },
  version: 1,
  fingerprint: code,
  importedAt: at,
  topics: [],
  edition: { bank: code, number: 0, voided: [], cells: [] },
  exams: [],
  sources: [],
  made: { edition: 1, editedAt: at, editedBy: by, topicsNumbered: 0, questionsNumbered: 0 },
});

interface NewBank {
  owner: Scope;
  title: string;
  by: string;
  at: Date;
}

interface Deps {
  programmes: Model<Programme>;
  /** Is told that a programme has changed. */
  forget: () => void;
}

/** The bank with the topics that it was read with. */
const ofBank = ({ _id, made: { edition, issues } }: Pick<MadeBank, '_id' | 'made'>) => ({
  _id,
  'made.edition': edition,
  'made.issues': issues ?? { $exists: false },
});

const makeBankReading = ({ programmes }: Deps) => ({
  find: async (code: string): Promise<MadeBank | undefined> =>
    (await programmes.findOne({ _id: code, ...IS_MADE }).lean<MadeBank>()) ?? undefined,

  listOf: async (owners: readonly Scope[]): Promise<MadeBank[]> => {
    const found = await Promise.all(
      owners.map((owner) =>
        programmes
          .find({ ...ownedBy(owner), ...IS_MADE })
          .limit(MOST_OF_AN_OWNER)
          .lean<MadeBank[]>(),
      ),
    );
    return found.flat().sort((a, b) => b.made.editedAt.getTime() - a.made.editedAt.getTime());
  },

  /** Whether an owner has as many as they may. */
  isFull: async (owner: Scope): Promise<boolean> =>
    (await programmes.countDocuments({ ...ownedBy(owner), ...IS_MADE })) >= MOST_OF_AN_OWNER,
});

const makeBankChanges = ({ programmes, forget }: Deps) => ({
  insert: async (made: NewBank & { owed: (code: string) => Owed[] }): Promise<MadeBank> => {
    for (;;) {
      const code = newCode('NH');
      const bank = { ...emptyBank(code, made), owed: made.owed(code) };
      try {
        await programmes.insertMany([bank], { lean: true });
      } catch (error) {
        if (isDuplicateKey(error)) continue;
        throw error;
      }
      forget();
      return bank;
    }
  },

  /** Changes title and topics of an edition; false: they have changed meanwhile, or what is in force. */
  saveOutline: async (
    bank: MadeBank,
    { title, topics, by, at }: { title: string; topics: PlacedItem[]; by: string; at: Date },
    topicsNumbered: number,
  ): Promise<boolean> => {
    const { modifiedCount } = await programmes.updateOne(
      { ...ofBank(bank), 'edition.number': bank.edition.number },
      {
        $set: {
          ...{ title: { vi: title }, summary: { vi: title }, topics },
          'made.edition': bank.made.edition + 1,
          ...{ 'made.editedAt': at, 'made.editedBy': by, 'made.topicsNumbered': topicsNumbered },
        },
      },
    );
    forget();
    return modifiedCount === 1;
  },

  /** Gives numbers to so many questions. @returns the first of them */
  numberQuestions: async (code: string, count: number): Promise<number | undefined> => {
    const after = await programmes
      .findOneAndUpdate(
        { _id: code, ...IS_MADE },
        { $inc: { 'made.questionsNumbered': count } },
        { returnDocument: 'after', projection: { made: 1 } },
      )
      .lean<Pick<MadeBank, 'made'>>();
    return after ? after.made.questionsNumbered - count + 1 : undefined;
  },
});

const makeBankCouncil = ({ programmes, forget }: Deps) => ({
  /** Says which council an edition has, or that it has none; false: it has changed meanwhile. */
  saveCouncil: async (
    bank: MadeBank,
    council: MadeOutline['council'],
    { by, at, owed }: { by: string; at: Date; owed: Owed },
  ): Promise<boolean> => {
    const edited = { 'made.edition': bank.made.edition + 1, 'made.editedAt': at, 'made.editedBy': by };
    const { modifiedCount } = await programmes.updateOne(ofBank(bank), {
      $set: { ...edited, ...(council && { 'made.council': council }) },
      ...(!council && { $unset: { 'made.council': true } }),
      $push: { owed },
    });
    forget();
    return modifiedCount === 1;
  },
});

const makeBankIssuing = ({ programmes, forget }: Deps) => ({
  /** Puts an edition of a bank's questions into force; false: another one came in between, or its topics changed. */
  putIntoForce: async (
    bank: MadeBank,
    { edition, at, owed }: { edition: Edition; at: Date; owed: Owed },
  ): Promise<boolean> => {
    const topics = bank.topics.map((topic) => {
      const levels = levelsOf(edition, topic.code);
      return { ...topic, questionCount: levels.reduce((sum, { count }) => sum + count, 0) };
    });
    const { modifiedCount } = await programmes.updateOne(
      { ...ofBank(bank), 'edition.number': bank.edition.number },
      { $set: { edition, topics, importedAt: at }, $push: { owed } },
    );
    forget();
    return modifiedCount === 1;
  },
});

const makeTopicIssuing = ({ programmes, forget }: Deps) => ({
  /** Says of a topic which revision is read, and whether it is offered; false: the bank has changed meanwhile. */
  placeTopic: async (bank: MadeBank, topic: PlacedItem, owed: Owed): Promise<boolean> => {
    const topics = bank.topics.map((each) => (each.code === topic.code ? topic : each));
    const { modifiedCount } = await programmes.updateOne(
      { ...ofBank(bank), 'edition.number': bank.edition.number },
      { $set: { topics, 'made.issues': (bank.made.issues ?? 0) + 1 }, $push: { owed } },
    );
    forget();
    return modifiedCount === 1;
  },
});

/**
 * The banks that are made in the browser: programmes without exams and files. Title and topics change under
 * the condition of their edition, what is in force under that of both; neither overwrites the other.
 */
export const makeMadeBanks = (deps: Deps) => ({
  ...makeBankReading(deps),
  ...makeBankChanges(deps),
  ...makeBankCouncil(deps),
  ...makeBankIssuing(deps),
  ...makeTopicIssuing(deps),
});
