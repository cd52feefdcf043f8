import type { SaveExamDraft } from '@chuyen-de/contracts';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Route, Switch } from 'wouter';
import { answerRequests, api, http, json } from '../../../../test/api.ts';
import { aGrant } from '../../../../test/builders.ts';
import { aBank, aDraft, aMadeExam } from '../../../../test/made-exam-builders.ts';
import { showPage } from '../../../../test/pages.tsx';
import { ExamEditorPage, MadeExamsPage } from '../exam-editor-pages.ts';

answerRequests();
afterEach(() => localStorage.clear());

/** A server with one exam, that stores nothing before it is let. */
function serve() {
  let exam = aMadeExam({ draft: aDraft({ title: { vi: 'Giữa khóa', en: '' } }) });
  let store = (): void => undefined;
  const mayStore = new Promise<void>((resolve) => (store = resolve));
  let saves = 0;
  const rowOf = ({ code, edition, draft: { title }, can }: typeof exam) => ({
    ...{ code, owner: 'course', edition, title, can },
    ...{ editedAt: '2026-03-02T08:00:00.000Z', editedBy: null, inForce: null },
  });
  api.use(
    http.get('/api/made-exams', () => json({ exams: [rowOf(exam)], more: false, owners: ['course'] })),
    http.get('/api/made-exams/DE-1', () => json(exam)),
    http.get('/api/made-exams/DE-1/bank', () => json(aBank())),
    http.put('/api/made-exams/DE-1/draft', async ({ request }) => {
      const body = (await request.json()) as SaveExamDraft;
      saves += 1;
      await mayStore;
      exam = { ...exam, edition: body.edition + 1, draft: body.draft };
      return json(exam);
    }),
  );
  return { store: () => store(), saves: () => saves };
}

it('shows on the next page what was typed on the one before, and stored when that was left', async () => {
  const server = serve();
  const pages = (
    <Switch>
      <Route path="/made-exams/:code">
        <ExamEditorPage />
      </Route>
      <Route>
        <MadeExamsPage />
      </Route>
    </Switch>
  );
  showPage(pages, '/made-exams/*?', '/made-exams', aGrant({ roles: ['lecturer'] }));
  await userEvent.click(await screen.findByRole('link', { name: 'Giữa khóa' }));
  const title = await screen.findByRole('textbox', { name: 'Tên đề' });
  await userEvent.clear(title);
  await userEvent.type(title, 'Cuối khóa');
  await userEvent.click(screen.getByRole('link', { name: 'Danh sách đề' }));
  expect(await screen.findByRole('link', { name: 'Giữa khóa' })).toBeVisible();
  await waitFor(() => expect(server.saves()).toBe(1));
  server.store();
  expect(await screen.findByRole('link', { name: 'Cuối khóa' })).toBeVisible();
});
