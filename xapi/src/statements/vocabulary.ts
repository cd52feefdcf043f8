import type { XapiVerb } from './statement.ts';

const ADL = 'http://adlnet.gov/expapi/verbs/';
const STREAMS = 'http://activitystrea.ms/schema/1.0/';

const verb = (id: string, vi: string, en: string): XapiVerb => ({ id, display: { vi, en } });

/** The verbs of what the product records. */
export const VERBS = {
  launched: verb(`${ADL}launched`, 'đã mở', 'launched'),
  viewed: verb('http://id.tincanapi.com/verb/viewed', 'đã xem', 'viewed'),
  progressed: verb(`${ADL}progressed`, 'đã tiến thêm', 'progressed'),
  completed: verb(`${ADL}completed`, 'đã hoàn thành', 'completed'),
  started: verb(`${STREAMS}start`, 'đã bắt đầu', 'started'),
  answered: verb(`${ADL}answered`, 'đã trả lời', 'answered'),
  /** An answer in an exam is `answered`: with a verb of its own, practice is in no figure of exams. */
  practised: verb(`${ADL}attempted`, 'đã luyện tập', 'practised'),
  /** By a person, where a rule cannot mark. @see TLA, master object model */
  scored: verb('https://w3id.org/xapi/tla/verbs/scored', 'được chấm', 'was scored'),
  submitted: verb(`${STREAMS}submit`, 'đã nộp', 'submitted'),
  passed: verb(`${ADL}passed`, 'đã đạt', 'passed'),
  failed: verb(`${ADL}failed`, 'không đạt', 'failed'),
} as const;

/** The activity types of what the product records. */
export const ACTIVITY_TYPES = {
  lesson: 'http://adlnet.gov/expapi/activities/lesson',
  programme: 'http://adlnet.gov/expapi/activities/course',
  document: 'http://id.tincanapi.com/activitytype/document',
  assessment: 'http://adlnet.gov/expapi/activities/assessment',
  practice: 'http://adlnet.gov/expapi/activities/performance',
  attempt: 'http://adlnet.gov/expapi/activities/attempt',
  interaction: 'http://adlnet.gov/expapi/activities/cmi.interaction',
  course: 'https://w3id.org/xapi/cmi5/activitytype/course',
  link: 'http://id.tincanapi.com/activitytype/resource',
  lms: 'http://id.tincanapi.com/activitytype/lms',
  profile: 'http://adlnet.gov/expapi/activities/profile',
} as const;

/** The pass mark as a scaled score. @see cmi5, context extension "masteryscore" */
export const MASTERY_SCORE = 'https://w3id.org/xapi/cmi5/context/extensions/masteryscore';

/** How much of something is done, 0–100. @see cmi5, result extension "progress" */
export const PROGRESS = 'https://w3id.org/xapi/cmi5/result/extensions/progress';
