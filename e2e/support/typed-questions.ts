import type { Frame, Locator, Page } from 'playwright-core';

type View = Page | Frame;

/** The ways to answer: fingers on a phone, and keys alone. */
export interface Hands {
  /** Brings a field to where keys go to, or taps it. */
  take: (view: View, role: Role, name: string | RegExp) => Promise<void>;
  /** Presses what has been taken, where taking it was not enough. */
  press: (view: View) => Promise<void>;
  type: (view: View, text: string) => Promise<void>;
  /** Chooses from a list. */
  pick: (view: View, list: string | RegExp, option: string) => Promise<void>;
}
type Role = Parameters<Page['getByRole']>[0];

/** Which of the options of a list has these words, counted from 0. */
async function placeIn(select: Locator, words: string): Promise<number> {
  // Loaded with the first question of its type.
  await select.locator('option').filter({ hasText: words }).waitFor({ state: 'attached' });
  return (await select.locator('option').allTextContents()).findIndex((text) => text.includes(words));
}

/** @param page whose keyboard it is, also for a frame in it */
export const byTouch = (page: Page): Hands => ({
  take: (view, role, name) => view.getByRole(role, { name }).tap(),
  press: () => Promise.resolve(),
  type: (_view, text) => page.keyboard.insertText(text),
  // A phone shows lists in a sheet of its own, which is no part of the page.
  async pick(view, list, option) {
    const select = view.getByRole('combobox', { name: list });
    await select.selectOption({ index: await placeIn(select, option) });
  },
});

export const byKeys = (page: Page): Hands => ({
  take: (view, role, name) => view.getByRole(role, { name }).focus(),
  press: () => page.keyboard.press('Space'),
  type: (_view, text) => page.keyboard.type(text),
  async pick(view, list, option) {
    const select = view.getByRole('combobox', { name: list });
    await select.focus();
    await page.keyboard.press('Home');
    for (let left = await placeIn(select, option); left > 0; left -= 1)
      await page.keyboard.press('ArrowDown');
  },
});

type Answering = (view: View, hands: Hands) => Promise<void>;

const choose =
  (role: 'radio' | 'checkbox', ...names: (string | RegExp)[]): Answering =>
  async (view, hands) => {
    for (const name of names) {
      await hands.take(view, role, name);
      await hands.press(view);
    }
  };

const write =
  (text: string): Answering =>
  async (view, hands) => {
    await hands.take(view, 'textbox', 'Câu trả lời');
    await hands.type(view, text);
  };

const pickEach =
  (pairs: Record<string, string>): Answering =>
  async (view, hands) => {
    for (const [list, option] of Object.entries(pairs)) await hands.pick(view, list, option);
  };

/** Brings things into their order from the first to the last, each up to its place. */
const arrange =
  (...order: string[]): Answering =>
  async (view, hands) => {
    const buttons = view.getByRole('button', { name: /^Chuyển lên: / });
    const placeOf = async (text: string) => {
      const names = (await buttons.all()).map((button) => button.getAttribute('aria-label'));
      return (await Promise.all(names)).findIndex((name) => name?.includes(text));
    };
    // The list is loaded with the first question of its type: of one that is not there yet nothing would be moved.
    await buttons.first().waitFor();
    for (const [place, text] of order.entries())
      while ((await placeOf(text)) > place) {
        await hands.take(view, 'button', `Chuyển lên: ${text}`);
        await hands.press(view);
      }
  };

/** How to answer each question of the mock exam rightly, by what it asks. */
const ANSWERS: [asked: string, answer: Answering][] = [
  ['Văn bản nào là luật cơ bản', choose('radio', /Hiến pháp$/)],
  [
    'bằng những hình thức nào?',
    choose('checkbox', /Dân chủ trực tiếp/, /thông qua Quốc hội/, /cơ quan khác/),
  ],
  ['Chính phủ là cơ quan quyền lực nhà nước cao nhất', choose('radio', 'Sai')],
  ['Quốc ca là nhạc và lời', write('tiến quân ca')],
  ['bao nhiêu hải lý', write('12 hải lý')],
  ['bao nhiêu ki-lô-mét', write('22,2')],
  [
    'Ghép mỗi cơ quan',
    pickEach({
      'Quốc hội': 'Cơ quan quyền lực',
      'Chính phủ': 'Cơ quan hành chính',
      'Tòa án nhân dân': 'Xét xử',
      'Viện kiểm sát nhân dân': 'công tố',
    }),
  ],
  [
    'Sắp xếp các sự kiện',
    arrange(
      'Thành lập Đảng',
      'Cách mạng Tháng Tám',
      'Chiến thắng Điện Biên',
      'Đại thắng mùa Xuân',
      'Đại hội VI',
    ),
  ],
  [
    'Điền vào chỗ trống',
    async (view, hands) => {
      for (const [number, text] of ['18', '21', 'hội đồng nhân dân'].entries()) {
        await hands.take(view, 'textbox', `Chỗ trống ${number + 1}`);
        await hands.type(view, text);
      }
      await hands.pick(view, 'Chỗ trống 4', 'luật');
    },
  ],
];

export const MOCK_EXAM = 'Thi thử: các dạng câu hỏi';
export const QUESTIONS = ANSWERS.length;

/** Answers the question on screen rightly. */
export async function answerTyped(view: View, hands: Hands): Promise<string> {
  const asked = (await view.locator('legend').textContent()) ?? '';
  const [name, answer] = ANSWERS.find(([part]) => asked.includes(part)) ?? [];
  if (!name || !answer) throw new Error(`nobody knows the answer to "${asked}"`);
  await answer(view, hands);
  return name;
}
