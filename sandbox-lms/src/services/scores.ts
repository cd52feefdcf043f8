import { z } from 'zod';
import { findCourseRole } from '../launch/roles.ts';
import { type Platform, findCourse } from '../platform.ts';
import type { LineItem, Score } from '../state.ts';
import { resultUrl } from './addresses.ts';
import { type Answer, mediaType, parseObject, refuse } from './answer.ts';

/** Date, time and zone: a time without a zone means nothing between two machines. */
const ISO_WITH_ZONE = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:?\d\d)$/;

const ScoreBody = z
  .object({
    userId: z.union([z.string(), z.number()]).transform(String),
    timestamp: z.string().regex(ISO_WITH_ZONE),
    activityProgress: z.enum(['Initialized', 'Started', 'InProgress', 'Submitted', 'Completed']),
    gradingProgress: z.enum(['FullyGraded', 'Pending', 'PendingManual', 'Failed', 'NotReady']),
    scoreGiven: z.number().nonnegative().optional(),
    scoreMaximum: z.number().positive().optional(),
    comment: z.string().optional(),
  })
  .refine((body) => body.scoreGiven === undefined || body.scoreMaximum !== undefined);
type ScoreBody = z.infer<typeof ScoreBody>;

const wholeSeconds = (timestamp: string): number => Math.floor(Date.parse(timestamp) / 1000);

/** Only a final score is a grade: anything else leaves the cell empty, even where it held a grade before. */
function gradeOf(item: LineItem, body: ScoreBody): number | null {
  if (body.scoreGiven === undefined || body.gradingProgress !== 'FullyGraded') return null;
  const onColumn = (body.scoreGiven * item.scoreMaximum) / (body.scoreMaximum ?? 1);
  return Math.min(onColumn, item.scoreMaximum);
}

const isGradable = (platform: Platform, courseId: string, personId: string): boolean => {
  const course = findCourse(platform, courseId);
  return course !== undefined && findCourseRole(course, personId) === 'learner';
};

export interface ScoreOutcome {
  accepted: boolean;
  personId: string | null;
  answer: Answer;
}

const refusal = (status: number, reason: string, personId: string | null): ScoreOutcome => ({
  accepted: false,
  personId,
  answer: refuse(status, reason),
});

/** A score for one learner, by Moodle's rules (`scores.php`). */
export function acceptScore(platform: Platform, item: LineItem, text: string): ScoreOutcome {
  const object = parseObject(text);
  const claimed = typeof object?.userId === 'string' ? object.userId : null;
  const body = ScoreBody.safeParse(object).data;
  // Moodle puts the body into the reason phrase, where a line break spoils the status line.
  const malformed = text.trim().includes('\n') ? 200 : 400;
  if (!body) return refusal(malformed, 'Incorrect score received', claimed);
  if (!isGradable(platform, item.courseId, body.userId))
    return refusal(malformed, 'Incorrect score received', body.userId);
  const { scores } = platform.store.state;
  const stored = scores.find((score) => score.lineItemId === item.id && score.personId === body.userId);
  if (stored && wholeSeconds(stored.timestamp) >= wholeSeconds(body.timestamp)) {
    if (platform.faults.agsOlderIs400) {
      const timestamp = ['Score already exists for the provided timestamp.'];
      return { accepted: false, personId: body.userId, answer: { status: 400, errors: { timestamp } } };
    }
    const reason = `Refusing score with an earlier timestamp for item ${item.id} and user ${body.userId}`;
    return refusal(409, reason, body.userId);
  }
  const score: Score = {
    lineItemId: item.id,
    personId: body.userId,
    score: gradeOf(item, body),
    timestamp: body.timestamp,
    comment: body.comment ?? '',
    activityProgress: body.activityProgress,
    gradingProgress: body.gradingProgress,
  };
  if (stored) Object.assign(stored, score);
  else scores.push(score);
  return {
    accepted: true,
    personId: body.userId,
    answer: { status: 200, type: mediaType.score, body: [] },
  };
}

/** The grades of a column, the lecturer's own first. Asking for a page is a fatal error in Moodle. */
export function listResults(
  platform: Platform,
  item: LineItem,
  query: { user_id?: string | undefined; limit?: string | undefined },
): Answer {
  if (query.limit !== undefined) return refuse(500, 'limit cannot be used with type_id');
  if (platform.faults.resultsHidden) return { status: 200, type: mediaType.results, body: [] };
  const graded = platform.store.state.scores.filter(
    (score) => score.lineItemId === item.id && (!query.user_id || score.personId === query.user_id),
  );
  return {
    status: 200,
    type: mediaType.results,
    body: graded.flatMap((score) => {
      const result = score.override ?? score.score;
      if (result === null) return [];
      return {
        id: resultUrl(platform, item, score.personId),
        userId: score.personId,
        resultScore: result,
        resultMaximum: item.scoreMaximum,
        comment: score.comment,
        timestamp: score.timestamp,
      };
    }),
  };
}
