import type { Connection } from 'mongoose';

type Part = 'response' | 'marks' | 'correctness' | 'key' | 'explanation' | 'feedback';

const BOTH = [true, false] as const;

/** What exams said of reviews, in all eight ways. */
const FORMER = BOTH.flatMap((answers) =>
  BOTH.flatMap((key) => BOTH.map((explanation) => ({ answers, key, explanation }))),
);

/** The same by moment: the score was always told, and all else as soon as there was one. */
function byMoment({ answers, key, explanation }: (typeof FORMER)[number]) {
  const parts: [Part, boolean][] = [
    ['response', answers],
    ['marks', true],
    ['correctness', answers],
    ['key', key],
    ['explanation', explanation],
    ['feedback', true],
  ];
  const after = parts.flatMap(([part, isShown]) => (isShown ? [part] : []));
  const during = [
    ...(answers ? (['marks', 'correctness'] as const) : []),
    ...(explanation ? (['explanation'] as const) : []),
  ];
  return { during, submitted: after, open: after, closed: after };
}

/** Where the settings of an exam are stored: its revisions, the terms of attempts, drafts. */
const PLACES = [
  ['exams', 'review'],
  ['attempts', 'exam.review'],
  ['madeExams', 'draft.review'],
] as const;

/**
 * Settings said what may be reviewed once an attempt is marked; now they say it for each moment. Speaks of collections
 * as they were stored, not of the models of today.
 */
export async function sayReviewsByMoment(connection: Connection): Promise<void> {
  for (const [collection, path] of PLACES)
    for (const former of FORMER) {
      const said = Object.entries(former).map(([name, is]) => [`${path}.${name}`, is] as const);
      await connection
        .collection(collection)
        .updateMany(Object.fromEntries(said), { $set: { [path]: byMoment(former) } });
    }
}
