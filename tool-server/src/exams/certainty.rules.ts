import type { Certainty } from '@chuyen-de/contracts';

/** Marks of an answer by how certain its learner is, of three. @see Gardner-Medwin; Moodle, question_cbm */
const RIGHT: Record<Certainty, number> = { 1: 1, 2: 2, 3: 3 };
const WRONG: Record<Certainty, number> = { 1: 0, 2: -2, 3: -6 };
const MOST = 3;

/** The least that a place may earn, as a share of what it is worth. */
export const LEAST_SHARE = WRONG[3] / MOST;

/**
 * What an answer earns where its certainty counts, as a share of what the place is worth: a part that is right earns
 * that part of the mark, and only what is wrong altogether is taken for wrong.
 * @param certainty absent: the least
 */
export const shareByCertainty = (fraction: number, certainty: Certainty = 1): number =>
  (fraction > 0 ? fraction * RIGHT[certainty] : WRONG[certainty]) / MOST;
