import type { ScoredAnswer } from './discrimination.rules.ts';

/** Share of those who did best, and of those who did worst: it tells most, as far as scores are spread normally. */
const SHARE = 0.27;

/** With fewer, the two groups would hardly be apart. */
const LEAST_OF_EXAM = 4;

interface Half {
  /** Answers that count, in parts where some of those who are equal count. */
  people: number;
  score: number;
}

/**
 * The first of a sorted list, so many as are asked for. Where the border lies between people whose rest is equal, each
 * of them counts with the same part: no order decides what they do not differ in.
 */
function firstOf(sorted: readonly ScoredAnswer[], people: number): Half {
  const border = sorted[people - 1]?.rest;
  const before = sorted.slice(0, people).filter(({ rest }) => rest !== border);
  const equals = sorted.filter(({ rest }) => rest === border);
  const part = (people - before.length) / equals.length;
  const sum = (list: readonly ScoredAnswer[]) => list.reduce((total, { score }) => total + score, 0);
  return { people, score: sum(before) + part * sum(equals) };
}

/**
 * Upper-lower discrimination index: D = p_U − p_L, −1 to 1, p_U being the mean score of the question among the 27 % of
 * its answers whose attempts came to most in their other questions, and p_L among the 27 % that came to least; taken
 * within each exam (of fewer than four answers to it, none count), and together over exams. As with the correlation,
 * the question itself decides about nobody's group. Undefined where nothing counts, or where all rests are equal.
 * @see T. L. Kelley (1939), "The selection of upper and lower groups for the validation of test items"
 */
export function upperLowerOf(answers: readonly ScoredAnswer[]): number | undefined {
  const byExam = new Map<string, ScoredAnswer[]>();
  for (const answer of answers) {
    const list = byExam.get(answer.exam);
    if (list) list.push(answer);
    else byExam.set(answer.exam, [answer]);
  }
  const [upper, lower] = [
    { people: 0, score: 0 },
    { people: 0, score: 0 },
  ];
  for (const list of byExam.values()) {
    const people = Math.round(list.length * SHARE);
    const sorted = list.sort((a, b) => b.rest - a.rest);
    if (list.length < LEAST_OF_EXAM || sorted[0]?.rest === sorted.at(-1)?.rest) continue;
    const ends = [firstOf(sorted, people), firstOf([...sorted].reverse(), people)] as const;
    for (const [half, end] of [[upper, ends[0]] as const, [lower, ends[1]] as const]) {
      half.people += end.people;
      half.score += end.score;
    }
  }
  if (upper.people === 0) return undefined;
  return upper.score / upper.people - lower.score / lower.people;
}
