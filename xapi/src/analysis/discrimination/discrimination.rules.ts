/** An answer to a question, and what the rest of its attempt came to. */
export interface ScoredAnswer {
  /** Covariance is taken within each exam: a question may be in an easy and in a hard one. */
  exam: string;
  /** Score of the question. */
  score: number;
  /** Sum of the scores of all other answers of the attempt; a blank has none. */
  rest: number;
}

interface Sums {
  n: number;
  score: number;
  rest: number;
  scoreSquares: number;
  restSquares: number;
  products: number;
}

const NOTHING: Sums = { n: 0, score: 0, rest: 0, scoreSquares: 0, restSquares: 0, products: 0 };

const withAnswer = (sums: Sums, { score, rest }: ScoredAnswer): Sums => ({
  n: sums.n + 1,
  score: sums.score + score,
  rest: sums.rest + rest,
  scoreSquares: sums.scoreSquares + score * score,
  restSquares: sums.restSquares + rest * rest,
  products: sums.products + score * rest,
});

/** Less than this is no variance, but what doubles leave of none. */
const LEAST_VARIANCE = 1e-9;

/**
 * Corrected item-total correlation (point-biserial where the score is 0 or 1), −1 to 1:
 *
 * r = Σ(x − x̄ₑ)(y − ȳₑ) / √( Σ(x − x̄ₑ)² · Σ(y − ȳₑ)² )
 *
 * over all answers to one question, x being its score, y that of the rest of the attempt, and x̄ₑ, ȳₑ their means over
 * the answers within the same exam. The question itself is not part of y, so that it does not correlate with itself;
 * attempts may draw different questions. Undefined where all answers score alike, or all rests do.
 * @see S. Henrysson (1963), "Correction of item-total correlations in item analysis"; Moodle quiz statistics,
 * "discrimination index", which is 100 times that within one quiz
 */
export function discriminationOf(answers: readonly ScoredAnswer[]): number | undefined {
  const byExam = new Map<string, Sums>();
  for (const answer of answers)
    byExam.set(answer.exam, withAnswer(byExam.get(answer.exam) ?? NOTHING, answer));
  let [products, scores, rests] = [0, 0, 0];
  for (const sums of byExam.values()) {
    products += sums.products - (sums.score * sums.rest) / sums.n;
    scores += sums.scoreSquares - (sums.score * sums.score) / sums.n;
    rests += sums.restSquares - (sums.rest * sums.rest) / sums.n;
  }
  if (scores < LEAST_VARIANCE || rests < LEAST_VARIANCE) return undefined;
  return Math.min(1, Math.max(-1, products / Math.sqrt(scores * rests)));
}
