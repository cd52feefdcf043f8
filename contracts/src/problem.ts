import { z } from 'zod';

/**
 * Every expected error of the HTTP API, and its status. The server sends code and data as
 * `application/problem+json` (RFC 9457); the user interface owns the words.
 */
export const PROBLEM_STATUS = {
  invalid_request: 400,
  malformed_json: 400,
  session_required: 401,
  session_expired: 401,
  session_ended: 401,
  launch_code_spent: 401,
  not_permitted: 403,
  role_to_oneself: 403,
  role_out_of_reach: 403,
  not_in_this_link: 403,
  not_found: 404,
  topic_not_found: 404,
  section_not_found: 404,
  exam_not_found: 404,
  attempt_not_found: 404,
  grade_not_found: 404,
  person_not_found: 404,
  role_grant_not_found: 404,
  role_held_already: 409,
  role_until_past: 422,
  attempt_closed: 409,
  attempt_removed: 410,
  attempt_still_open: 409,
  attempt_taken_over: 409,
  attempts_used_up: 409,
  blueprint_short: 409,
  exam_not_open_yet: 409,
  exam_no_longer_open: 409,
  exam_paused: 409,
  paused_already: 409,
  nothing_paused: 409,
  nobody_at_work: 409,
  accommodation_contradicts: 422,
  accommodation_past: 422,
  draft_changed: 409,
  draft_faulty: 422,
  exam_in_use: 409,
  practice_not_found: 404,
  nothing_to_practise: 409,
  question_in_exam: 409,
  unknown_slot: 422,
  unknown_option: 422,
  too_many_options: 422,
  wrong_response: 422,
  answers_too_late: 409,
  roster_unavailable: 502,
  roster_not_offered: 409,
  picker_closed: 409,
  item_not_accepted: 422,
  too_slow: 408,
  too_large: 413,
  too_many_requests: 429,
  internal_error: 500,
  too_busy: 503,
  store_unavailable: 503,
  store_full: 503,
} as const;

export type ErrorCode = keyof typeof PROBLEM_STATUS;

/** An error response. `code` is stable; further members depend on it and are plain data. */
export const Problem = z.looseObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  requestId: z.string().optional(),
});
export type Problem = z.infer<typeof Problem>;
