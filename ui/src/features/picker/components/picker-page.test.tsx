import type { PickerView } from '@chuyen-de/contracts';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { answerRequests, api, http, json } from '../../../../test/api.ts';
import { aGrant } from '../../../../test/builders.ts';
import { showPage } from '../../../../test/pages.tsx';
import { LanguageSwitch } from '../../../components/language-switch.tsx';
import { PickerPage } from './picker-page.tsx';

answerRequests();

const about = (code: string, title: string) => ({
  code,
  title: { vi: title },
  summary: { vi: 'Tóm tắt.' },
  minutes: 20,
  questionCount: 10,
  parts: [{ title: { vi: `Mục của ${code}` }, ...(code.startsWith('KT') && { count: 7 }) }],
});

/** The picker of an LMS; collects what is chosen and what form goes back. */
function open(acceptMultiple: boolean, over: Partial<PickerView> = {}, query = '') {
  const view: PickerView = {
    acceptMultiple,
    programmes: [
      {
        code: 'CT',
        title: { vi: 'Chương trình' },
        summary: { vi: 'Hai chuyên đề.' },
        topics: [about('CD01', 'Hiến pháp'), about('CD02', 'Điều lệ Đảng')],
        exams: [about('KT1', 'Kiểm tra cuối khóa')],
      },
    ],
    madeExams: [],
    can: { makeExams: true },
    placed: [{ kind: 'topic', code: 'CD02' }],
    ...over,
  };
  const world = { selections: [] as unknown[], posted: [] as { action: string; jwt: unknown }[] };
  api.use(
    http.get('/api/picker', () => json(view)),
    http.post('/api/picker/selection', async ({ request }) => {
      world.selections.push(await request.json());
      return json({ returnUrl: 'https://lms.example/return', jwt: 'signed' });
    }),
  );
  jest.spyOn(HTMLFormElement.prototype, 'submit').mockImplementation(function submit(this: HTMLFormElement) {
    world.posted.push({ action: this.action, jwt: new FormData(this).get('JWT') });
  });
  const page = (
    <>
      <LanguageSwitch />
      <button onClick={() => screen.getAllByRole('checkbox').forEach((box) => box.click())}>
        all at once
      </button>
      <PickerPage />
    </>
  );
  showPage(page, '/picker', `/picker${query}`, aGrant({ roles: ['lecturer'], view: 'picker' }));
  return world;
}

afterEach(() => jest.restoreAllMocks());

const add = () => screen.getByRole('button', { name: 'Thêm vào khóa học' });

describe('content picker', () => {
  it('takes several items, a maximum for the exam, and posts the signed answer to the LMS', async () => {
    const world = open(true);
    await userEvent.click(await screen.findByRole('checkbox', { name: /Điều lệ Đảng/ }));
    await userEvent.click(screen.getByRole('checkbox', { name: /Kiểm tra cuối khóa/ }));
    const maximum = screen.getByLabelText('Điểm tối đa trong sổ điểm');
    await userEvent.clear(maximum);
    await userEvent.type(maximum, '8,5');
    expect(screen.getByText('Nhập số nguyên từ 1 đến 100.')).toBeVisible();
    expect(add()).toBeDisabled();
    await userEvent.clear(maximum);
    await userEvent.type(maximum, '100');
    await userEvent.click(add());
    await waitFor(() =>
      expect(world.posted).toEqual([{ action: 'https://lms.example/return', jwt: 'signed' }]),
    );
    expect(world.selections).toEqual([
      {
        locale: 'vi',
        items: [
          { ref: { kind: 'topic', code: 'CD02' } },
          { ref: { kind: 'exam', code: 'KT1' }, scoreMaximum: 100 },
        ],
      },
    ]);
  });

  it('places a topic with a column where a lecturer asks for one', async () => {
    const world = open(true);
    await userEvent.click(await screen.findByRole('checkbox', { name: /Điều lệ Đảng/ }));
    const maximum = screen.getByLabelText(/Cột điểm cho phần đã đọc/);
    await userEvent.type(maximum, '0');
    expect(screen.getByText('Nhập số nguyên từ 1 đến 100.')).toBeVisible();
    await userEvent.clear(maximum);
    await userEvent.type(maximum, '10');
    await userEvent.click(add());
    await waitFor(() =>
      expect(world.selections).toEqual([
        { locale: 'vi', items: [{ ref: { kind: 'topic', code: 'CD02' }, scoreMaximum: 10 }] },
      ]),
    );
  });

  it('takes one item where the LMS takes one', async () => {
    const world = open(false);
    await userEvent.click(await screen.findByRole('radio', { name: /Hiến pháp/ }));
    await userEvent.click(screen.getByRole('radio', { name: /Điều lệ Đảng/ }));
    await userEvent.click(add());
    await waitFor(() =>
      expect(world.selections).toEqual([{ locale: 'vi', items: [{ ref: { kind: 'topic', code: 'CD02' } }] }]),
    );
  });

  it('keeps every choice of several that come before the page is drawn again', async () => {
    open(true);
    const offers = await screen.findAllByRole('checkbox');
    await userEvent.click(screen.getByRole('button', { name: 'all at once' }));
    for (const offer of offers) expect(offer).toBeChecked();
  });

  it('keeps what was chosen and searched for when the language changes', async () => {
    open(true);
    await userEvent.click(await screen.findByRole('checkbox', { name: /Điều lệ Đảng/ }));
    await userEvent.type(screen.getByLabelText('Tìm theo tên hoặc mã'), 'cd');
    await userEvent.click(screen.getByRole('button', { name: 'EN' }));
    expect(await screen.findByRole('button', { name: 'Add to the course' })).toBeEnabled();
    expect(screen.getByRole('checkbox', { name: /Điều lệ Đảng/ })).toBeChecked();
    expect(screen.getByRole('searchbox')).toHaveValue('cd');
    await userEvent.click(screen.getByRole('button', { name: 'VI' }));
    await waitFor(() => expect(add()).toBeEnabled());
    expect(screen.getByRole('checkbox', { name: /Điều lệ Đảng/ })).toBeChecked();
  });

  it('marks what the course has, and shows what is in each', async () => {
    open(true);
    expect(await screen.findByRole('checkbox', { name: /Điều lệ Đảng Đã đặt vào khóa học/ })).toBeEnabled();
    expect(screen.getAllByText('Đã đặt vào khóa học')).toHaveLength(1);
    await userEvent.click(screen.getAllByText('Xem trước').at(-1)!);
    expect(screen.getByText('Mục của KT1')).toBeVisible();
    expect(screen.getByText('Mục của KT1').closest('li')).toHaveTextContent('Mục của KT1: 7 câu');
  });

  it('says that there is no content yet, how it comes, and lets the lecturer go back', async () => {
    const world = open(true, { programmes: [] });
    expect(await screen.findByText('Chưa có nội dung nào để đặt vào khóa học.')).toBeVisible();
    expect(screen.getByText('npm run admin -- import FOLDER')).toBeVisible();
    expect(screen.queryByRole('searchbox')).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'Hủy' }));
    await waitFor(() => expect(world.selections).toEqual([{ items: [] }]));
  });

  it('begins a new exam, and offers those that were made here, with a way to change them', async () => {
    const exam = { ...about('DE-1', 'Đề của lớp'), can: { edit: true } };
    const world = open(true, { madeExams: [exam, { ...exam, code: 'DE-2', can: { edit: false } }] });
    expect(await screen.findByRole('link', { name: 'Tạo hoặc sửa đề' })).toHaveAttribute(
      'href',
      '/made-exams',
    );
    expect(screen.getAllByRole('link', { name: /^Sửa đề/ })).toHaveLength(1);
    await userEvent.click(screen.getAllByRole('checkbox', { name: /Đề của lớp/ })[0]!);
    await userEvent.click(add());
    await waitFor(() =>
      expect(world.selections).toEqual([
        { locale: 'vi', items: [{ ref: { kind: 'exam', code: 'DE-1' }, scoreMaximum: 10 }] },
      ]),
    );
  });

  it('has an exam chosen that was just made, and asks nobody to make one who may not', async () => {
    const exam = { ...about('DE-1', 'Đề của lớp'), can: { edit: false } };
    open(true, { madeExams: [exam], can: { makeExams: false } }, '?chosen=exam:DE-1');
    expect(await screen.findByRole('checkbox', { name: /Đề của lớp/ })).toBeChecked();
    expect(screen.queryByRole('link', { name: 'Tạo hoặc sửa đề' })).toBeNull();
  });

  it('finds content without marks', async () => {
    open(true);
    await userEvent.type(await screen.findByLabelText('Tìm theo tên hoặc mã'), 'dieu le');
    expect(screen.getAllByRole('checkbox')).toHaveLength(1);
  });

  it('tells the LMS when nothing is chosen', async () => {
    const world = open(true);
    await userEvent.click(await screen.findByRole('button', { name: 'Hủy' }));
    await waitFor(() => expect(world.selections).toEqual([{ items: [] }]));
  });
});
