import type { PracticeFeedback } from '@chuyen-de/contracts';
import { readResponse, typeOf, type LoggedResponse } from '@chuyen-de/question-types';
import type { Model } from 'mongoose';
import type { Exams } from '../exams/index.ts';
import type { Clock } from '../kernel/clock.ts';
import { owe, type OwedQueue } from '../storage/index.ts';
import type { PracticeRound } from './practice-round.model.ts';
import { feedbackOn, type PracticedQuestion } from './practice.rules.ts';

interface Deps {
  rounds: Model<PracticeRound>;
  exams: Pick<Exams, 'questionsHeldBack' | 'correctedQuestionsOf'>;
  owedQueue: OwedQueue;
  clock: Clock;
}

interface Answering {
  roundId: string;
  personId: string;
  slot: number;
  response: LoggedResponse;
}

type AnswerResult =
  /** With the round as it is after the answer. */
  | { ok: true; feedback: PracticeFeedback; round: PracticeRound }
  | {
      ok: false;
      error:
        | { code: 'practice_not_found' | 'key_held_back' }
        | { code: 'unknown_slot'; slot: number }
        | Extract<ReturnType<typeof readResponse>, { ok: false }>['fault'];
    };

/**
 * Takes the first answer to a question, and tells at once whether it was right and why: an answer after that changes
 * nothing, and is told the same. Nothing is told of a question whose key an exam holds back from the same person.
 */
export const makeAnswerQuestion =
  ({ rounds, exams, owedQueue, clock }: Deps) =>
  async ({ roundId, personId, slot, response }: Answering): Promise<AnswerResult> => {
    const read = () => rounds.findOne({ _id: roundId, personId }).lean<PracticeRound>();
    const round = await read();
    if (!round) return { ok: false, error: { code: 'practice_not_found' } };
    const place = round.paper.find((each) => each.slot === slot);
    if (!place) return { ok: false, error: { code: 'unknown_slot', slot } };
    if ((await exams.questionsHeldBack(personId)).has(place.question))
      return { ok: false, error: { code: 'key_held_back' } };
    const { questions, accepts } = await exams.correctedQuestionsOf(round);
    const question = questions.get(slot) as PracticedQuestion | undefined;
    if (!question) throw new Error(`slot ${slot} of practice ${roundId} has no question`);
    const known = round.answers[slot];
    if (known) return { ok: true, feedback: feedbackOn(place, question, known), round };

    const given = readResponse(place.type, place.optionOrder, response);
    if (!given.ok) return { ok: false, error: given.fault };
    const at = clock.now();
    const fraction = accepts(slot, given.response)
      ? 1
      : (typeOf(place.type).fraction(question, given.response) ?? 0);
    const answer = { response: given.response, fraction, at };
    const owed = owedQueue.lease([owe('records', at, { event: 'practised', slot })]);
    const { modifiedCount } = await rounds.updateOne(
      { _id: roundId, [`answers.${slot}`]: { $exists: false } },
      { $set: { [`answers.${slot}`]: answer }, $push: { owed: { $each: owed } } },
    );
    const answers = { ...round.answers, [slot]: answer };
    if (modifiedCount === 1) owedQueue.hand(rounds, { ...round, answers }, owed);
    // Of two taps at once the first counts.
    const kept = modifiedCount === 1 ? answer : ((await read())?.answers[slot] ?? answer);
    return {
      ok: true,
      feedback: feedbackOn(place, question, kept),
      round: { ...round, answers: { ...answers, [slot]: kept } },
    };
  };
