import { classMessages } from './vi/class.ts';
import { commonMessages } from './vi/common.ts';
import { errorMessages } from './vi/errors.ts';
import { examStartMessages } from './vi/exam-start.ts';
import { takeExamMessages } from './vi/take-exam.ts';

export const vi = {
  ...commonMessages,
  ...errorMessages,
  ...examStartMessages,
  ...takeExamMessages,
  ...classMessages,
};
