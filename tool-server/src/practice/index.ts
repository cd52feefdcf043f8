export { makePractice, type Practice } from './make-practice.ts';
export { type PracticeRound } from './practice-round.model.ts';
