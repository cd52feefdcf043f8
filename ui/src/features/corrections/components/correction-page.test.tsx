import type { CorrectionPreview, QuestionCorrections } from '@chuyen-de/contracts';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { answerRequests, api, http, json } from '../../../../test/api.ts';
import { aGrant, aProblem, aQuestion } from '../../../../test/builders.ts';
import { showPage } from '../../../../test/pages.tsx';
import { CorrectionPage } from './correction-page.tsx';

answerRequests();

const PATH = '/api/exams/KT1/questions/Q1/2/corrections';
const score = (outOfTen: number) => ({ given: outOfTen, maximum: 10, outOfTen, passed: outOfTen >= 5 });

const aView = (over: Partial<QuestionCorrections> = {}): QuestionCorrections => ({
  exam: { code: 'KT1', title: { vi: 'Kiểm tra thử' } },
  question: {
    ...aQuestion(1),
    code: 'Q1',
    revision: 2,
    topic: 'CD01',
    key: ['b'],
  },
  hasKey: true,
  counts: 'asked',
  corrections: [],
  basedOn: null,
  can: { correct: ['course'] },
  ...over,
});

const aPart = (names: string[], next: string | null): CorrectionPreview => ({
  ...{ attempts: 10, people: 10, emptied: 0, next, isComplete: true },
  changes: names.map((name) => ({
    exam: { code: 'KT1', title: { vi: 'Kiểm tra thử' } },
    link: { id: 'link-1', title: null, course: 'Lớp A' },
    person: { id: name, name },
    number: 1,
    before: score(4.5),
    after: score(5.5),
    counts: { before: score(4.5), after: score(5.5) },
    graded: true,
  })),
});

function open(view: QuestionCorrections) {
  const made: unknown[] = [];
  const asked: unknown[] = [];
  api.use(
    http.get(PATH, () => json(view)),
    http.post(`${PATH}/preview`, async ({ request }) => {
      const body = (await request.json()) as { after: string | null };
      asked.push(body);
      return json(body.after === null ? aPart(['Lê An'], 'more') : aPart(['Trần Bình'], null));
    }),
    http.post(PATH, async ({ request }) => {
      made.push(await request.json());
      return json(aView({ counts: 'dropped' }));
    }),
  );
  showPage(
    <CorrectionPage />,
    '/questions/:code/:revision',
    '/questions/Q1/2',
    aGrant({ roles: ['lecturer'] }),
  );
  return { made, asked };
}

describe('the page on which a question is corrected', () => {
  it('shows what a new key would change, part by part, and makes it once it is said why', async () => {
    const { made, asked } = open(aView());
    await userEvent.click(await screen.findByRole('button', { name: 'Xem trước thay đổi' }));
    expect(screen.getByRole('alert')).toHaveTextContent('Chưa chọn câu trả lời.');
    await userEvent.click(screen.getByRole('radio', { name: /Phương án c/ }));
    await userEvent.click(screen.getByRole('button', { name: 'Xem trước thay đổi' }));
    expect(await screen.findByText(/2 bài có điểm câu hỏi thay đổi/)).toBeVisible();
    const correction = { kind: 'change-key', response: { type: 'single-choice', selected: ['c'] } };
    expect(asked).toEqual([
      { correction, scope: 'course', after: null },
      { correction, scope: 'course', after: 'more' },
    ]);
    for (const name of ['Lê An', 'Trần Bình']) expect(screen.getByText(new RegExp(name))).toBeVisible();
    const figure = screen.getByText('Chưa đạt → đạt').closest('div')!;
    expect(within(figure).getByText('2')).toBeVisible();

    await userEvent.click(screen.getByRole('button', { name: 'Áp dụng' }));
    expect(screen.getByText(/Vui lòng ghi lý do/)).toBeVisible();
    expect(made).toEqual([]);
    await userEvent.type(screen.getByRole('textbox', { name: 'Lý do' }), 'In nhầm đáp án');
    await userEvent.click(screen.getByRole('button', { name: 'Áp dụng' }));
    expect(await screen.findByText(/^Đã ghi đính chính/)).toBeVisible();
    expect(made).toMatchObject([{ correction, scope: 'course', reason: 'In nhầm đáp án', basedOn: null }]);
  });

  it('tells the second of two what happened, and keeps what was typed', async () => {
    open(aView());
    api.use(http.post(PATH, () => aProblem(409, 'question_corrected')));
    await userEvent.click(await screen.findByRole('radio', { name: /^Bỏ câu hỏi khỏi bài/ }));
    await userEvent.click(screen.getByRole('button', { name: 'Xem trước thay đổi' }));
    await screen.findByText(/2 bài có điểm câu hỏi thay đổi/);
    await userEvent.type(screen.getByRole('textbox', { name: 'Lý do' }), 'Vượt chương trình');
    await userEvent.click(screen.getByRole('button', { name: 'Áp dụng' }));
    expect(await screen.findByText('Có người vừa đính chính câu hỏi này.')).toBeVisible();
    expect(screen.getByRole('textbox', { name: 'Lý do' })).toHaveValue('Vượt chương trình');
  });

  it('lists what was corrected, with what failed, and takes it back', async () => {
    const { asked } = open(
      aView({
        corrections: [
          {
            ...{
              id: 'correction-1',
              kind: 'drop',
              at: '2026-11-22T03:04:00.000Z',
              reason: 'Vượt chương trình',
            },
            ...{
              by: { id: 'person-9', name: 'Trần Văn Bình' },
              scope: 'course',
              undone: false,
              appealed: true,
            },
            ...{ isSpread: true, waiting: 3, failing: 1, can: { undo: true } },
          },
        ],
      }),
    );
    expect(await screen.findByText('Vượt chương trình')).toBeVisible();
    expect(screen.getByText(/Còn 3 bài, trong đó 1 bài chưa chấm lại được/)).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Thu hồi đính chính này' }));
    await screen.findByText(/2 bài có điểm câu hỏi thay đổi/);
    expect(asked[0]).toMatchObject({ correction: { kind: 'undo', of: 'correction-1' } });
  });

  it('offers no key for what a person marks', async () => {
    open(aView({ hasKey: false }));
    expect(await screen.findByRole('radio', { name: /^Bỏ câu hỏi khỏi bài/ })).toBeChecked();
    expect(screen.queryByRole('radio', { name: /^Đổi đáp án/ })).toBeNull();
  });
});
