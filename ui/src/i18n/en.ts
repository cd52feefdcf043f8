import type { Messages } from './messages.ts';
import { commonMessages } from './en/common.ts';
import { errorMessages } from './en/errors.ts';
import { examStartMessages } from './en/exam-start.ts';
import { practiceLinkMessages } from './en/practice-links.ts';
import { questionMessages } from './en/question.ts';
import { resultMessages } from './en/result.ts';
import { staffMessages } from './en/staff.ts';
import { takeExamMessages } from './en/take-exam.ts';
import { topicMessages } from './en/topic.ts';

export const en: Messages = {
  ...commonMessages,
  ...errorMessages,
  ...examStartMessages,
  ...takeExamMessages,
  ...questionMessages,
  ...resultMessages,
  ...topicMessages,
  ...practiceLinkMessages,
  ...staffMessages,
};
