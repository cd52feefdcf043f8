import type { Learning } from '../learning/index.ts';
import { isTrial, type SessionData } from '../sessions/index.ts';
import type { PracticeRound } from './practice-round.model.ts';
import { isPassed, rightIn } from './practice.rules.ts';

/**
 * Tells the topic of a round how its self-check stands, after each answer. An answer that is sent again, because the
 * first one's reply was lost, tells it again, and that changes nothing.
 */
export const makeNoteCheck =
  ({ recordCheck }: Pick<Learning, 'recordCheck'>) =>
  async (session: SessionData, round: PracticeRound): Promise<void> => {
    const { check, topicCode, paper } = round;
    if (!check || isTrial(session)) return;
    const outcome = { right: rightIn(round), count: paper.length, passed: isPassed(round) };
    await recordCheck(session, topicCode, { id: check.material, ...outcome });
  };

export type NoteCheck = ReturnType<typeof makeNoteCheck>;
