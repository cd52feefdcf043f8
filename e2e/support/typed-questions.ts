import type { Frame, Page } from 'playwright-core';

type View = Page | Frame;

/** The ways to answer: fingers on a phone, and keys alone. */
export interface Hands {
  /** Brings a field to where keys go to, or taps it. */
  take: (view: View, role: Role, name: string | RegExp) => Promise<void>;
  /** Presses what has been taken, where taking it was not enough. */
  press: (view: View) => Promise<void>;
  type: (view: View, text: string) => Promise<void>;
}
type Role = Parameters<Page['getByRole']>[0];

/** @param page whose keyboard it is, also for a frame in it */
export const byTouch = (page: Page): Hands => ({
  take: (view, role, name) => view.getByRole(role, { name }).tap(),
  press: () => Promise.resolve(),
  type: (_view, text) => page.keyboard.insertText(text),
});

export const byKeys = (page: Page): Hands => ({
  take: (view, role, name) => view.getByRole(role, { name }).focus(),
  press: () => page.keyboard.press('Space'),
  type: (_view, text) => page.keyboard.type(text),
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
