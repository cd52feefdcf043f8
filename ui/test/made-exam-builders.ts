import { REVIEWED } from './builders.ts';
import type { ExamBank, ExamDraft, MadeExam } from '@chuyen-de/contracts';

/** Builders of exams that are made in the browser. */

export const aDraft = (over: Partial<ExamDraft> = {}): ExamDraft => ({
  title: { vi: 'Kiểm tra', en: '' },
  summary: { vi: '', en: '' },
  blueprint: [{ topic: 'CD01', level: 'recall', count: 2 }],
  fixed: [],
  minutes: 45,
  attempts: 1,
  grading: 'highest',
  passMark: 5,
  shuffleQuestions: true,
  shuffleOptions: true,
  outageMinutes: 30,
  review: REVIEWED,
  ...over,
});

export const aMadeExam = (over: Partial<MadeExam> = {}): MadeExam => ({
  code: 'DE-1',
  owner: 'course',
  edition: 1,
  draft: aDraft(),
  lastEdit: { at: '2026-03-02T08:00:00.000Z', by: 'Trần Bình', fields: [] },
  fixedQuestions: [],
  faults: [],
  inForce: null,
  versions: [],
  usage: { attempts: 0, open: 0 },
  can: { edit: true, publish: true, remove: true },
  ...over,
});

export const aBank = (): ExamBank => ({
  programmes: [
    {
      code: 'BD',
      title: { vi: 'Bồi dưỡng' },
      topics: [
        {
          code: 'CD01',
          title: { vi: 'Chuyên đề một' },
          cells: [
            { level: 'recall', count: 4 },
            { level: 'application', count: 3 },
          ],
        },
        { code: 'CD02', title: { vi: 'Chuyên đề hai' }, cells: [{ level: 'recall', count: 2 }] },
      ],
    },
  ],
});
