import { makeGather } from './gather.ts';

/**
 * Answers what is asked for at the same time by one command. Whatever is asked is looked up after it was asked.
 * @param answerAll an answer for each, in their order
 */
export function makeAskTogether<Asked, Answer>(answerAll: (asked: Asked[]) => Promise<Answer[]>) {
  interface Piece {
    asked: Asked;
    answer?: Answer;
  }
  const gather = makeGather(async (pieces: Piece[]) => {
    const answers = await answerAll(pieces.map(({ asked }) => asked));
    for (const [index, piece] of pieces.entries()) piece.answer = answers[index] as Answer;
  });
  return async (asked: Asked): Promise<Answer> => {
    const piece: Piece = { asked };
    await gather(piece);
    return piece.answer as Answer;
  };
}
