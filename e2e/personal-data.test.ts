import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { MongoClient } from 'mongodb';
import { accessibilityFaults } from './support/accessibility.ts';
import { describeWithBrowser, PHONE } from './support/browser.ts';
import { sitExam } from './support/exam-pages.ts';
import { enterAs, gradesOf, openActivity } from './support/sandbox-pages.ts';
import { setStage } from './support/stage.ts';
import { verbsTold } from './support/statements.ts';
import { matching } from './support/texts.ts';

const EXAM = 'Bài kiểm tra cuối khóa';
const EXAMS = /\/(exams|attempts|questions)\//;
const NAMELESS = 'Nguyễn Thị An';
const REMOVED = 'Trần Văn Bình';
/** As the sandbox's records of these two have them. */
const EMAILS = { [NAMELESS]: 'annt@example.org', [REMOVED]: 'binhtv@example.org' };

interface HandedOut {
  accounts: {
    person: { email: string };
    attempts: { examCode: string; answers: object }[];
    grades: { state: string }[];
    statements: { verb: { id: string } }[];
  }[];
}

jest.setTimeout(240_000);

describeWithBrowser('what is held of a person, on the page of an administrator', () => {
  const stage = setStage(PHONE);
  let dir: string;
  let courseUrl: string;
  beforeAll(async () => {
    dir = await mkdtemp(path.join(tmpdir(), 'chuyen-de-personal-'));
  });
  afterAll(() => rm(dir, { recursive: true, force: true }));

  async function openPersonalData(): Promise<Page> {
    const { system, course } = stage;
    await enterAs(course, system.sandboxUrl, 'Quản trị viên', /\/administration/);
    await course.goto(courseUrl);
    const page = await openActivity(course, EXAM);
    await page.getByRole('link', { name: 'Bản ghi học tập' }).click();
    await page.getByRole('button', { name: 'Dữ liệu cá nhân' }).click();
    return page;
  }

  async function search(page: Page, name: string): Promise<void> {
    await page.getByLabel('Họ tên, thư điện tử hoặc mã trong LMS').fill(name);
    await page.getByRole('button', { name: 'Tìm', exact: true }).click();
  }

  async function forget(page: Page, name: string, how: RegExp): Promise<void> {
    await search(page, name);
    await page.getByRole('button', { name: `Xóa dữ liệu của ${name}` }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Xóa dữ liệu' }).click();
    await dialog.getByText('Vui lòng ghi lý do.').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await dialog.getByLabel(how).check();
    await dialog.getByLabel(/^Lý do/).fill('đề nghị ngày 2 tháng 3');
    await dialog.getByRole('button', { name: 'Xóa dữ liệu' }).click();
    await page.getByText('Đã xóa. Việc này được ghi vào nhật ký.').waitFor();
    await page.getByText('Không tìm thấy ai trong hệ thống LMS này.').waitFor();
  }

  /** What the store has now, beside the tool that runs. */
  async function held() {
    const socket = path.join(stage.system.dataDir, 'mongo.sock');
    const client = await new MongoClient(`mongodb://${encodeURIComponent(socket)}/`).connect();
    const db = client.db('chuyen-de');
    const people = await db.collection('people').find().toArray();
    const events = await db.collection('events').find().sort({ at: 1 }).toArray();
    const attempts = await db.collection('attempts').countDocuments();
    await client.close();
    return { people: JSON.stringify(people), events, attempts };
  }

  it('is handed out as a file, and goes by name or altogether, with who asked and why in the audit', async () => {
    const { system, course } = stage;
    for (const name of [NAMELESS, REMOVED]) {
      await enterAs(course, system.sandboxUrl, name);
      courseUrl = course.url();
      await sitExam(await openActivity(course, EXAM));
    }
    // What comes last, of both.
    await verbsTold(system, EXAMS, 'failed', 2);
    const page = await openPersonalData();
    await search(page, NAMELESS);
    expect(await accessibilityFaults(page)).toEqual([]);
    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name: `Tải về dữ liệu của ${NAMELESS}` }).click();
    const text = await readFile(await (await downloading).path(), 'utf8');
    const [account, ...others] = (JSON.parse(text) as HandedOut).accounts;
    expect(others).toEqual([]);
    expect(account?.person.email).toBe(EMAILS[NAMELESS]);
    expect(account?.attempts.map(({ examCode, answers }) => [examCode, Object.keys(answers).length])).toEqual(
      [['KT-CUOI-KHOA', 3]],
    );
    expect(account?.grades).toHaveLength(1);
    expect(account?.statements.map(({ verb }) => verb.id)).toContain(
      'http://adlnet.gov/expapi/verbs/completed',
    );
    expect(text).not.toContain(EMAILS[REMOVED]);

    await forget(page, NAMELESS, /^Danh tính/);
    const once = await held();
    expect(once.attempts).toBe(2);
    expect(once.people).not.toContain(EMAILS[NAMELESS]);
    expect(once.people).toContain(EMAILS[REMOVED]);
    await forget(page, REMOVED, /^Tất cả/);
    const twice = await held();
    expect(twice.attempts).toBe(1);
    expect(twice.people).not.toContain(EMAILS[REMOVED]);
    expect(twice.events.map(({ deed, by, reason }) => [deed, by, reason] as unknown)).toEqual([
      ['person-handed-out', matching(/^person:/), undefined],
      ['person-nameless', matching(/^person:/), 'đề nghị ngày 2 tháng 3'],
      ['person-removed', matching(/^person:/), 'đề nghị ngày 2 tháng 3'],
    ]);
    // What the LMS has in its own gradebook stays there.
    const lecturer = await stage.context.newPage();
    await enterAs(lecturer, system.sandboxUrl, 'Nguyễn Thị Thu');
    expect(await gradesOf(lecturer, courseUrl, REMOVED)).toEqual([matching(/^\d/)]);
  });
});
