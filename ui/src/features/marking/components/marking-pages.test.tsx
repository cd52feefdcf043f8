import type { AnswerToMark, MarkAnswer } from '@chuyen-de/contracts';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { answerRequests, api, http, json } from '../../../../test/api.ts';
import { aGrant, aProblem } from '../../../../test/builders.ts';
import { showPage } from '../../../../test/pages.tsx';
import { MarkingOverviewPage, MarkingQueuePage } from '../marking-pages.ts';

answerRequests();

const anAnswer = (attempt: string, over: Partial<AnswerToMark> = {}): AnswerToMark => ({
  attempt,
  question: {
    type: 'essay',
    slot: 1,
    code: 'TL1',
    stem: { vi: 'Trình bày quan điểm.' },
    maximum: 10,
    response: { type: 'essay', text: `Bài của ${attempt}` },
    key: {},
  },
  criteria: [
    { id: 'a', title: { vi: 'Khái niệm' }, points: 4 },
    { id: 'b', title: { vi: 'Liên hệ' }, points: 6 },
  ],
  markings: [],
  can: { mark: true },
  ...over,
});

const marking = {
  by: 'Phạm Dũng',
  at: '2026-03-02T08:00:00.000Z',
  points: 7.5,
  criteria: null,
  comment: 'Khá',
  reason: null,
};

/** Answers that wait, one after the other; says what was sent to mark them. */
function openQueue(answers: AnswerToMark[], refuseOnce?: object) {
  const sent: MarkAnswer[] = [];
  const asked: string[] = [];
  let refusal = refuseOnce;
  let at = 0;
  api.use(
    http.get('/api/exams/KT1/marking/TL1/next', ({ request }) => {
      asked.push(new URL(request.url).searchParams.get('after') ?? '');
      return json({ answer: answers[at++] ?? null, waiting: Math.max(0, answers.length - at + 1) });
    }),
    http.put('/api/exams/KT1/marking/TL1/answers/:attempt', async ({ request }) => {
      sent.push((await request.json()) as MarkAnswer);
      if (refusal) {
        const problem = aProblem(409, 'marked_since', refusal);
        refusal = undefined;
        return problem;
      }
      return json(anAnswer('marked'));
    }),
  );
  showPage(<MarkingQueuePage />, '/marking/:question', '/marking/TL1', aGrant({ roles: ['lecturer'] }));
  return { sent, asked };
}

const field = (name: RegExp) => screen.findByRole('textbox', { name });

describe('the queue of answers', () => {
  it('is worked off by keys alone: digits, and Enter for the next', async () => {
    const { sent, asked } = openQueue([anAnswer('một'), anAnswer('hai')]);
    expect(await field(/^Khái niệm/)).toHaveFocus();
    await userEvent.keyboard('3,5{Enter}');
    expect(await field(/^Liên hệ/)).toHaveFocus();
    await userEvent.keyboard('6{Enter}');
    expect(await screen.findByText('Bài của hai')).toBeVisible();
    expect(await field(/^Khái niệm/)).toHaveFocus();
    await userEvent.keyboard('0{Enter}0{Enter}');
    expect(await screen.findByText(/^Đã chấm hết bài/)).toBeVisible();
    expect(sent).toEqual([
      { known: 0, criteria: { a: 3.5, b: 6 } },
      { known: 0, criteria: { a: 0, b: 0 } },
    ]);
    expect(asked).toEqual(['', 'một', 'hai']);
  });

  it('says of which points it cannot be, and sends nothing', async () => {
    const { sent } = openQueue([anAnswer('một')]);
    await userEvent.type(await field(/^Khái niệm/), '4,5');
    await userEvent.click(screen.getByRole('button', { name: 'Lưu và chấm bài tiếp theo' }));
    expect(await screen.findByText(/^Nhập số từ 0 đến 4,/)).toBeVisible();
    expect(screen.getByText(/^Nhập số từ 0 đến 6,/)).toBeVisible();
    expect(sent).toEqual([]);
  });

  it('tells who has marked the same meanwhile, and keeps what was typed', async () => {
    const { sent } = openQueue([anAnswer('một')], { marking, known: 1 });
    await userEvent.type(await field(/^Khái niệm/), '4');
    await userEvent.type(await field(/^Liên hệ/), '5');
    await userEvent.type(await field(/^Nhận xét/), 'Bài tốt');
    await userEvent.click(screen.getByRole('button', { name: 'Lưu và chấm bài tiếp theo' }));
    const told = await screen.findByRole('alert');
    expect(told).toHaveTextContent('Bài này vừa có người khác chấm.');
    expect(told).toHaveTextContent(/Phạm Dũng chấm lúc 15:00.*, 02\/03\/2026: 7,5 điểm\. Nhận xét: “Khá”\./);
    expect(await field(/^Nhận xét/)).toHaveValue('Bài tốt');
    expect(screen.getByRole('button', { name: 'Giữ điểm đã có' })).toBeVisible();
    await userEvent.type(await field(/^Lý do chấm lại/), 'Đã trao đổi');
    await userEvent.click(screen.getByRole('button', { name: 'Lưu và chấm bài tiếp theo' }));
    await screen.findByText(/^Đã chấm hết bài/);
    expect(sent[1]).toEqual({
      known: 1,
      criteria: { a: 4, b: 5 },
      comment: 'Bài tốt',
      reason: 'Đã trao đổi',
    });
  });

  it('takes points as a whole where there is no rubric, and leaves an answer for later', async () => {
    const { sent, asked } = openQueue([anAnswer('một', { criteria: [] }), anAnswer('hai', { criteria: [] })]);
    await userEvent.click(await screen.findByRole('button', { name: 'Để sau' }));
    await screen.findByText('Bài của hai');
    await userEvent.type(await field(/^Điểm \(tối đa 10\)/), '7,5{Enter}');
    await screen.findByText(/^Đã chấm hết bài/);
    expect([sent, asked]).toEqual([[{ known: 0, points: 7.5 }], ['', 'một', 'hai']]);
  });
});

it('lists what there is to mark by question', async () => {
  const questions = [{ code: 'TL1', stem: { vi: 'Trình bày quan điểm.' }, waiting: 2, marked: 1 }];
  api.use(http.get('/api/exams/KT1/marking', () => json({ title: { vi: 'Bài tự luận' }, questions })));
  showPage(<MarkingOverviewPage />, '/marking', '/marking', aGrant({ roles: ['lecturer'] }));
  const item = (await screen.findByText('Trình bày quan điểm.')).closest('li')!;
  expect(within(item).getByText(/Còn 2 bài chờ chấm/)).toBeVisible();
  expect(within(item).getByRole('link', { name: 'Chấm bài' })).toHaveAttribute('href', '/marking/TL1');
  expect(within(item).getByRole('link', { name: 'Đã chấm 1 bài' })).toBeVisible();
});
