import { commonMessages } from './vi/common.ts';
import { errorMessages } from './vi/errors.ts';
import { examStartMessages } from './vi/exam-start.ts';
import { practiceLinkMessages } from './vi/practice-links.ts';
import { questionMessages } from './vi/question.ts';
import { resultMessages } from './vi/result.ts';
import { staffMessages } from './vi/staff.ts';
import { takeExamMessages } from './vi/take-exam.ts';
import { topicMessages } from './vi/topic.ts';

export const vi = {
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
