import { makeExamStart, makeStartPageOf, makeTopicsOf } from './exam-start.ts';
import { makeWindowsAt } from './windows-at.ts';

/** What is said of an exam before it begins. */
export const makeStartTools = (
  parts: Parameters<typeof makeExamStart>[0] &
    Parameters<typeof makeTopicsOf>[0] &
    Parameters<typeof makeWindowsAt>[0],
) => ({
  startPageOf: makeStartPageOf(makeExamStart(parts)),
  windowsAt: makeWindowsAt(parts),
  topicsOf: makeTopicsOf(parts),
});
