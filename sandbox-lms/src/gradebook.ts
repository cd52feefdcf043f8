import { fullName } from './launch/custom-parameters.ts';
import { type Platform, findLineItem, findPerson, must } from './platform.ts';
import type { LineItem, ScorePost } from './state.ts';

/** One cell of the gradebook: a learner in a column. */
export interface GradebookRow {
  personId: string;
  name: string;
  lineItemId: string;
  linkId: string | null;
  label: string;
  /** What counts: the lecturer's own grade where there is one. */
  score: number | null;
  scoreMaximum: number;
  overridden: boolean;
  timestamp: string;
  comment: string;
  activityProgress: string;
  gradingProgress: string;
}

export interface Gradebook {
  lineItems: LineItem[];
  /** Cells that the tool or a lecturer has written to. */
  rows: GradebookRow[];
  /** Every POST to the scores service, accepted or refused, oldest first. */
  posts: ScorePost[];
}

export function readGradebook(platform: Platform, courseId: string): Gradebook {
  const { state } = platform.store;
  const lineItems = state.lineItems.filter((item) => item.courseId === courseId);
  const rows = state.scores.flatMap((score): GradebookRow[] => {
    const item = lineItems.find(({ id }) => id === score.lineItemId);
    const person = findPerson(platform, score.personId);
    if (!item || !person) return [];
    const { lineItemId, personId, timestamp, comment, activityProgress, gradingProgress } = score;
    return [
      {
        personId,
        name: fullName(person),
        lineItemId,
        linkId: item.linkId,
        label: item.label,
        score: score.override ?? score.score,
        scoreMaximum: item.scoreMaximum,
        overridden: score.override !== undefined,
        timestamp,
        comment,
        activityProgress,
        gradingProgress,
      },
    ];
  });
  return {
    lineItems: lineItems.map((item) => ({ ...item })),
    rows,
    posts: state.posts.filter((post) => post.courseId === courseId),
  };
}

/** A lecturer's own grade; `null` gives the cell back to the tool. Not yet on disk. */
export function overrideGrade(
  platform: Platform,
  lineItemId: string,
  personId: string,
  grade: number | null,
): void {
  const { scores } = platform.store.state;
  must(findLineItem(platform, lineItemId), 'line item', lineItemId);
  const existing = scores.find((score) => score.lineItemId === lineItemId && score.personId === personId);
  const score = existing ?? {
    lineItemId,
    personId,
    score: null,
    timestamp: new Date(0).toISOString(),
    comment: '',
    activityProgress: 'Initialized',
    gradingProgress: 'NotReady',
  };
  if (grade === null) delete score.override;
  else score.override = grade;
  if (!existing) scores.push(score);
}

/** What a lecturer does who deletes a column in the gradebook; of links too. Not yet on disk. */
export function removeColumn({ store }: Platform, lineItemId: string): void {
  const { state } = store;
  state.lineItems = state.lineItems.filter(({ id }) => id !== lineItemId);
  state.scores = state.scores.filter((score) => score.lineItemId !== lineItemId);
}
