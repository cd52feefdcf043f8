import type { BankQuestion, QuestionFault, SaveQuestion } from '@chuyen-de/contracts';
import { shownQuestion, type QuestionType } from '@chuyen-de/question-types';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { answerRequests, api, http, json } from '../../test/api.ts';
import { aGrant } from '../../test/builders.ts';
import { showPage } from '../../test/pages.tsx';
import { QuestionPage } from '../features/bank/bank-pages.ts';
import { editorOf } from './editors.ts';
import { TYPE_NAMES } from './index.ts';

answerRequests();
afterEach(() => localStorage.clear());
jest.setTimeout(60_000);

const AT = '2026-03-02T08:00:00.000Z';
const Shown = shownQuestion({});

const aQuestion = (type: QuestionType, content: object, faults: QuestionFault[] = []): BankQuestion => ({
  code: 'NH-1-0001',
  bank: 'NH-1',
  edition: 1,
  state: 'draft',
  draft: { topic: 'NH-1-T01', level: 'recall', content: { stem: { vi: '', en: '' }, ...content, type } },
  faults,
  revision: null,
  import: null,
  source: null,
  appraisal: null,
  editedAt: AT,
  editedBy: null,
  can: { submit: false, withdraw: false, issue: false, retire: false, remove: true },
});

/** The page of a question; answers what was saved last of it. */
function open(type: QuestionType, content: object = editorOf(type).fresh(), faults: QuestionFault[] = []) {
  const world = { question: aQuestion(type, content, faults) };
  api.use(
    http.get('/api/made-banks/NH-1', () =>
      json({
        ...{ code: 'NH-1', owner: 'course', edition: 1, title: { vi: 'Ngân hàng' } },
        topics: [{ code: 'NH-1-T01', title: { vi: 'Một' }, cells: [], state: 'none', minutes: 0 }],
        ...{ waiting: { ready: 0, faulty: 1 }, reports: 0, editedAt: AT, editedBy: null },
        ...{ council: null, can: { setCouncil: true } },
      }),
    ),
    http.get('/api/made-banks/NH-1/questions/NH-1-0001', () => json(world.question)),
    http.put('/api/made-banks/NH-1/questions/NH-1-0001/draft', async ({ request }) => {
      const { edition, draft } = (await request.json()) as SaveQuestion;
      world.question = { ...world.question, edition: edition + 1, draft };
      return json(world.question);
    }),
  );
  const page = '/banks/:bank/questions/:code';
  showPage(<QuestionPage />, page, '/banks/NH-1/questions/NH-1-0001', aGrant({ roles: ['lecturer'] }));
  return async (expected: object) => {
    await waitFor(() => expect(world.question.draft.content).toMatchObject(expected), { timeout: 3_000 });
  };
}

/** Parts of the page are loaded later. */
const field = (name: string | RegExp) => screen.findByRole('textbox', { name }, { timeout: 20_000 });

describe('a type of question', () => {
  it.each(TYPE_NAMES)('%s is previewed from the first letter on', async (type) => {
    expect(Shown.safeParse(editorOf(type).shown({ ...editorOf(type).fresh(), type })).success).toBe(true);
    open(type);
    await userEvent.type(await field('Câu dẫn'), 'Hỏi gì');
    expect(await screen.findByText('Hỏi gì', { selector: 'legend *, legend' })).toBeVisible();
  });
});

describe('the editor of choices', () => {
  it('goes from option to option by Enter, and adds one at the end', async () => {
    const becomes = open('single-choice', {
      options: [
        { id: 'a', text: { vi: '' } },
        { id: 'b', text: { vi: '' } },
      ],
      key: [],
    });
    await userEvent.type(await field('Phương án A'), 'Một{Enter}');
    expect(await field('Phương án B')).toHaveFocus();
    await userEvent.keyboard('Hai{Enter}Ba');
    expect(await field('Phương án C')).toHaveFocus();
    await userEvent.click(screen.getByRole('radio', { name: 'Phương án C là đáp án đúng' }));
    await becomes({
      options: [{ text: { vi: 'Một' } }, { text: { vi: 'Hai' } }, { id: 'c', text: { vi: 'Ba' } }],
      key: ['c'],
    });
  });

  it('adds none by Ctrl and Enter, which go to the next question', async () => {
    const options = ['a', 'b'].map((id) => ({ id, text: { vi: id } }));
    open('single-choice', { options, key: ['a'] });
    const made: unknown[] = [];
    api.use(
      http.post('/api/made-banks/NH-1/questions', async ({ request }) => {
        made.push(await request.json());
        return new Response(null, { status: 503 });
      }),
    );
    await userEvent.click(await field('Phương án B'));
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    await waitFor(() => expect(made).toHaveLength(1));
    expect(screen.queryByRole('textbox', { name: 'Phương án C' })).toBeNull();
  });

  it('takes the key of an option along that is removed, and keeps options as the type changes', async () => {
    const options = ['a', 'b', 'c'].map((id) => ({ id, text: { vi: id.toUpperCase() } }));
    const becomes = open('multiple-choice', { options, key: ['a', 'b'] });
    await userEvent.click(await screen.findByRole('button', { name: 'Bỏ Phương án A' }));
    await becomes({ options: options.slice(1), key: ['b'] });
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Dạng câu hỏi' }), 'single-choice');
    await becomes({ type: 'single-choice', options: options.slice(1), key: ['b'] });
  });
});

describe('hints', () => {
  it('are written one after the other, and stay as the type changes', async () => {
    const becomes = open('single-choice');
    await userEvent.click(await screen.findByRole('button', { name: '+ Thêm gợi ý' }));
    await userEvent.type(await field('Gợi ý 1'), 'Xem Điều 6{Enter}Xem Điều 7');
    expect(await field('Gợi ý 2')).toHaveFocus();
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Dạng câu hỏi' }), 'true-false');
    await becomes({ type: 'true-false', hints: [{ vi: 'Xem Điều 6' }, { vi: 'Xem Điều 7' }] });
    await userEvent.click(screen.getByRole('button', { name: 'Bỏ Gợi ý 1' }));
    await becomes({ hints: [{ vi: 'Xem Điều 7' }] });
  });
});

describe('other editors', () => {
  it('say of a statement whether it is true', async () => {
    const becomes = open('true-false');
    await userEvent.click((await screen.findAllByRole('radio', { name: 'Sai' }))[0]!);
    await becomes({ key: false });
  });

  it('take accepted answers line by line', async () => {
    const becomes = open('short-answer');
    await userEvent.type(await field('Câu trả lời được chấp nhận'), 'Việt Minh{Enter}Mặt trận*');
    await userEvent.click(screen.getByRole('checkbox', { name: 'Phân biệt chữ hoa, chữ thường' }));
    await becomes({ accepted: ['Việt Minh', 'Mặt trận*'], exact: { case: true, marks: true } });
  });

  it('read numbers as Vietnamese write them', async () => {
    const becomes = open('numeric');
    await userEvent.type(await field('Đáp số'), '1.930,5');
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Sai số cho phép' }), 'percent');
    await userEvent.type(await field('Sai số tối đa'), '2');
    await becomes({ answer: 1930.5, tolerance: { percent: 2 } });
  });

  it('match what is on two sides', async () => {
    const becomes = open('matching');
    await userEvent.type((await screen.findAllByRole('textbox', { name: 'Mục 1' }))[0]!, 'Quốc hội');
    await userEvent.selectOptions((await screen.findAllByRole('combobox', { name: 'Ghép với' }))[0]!, 'b');
    await becomes({ left: [{ id: 'a', text: { vi: 'Quốc hội' } }, { id: 'b' }], key: { a: 'b', b: 'b' } });
  });

  it('put items into their right order by buttons', async () => {
    const becomes = open('ordering');
    await userEvent.type(await field('Mục 3'), 'Đầu tiên');
    await userEvent.click(screen.getByRole('button', { name: 'Đưa Mục 3 lên trên' }));
    await userEvent.click(screen.getByRole('button', { name: 'Đưa Mục 2 lên trên' }));
    await becomes({ items: [{ id: 'c', text: { vi: 'Đầu tiên' } }, { id: 'a' }, { id: 'b' }] });
  });

  it('insert gaps into a text, each of a type of its own', async () => {
    const becomes = open('cloze');
    await userEvent.type(await field('Đoạn văn có chỗ trống'), 'Năm ');
    await userEvent.click(screen.getByRole('button', { name: 'Chèn chỗ trống' }));
    await userEvent.selectOptions(
      (await screen.findAllByRole('combobox', { name: 'Dạng câu hỏi' }))[1]!,
      'numeric',
    );
    await userEvent.type(await field('Đáp số'), '1930');
    await becomes({ text: { vi: 'Năm [[1]]' }, gaps: [{ id: '1', type: 'numeric', answer: 1930 }] });
  });

  it('give an essay criteria with points', async () => {
    const becomes = open('essay');
    await userEvent.click(await screen.findByRole('button', { name: '+ Thêm tiêu chí' }));
    await userEvent.type(await field('Tiêu chí 1'), 'Nêu khái niệm');
    await userEvent.type(await field('Số chữ ít nhất (không bắt buộc)'), '150');
    await becomes({ rubric: [{ title: { vi: 'Nêu khái niệm' }, points: 1 }], words: { least: 150 } });
  });

  it('say beside a field what is wrong with it, and show English where it is asked for', async () => {
    const faults: QuestionFault[] = [{ code: 'missing', path: ['options', 1, 'text'], stops: true }];
    open('single-choice', editorOf('single-choice').fresh(), faults);
    expect(await field('Phương án B')).toBeInvalid();
    await userEvent.click(screen.getByRole('button', { name: 'Phương án 2: chưa nhập' }));
    expect(await field('Phương án B')).toHaveFocus();
    await userEvent.click(screen.getByRole('checkbox', { name: 'Có bản tiếng Anh' }));
    expect(await field('Câu dẫn (tiếng Anh)')).toBeVisible();
  });
});
