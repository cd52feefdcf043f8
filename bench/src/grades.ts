import { setTimeout as sleep } from 'node:timers/promises';
import type { SatExam } from './learner.ts';
import type { BenchPlatform } from './platform.ts';
import { until } from './until.ts';

/** Of the marks that people read, and that gradebooks are sent. */
const SCALE = 10;

/** After the last grade: one sent twice would come by then. */
const AFTERWARDS_MS = 1_500;

export interface Grades {
  expected: number;
  arrived: number;
  /** As the learner was told, in every post. */
  right: number;
  /** People whose grade came more than once. */
  repeated: number;
  /** From the last submission until the last grade had arrived; undefined: not all arrived. */
  seconds: number | undefined;
}

/** Waits for the grades of all exams at the platform, and compares them with what the learners were told. */
export async function awaitGrades(
  platform: BenchPlatform,
  exams: SatExam[],
  submittedAt: number,
): Promise<Grades> {
  const complete = await until(() => exams.every(({ subject }) => platform.scores.has(subject)), 100);
  await sleep(AFTERWARDS_MS);
  const grades = exams.map(({ subject, score }) => ({ score, posts: platform.scores.get(subject) ?? [] }));
  const last = grades
    .flatMap(({ posts }) => posts.map(({ arrivedAt }) => arrivedAt))
    .reduce((latest, at) => Math.max(latest, at), submittedAt);
  const arrived = grades.filter(({ posts }) => posts.length > 0);
  return {
    expected: exams.length,
    arrived: arrived.length,
    right: arrived.filter(({ score, posts }) =>
      posts.every(({ given, maximum }) => given === score.outOfTen && maximum === SCALE),
    ).length,
    repeated: arrived.filter(({ posts }) => posts.length > 1).length,
    seconds: complete ? (last - submittedAt) / 1000 : undefined,
  };
}
