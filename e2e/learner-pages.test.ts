import type { BrowserContextOptions, Frame, Page } from 'playwright-core';
import { makeLooker } from './support/accessibility.ts';
import { describeWithBrowser, DESKTOP, PHONE } from './support/browser.ts';
import { answerFrom, answerQuestion } from './support/exam-pages.ts';
import { enterAs, openInFrame } from './support/sandbox-pages.ts';
import { setStage } from './support/stage.ts';

const EXAM = 'Bài kiểm tra cuối khóa';
const LEARNER = 'Nguyễn Thị An';
const TOPIC = 'Điều lệ Đảng: nội dung cơ bản';
const DEVICES: [name: string, device: BrowserContextOptions][] = [
  ['a phone', PHONE],
  ['a desk', DESKTOP],
];

jest.setTimeout(300_000);

describe.each(DEVICES)('on %s', (_name, device) => {
  describeWithBrowser('every page of a learner, in the frame of the LMS,', () => {
    const stage = setStage(device);
    let looker: ReturnType<typeof makeLooker>;
    beforeEach(() => (looker = makeLooker()));
    const look = (name: string, page: Page, view: Page | Frame): Promise<void> =>
      looker.look(name, page, view);

    /** From the result through one question of a round, and back. */
    async function practise(page: Page, exam: Frame): Promise<void> {
      await exam
        .getByRole('link', { name: /^Luyện tập: / })
        .first()
        .click();
      await exam.getByText(/^Ngân hàng có \d+ câu/).waitFor();
      await look('practice', page, exam);
      await exam.getByRole('button', { name: 'Bắt đầu luyện tập' }).click();
      await exam.getByRole('heading', { name: /^Câu 1\// }).waitFor();
      await look('question of practice', page, exam);
      await answerQuestion(exam);
      await exam.getByRole('button', { name: 'Kiểm tra câu trả lời' }).click();
      await exam.getByText(/^Lời giải thích/).waitFor();
      await look('feedback of practice', page, exam);
      for (let number = 2; number <= 10; number += 1) {
        await exam.getByRole('button', { name: number === 2 ? 'Câu tiếp theo' : 'Bỏ qua câu này' }).click();
        await exam.getByRole('heading', { name: `Câu ${number}/10` }).waitFor();
      }
      await exam.getByRole('button', { name: 'Xem kết quả' }).click();
      await exam.getByRole('heading', { name: /^Đúng \d\/10 câu$/ }).waitFor();
      await look('end of practice', page, exam);
      await exam.getByRole('link', { name: 'Về kết quả bài kiểm tra' }).click();
    }

    it('of a learner can be used by everybody, says who is here, and leads back to the course', async () => {
      const page = stage.course;
      looker = makeLooker(LEARNER);
      await enterAs(page, stage.system.sandboxUrl, LEARNER);
      const course = page.url();
      const topic = await openInFrame(page, TOPIC);
      await topic.getByText('Toàn bài', { exact: true }).click();
      await look('whole lecture', page, topic);
      await page.goto(course);
      const exam = await openInFrame(page, EXAM);
      await look('start', page, exam);
      await exam
        .getByRole('button', { name: /^(Bắt đầu|Tiếp tục|Làm lại)/ })
        .first()
        .click();
      await exam.getByRole('heading', { name: /^Câu 1\// }).waitFor();
      await answerFrom(exam, 2);
      await look('question', page, exam);
      const palette = exam.getByRole('button', { name: /^Bảng câu hỏi/ });
      // At a desk it is always there.
      if (await palette.isVisible()) await palette.click();
      await look('palette', page, exam);
      await exam.getByRole('button', { name: 'Xem lại và nộp bài' }).last().click();
      await look('summary', page, exam);
      await exam.getByRole('button', { name: 'Nộp bài' }).click();
      await look('confirmation', page, exam);
      await exam.getByRole('dialog').getByRole('button', { name: 'Nộp bài' }).click();
      await exam.getByText('Mã biên nhận', { exact: true }).waitFor();
      await look('result', page, exam);
      const review = exam.locator('details').filter({ has: exam.getByRole('heading', { name: /^Câu 1 / }) });
      // On a phone each is folded to what was asked and how it went.
      const isFolded = (await review.getAttribute('open')) === null;
      expect(isFolded).toBe(device === PHONE);
      if (isFolded) await review.locator('summary').click();
      await review.getByText(/^Lời giải thích/).waitFor();
      await look('review', page, exam);
      await practise(page, exam);
      await exam.getByText('Mã biên nhận', { exact: true }).waitFor();
      expect(looker.faults).toEqual({});
    });

    it('of a launch that is refused can be used by everybody', async () => {
      const page = stage.course;
      await enterAs(page, stage.system.sandboxUrl, LEARNER);
      // As by an LMS that signs nothing.
      await page.route('**/lti/launch', (route) =>
        route.continue({
          postData: (route.request().postData() ?? '').replace(/id_token=[^&]*/, 'id_token=none'),
        }),
      );
      const tool = await openInFrame(page, EXAM);
      await tool.getByRole('heading', { name: 'Không mở được hoạt động' }).waitFor();
      await look('refused', page, tool);
      expect(looker.faults).toEqual({});
    });
  });
});
