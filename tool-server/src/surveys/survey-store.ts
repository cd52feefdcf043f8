import { randomUUID } from 'node:crypto';
import { MOST_SURVEY_ANSWERS, MOST_SURVEYS } from '@chuyen-de/contracts';
import type { Connection, Model } from 'mongoose';
import type { Clock } from '../kernel/clock.ts';
import { isDuplicateKey } from '../storage/index.ts';
import { surveyBoxModel, type SurveyBox } from './survey-box.model.ts';
import { surveyModel, type StoredSurvey } from './survey.model.ts';
import type { Tally } from './survey.rules.ts';

type Written = Pick<StoredSurvey, 'title' | 'intro' | 'questions' | 'opensAt' | 'closesAt'>;

interface Parts {
  surveys: Model<StoredSurvey>;
  boxes: Model<SurveyBox>;
  clock: Clock;
}

const makeMaking = ({ surveys, boxes, clock }: Parts) => ({
  find: (classId: string, id: string): Promise<StoredSurvey | null> =>
    surveys.findOne({ _id: id, classId }).lean<StoredSurvey>(),

  /** The newest first. */
  listOf: (classId: string): Promise<StoredSurvey[]> =>
    surveys.find({ classId }).sort({ madeAt: -1 }).limit(MOST_SURVEYS).lean<StoredSurvey[]>(),

  /** Answers its id; undefined: there are too many already. */
  async make(written: Written & { classId: string; by: string }): Promise<string | undefined> {
    if ((await surveys.countDocuments({ classId: written.classId })) >= MOST_SURVEYS) return undefined;
    const _id = randomUUID();
    const made = { ...written, _id, madeAt: clock.now(), state: 'draft' as const, change: 0 };
    await surveys.insertMany([made], { lean: true });
    return _id;
  },

  /** False: it is no draft of that change any more. */
  change: async (id: string, change: number, written: Written): Promise<boolean> =>
    (await surveys.updateOne({ _id: id, state: 'draft', change }, { $set: written, $inc: { change: 1 } }))
      .matchedCount === 1,

  /** False: it is no draft of that change any more. */
  async publish(id: string, change: number): Promise<boolean> {
    // The box comes first: what is published can be answered. One of a draft is never looked into.
    const box = { _id: id, sealed: false, answered: [], answers: 0, given: {}, counts: {}, texts: [] };
    await boxes.insertMany([box], { lean: true }).catch((error: unknown) => {
      if (!isDuplicateKey(error)) throw error;
    });
    const filter = { _id: id, state: 'draft' as const, change };
    return (await surveys.updateOne(filter, { $set: { state: 'published' } })).matchedCount === 1;
  },

  /** False: it is no draft any more. */
  async remove(id: string): Promise<boolean> {
    if ((await surveys.deleteOne({ _id: id, state: 'draft' })).deletedCount === 0) return false;
    await boxes.deleteOne({ _id: id });
    return true;
  },
});

type Refusal = 'survey_answered' | 'survey_closed' | 'survey_full';

/** What a tally adds to a box: the person among those who have answered, and the sums. */
function additionsOf(personId: string, { given, chosen, texts }: Tally) {
  const $inc: Record<string, number> = { answers: 1 };
  for (const number of given) $inc[`given.${number}`] = 1;
  for (const [number, choice] of chosen) $inc[`counts.${number}.${choice}`] = 1;
  const keyed = texts.map((text) => ({ ...text, key: randomUUID() }));
  return {
    $inc,
    $push: {
      answered: { $each: [{ by: personId }], $sort: { by: 1 as const } },
      texts: { $each: keyed, $sort: { key: 1 as const } },
    },
  };
}

function makeCounting({ boxes }: Parts) {
  const seal = async (id: string): Promise<void> => {
    await boxes.updateOne({ _id: id }, { $set: { sealed: true } });
  };
  return {
    seal,

    /**
     * Counts somebody's answers, in one update of one document: both that they have answered and what they have
     * answered is there, or neither. Undefined: they are counted.
     */
    async count(id: string, personId: string, tally: Tally): Promise<Refusal | undefined> {
      const room = { [`answered.${MOST_SURVEY_ANSWERS - 1}`]: { $exists: false } };
      const filter = { _id: id, sealed: false, 'answered.by': { $ne: personId }, ...room };
      if ((await boxes.updateOne(filter, additionsOf(personId, tally))).matchedCount === 1) return undefined;
      if (await boxes.exists({ _id: id, 'answered.by': personId })) return 'survey_answered';
      return (await boxes.exists({ _id: id, sealed: true })) ? 'survey_closed' : 'survey_full';
    },

    /** Those of some surveys which somebody has answered. */
    async answeredBy(personId: string, ids: readonly string[]): Promise<ReadonlySet<string>> {
      const found = await boxes.find({ _id: { $in: ids }, 'answered.by': personId }, { _id: 1 }).lean();
      return new Set(found.map(({ _id }) => _id));
    },

    /** How many have answered some surveys. */
    async answersOf(ids: readonly string[]): Promise<ReadonlyMap<string, number>> {
      const found = await boxes.find({ _id: { $in: ids } }, { answers: 1 }).lean();
      return new Map(found.map(({ _id, answers }) => [_id, answers]));
    },

    /** What came in, to which nothing is added any more; without who has answered. */
    async sumsOf(id: string): Promise<Omit<SurveyBox, 'answered'> | null> {
      // One whose time is over is shut here: an answer on its way may not come after what is shown.
      await seal(id);
      return boxes.findById(id, { answered: 0 }).lean<Omit<SurveyBox, 'answered'>>();
    },
  };
}

/** Surveys of classes, and what came in. */
export function makeSurveyStore({ connection, clock }: { connection: Connection; clock: Clock }) {
  const parts = { surveys: surveyModel(connection), boxes: surveyBoxModel(connection), clock };
  const making = makeMaking(parts);
  const counting = makeCounting(parts);
  return {
    models: [parts.surveys, parts.boxes],
    ...making,
    ...counting,

    /** Shuts its box first: whoever sees that it is closed sees all that came in. */
    async close(id: string): Promise<void> {
      await counting.seal(id);
      await parts.surveys.updateOne({ _id: id, state: 'published' }, { $set: { state: 'closed' } });
    },
  };
}

export type SurveyStore = ReturnType<typeof makeSurveyStore>;
