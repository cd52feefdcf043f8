import type { PracticeRound, PracticeStart } from '@chuyen-de/contracts';
import type { Model } from 'mongoose';
import type { FoundTopic } from '../catalogue/index.ts';
import type { Exams } from '../exams/index.ts';
import type { PracticeRound as StoredRound } from './practice-round.model.ts';
import {
  feedbackOn,
  isPassed,
  rightIn,
  shownPractice,
  wrongPaper,
  type PracticedQuestion,
} from './practice.rules.ts';
import { levelsOf } from './start-round.ts';

interface Deps {
  rounds: Model<StoredRound>;
  exams: Pick<Exams, 'questionsHeldBack' | 'correctedQuestionsOf'>;
}

const questionAt = (questions: ReadonlyMap<number, unknown>, slot: number): PracticedQuestion => {
  const question = questions.get(slot);
  if (!question) throw new Error(`slot ${slot} has no question`);
  return question as PracticedQuestion;
};

/** What a person sees of their practice: no key of a question before it was answered, nor while an exam holds it back. */
export const makePracticeViews = ({ rounds, exams }: Deps) => ({
  findRound: (id: string, personId: string): Promise<StoredRound | null> =>
    rounds.findOne({ _id: id, personId }).lean<StoredRound>(),

  async startView(found: FoundTopic, personId: string): Promise<PracticeStart> {
    const { code, title } = found.topic;
    const last = await rounds
      .findOne({ personId, topicCode: code, check: { $exists: false } })
      .sort({ startedAt: -1 })
      .lean<StoredRound>();
    return {
      topic: { code, title },
      levels: levelsOf(found),
      last: last && {
        id: last._id,
        right: rightIn(last),
        count: last.paper.length,
        wrong: wrongPaper(last).length,
      },
    };
  },

  async roundView(round: StoredRound): Promise<PracticeRound> {
    const { _id, topicCode, topicTitle, level, check, paper, answers } = round;
    const [{ questions }, heldBack] = await Promise.all([
      exams.correctedQuestionsOf(round),
      exams.questionsHeldBack(round.personId),
    ]);
    const answered = paper.filter(({ slot }) => answers[slot] !== undefined);
    const told = answered.filter(({ question }) => !heldBack.has(question));
    return {
      id: _id,
      topic: { code: topicCode, title: topicTitle },
      level: level ?? null,
      questions: paper.map((place) => shownPractice(place, questionAt(questions, place.slot))),
      answered: told.flatMap((place) => {
        const answer = answers[place.slot];
        return answer ? [feedbackOn(place, questionAt(questions, place.slot), answer)] : [];
      }),
      shut: answered.filter(({ question }) => heldBack.has(question)).map(({ slot }) => slot),
      check: check
        ? { material: check.material, title: check.title, needed: check.needed, passed: isPassed(round) }
        : null,
    };
  },
});
