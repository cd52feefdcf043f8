import type { ExamQuestions } from '@chuyen-de/contracts';
import { act, screen } from '@testing-library/react';
import { answerRequests, api, http, json } from '../../../../test/api.ts';
import { aGrant } from '../../../../test/builders.ts';
import { showPage } from '../../../../test/pages.tsx';
import { QuestionsPage } from './questions-page.tsx';

answerRequests();

const noFigures = { mean: null, deviation: null, consistency: null, errorRatio: null, error: null };
const uncounted: ExamQuestions = {
  title: { vi: 'Bài kiểm tra' },
  contextTitle: null,
  attempts: 'first',
  isComplete: true,
  paper: { n: 0, ...noFigures },
  found: 0,
  toCheck: { veryLikely: 0, likely: 0 },
  page: 1,
  pages: 1,
  questions: [],
};
const counted: ExamQuestions = {
  ...uncounted,
  paper: { n: 1, ...noFigures },
  found: 1,
  questions: [
    {
      ...{ code: 'CD01-001', revision: 1, topic: 'CD01', level: 'recall', type: 'single-choice' },
      ...{ stem: { vi: 'Câu hỏi' }, n: 1, blank: 0, facility: 1, facilityInterval: null },
      ...{ discrimination: null, discriminationInterval: null, efficiency: null, weight: null },
      ...{ check: 'too-few', responses: [] },
    },
  ],
};

afterEach(() => jest.useRealTimers());

it.each([
  ['nothing has been counted yet', uncounted],
  ['what there was before is still being counted', { ...counted, isComplete: false }],
])('brings figures by itself while %s', async (_, before) => {
  jest.useFakeTimers({ advanceTimers: true });
  let asked = 0;
  const answers = [before, counted];
  api.use(http.get('/api/exams/KT1/questions', () => json(answers[Math.min(asked++, answers.length - 1)]!)));
  showPage(<QuestionsPage />, '/', '/', aGrant({ roles: ['lecturer'] }));
  await screen.findByRole('heading', { name: 'Bài kiểm tra' });
  await act(() => jest.advanceTimersByTimeAsync(5_000));
  expect(await screen.findByText(/^Hỏi 1 lượt/)).toBeVisible();
  expect(screen.queryByText(/đang được đếm/)).toBeNull();
  // Figures that are whole stand still under who reads them.
  await act(() => jest.advanceTimersByTimeAsync(60_000));
  expect(asked).toBe(2);
});
