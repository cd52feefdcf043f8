import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describeWithBrowser, PHONE } from './support/browser.ts';
import { sitExam } from './support/exam-pages.ts';
import { admin } from './support/npm.ts';
import { administer, startRecordStore } from './support/record-store.ts';
import { enterAs, gradesOf, openActivity } from './support/sandbox-pages.ts';
import { setStage } from './support/stage.ts';
import { matching } from './support/texts.ts';

const EXAM = 'Bài kiểm tra cuối khóa';
const NEW = 'the secret of after, and long enough for any';

jest.setTimeout(240_000);

describeWithBrowser('an installation whose secret is lost', () => {
  const stage = setStage(PHONE);
  let elsewhere: string;
  let store: Awaited<ReturnType<typeof startRecordStore>>;
  let key: string;
  let secret: string;
  beforeAll(async () => {
    elsewhere = await mkdtemp(path.join(tmpdir(), 'chuyen-de-elsewhere-'));
    store = await startRecordStore(elsewhere);
    const made = await administer(elsewhere, 'lrs-key', 'create', '--scopes', 'all');
    [key = '', secret = ''] = made.last.split(' ');
  });
  afterAll(async () => {
    await store.stop();
    await rm(elsewhere, { recursive: true, force: true });
  });

  const command = (words: string[], settings: Record<string, string> = {}) =>
    admin(words, { TMPDIR: elsewhere, DATA_DIR: stage.system.dataDir, ...settings });
  const addTarget = (settings: Record<string, string> = {}) =>
    command(['lrs-target', 'add', `${store.url}/xapi`, key, '--name', 'school', '--pseudonymise'], {
      LRS_TARGET_SECRET: secret,
      ...settings,
    });

  async function sit(name: string): Promise<string[]> {
    const { course, context, system } = stage;
    await enterAs(course, system.sandboxUrl, name);
    const courseUrl = course.url();
    await sitExam(await openActivity(course, EXAM));
    const lecturer = await context.newPage();
    await enterAs(lecturer, system.sandboxUrl, 'Nguyễn Thị Thu');
    return gradesOf(lecturer, courseUrl, name);
  }

  /** Waits until the other record store has been told of so many finished exams; answers all that it was told. */
  async function toldOf(exams: number): Promise<string> {
    const authorization = `Basic ${Buffer.from(`${key}:${secret}`).toString('base64')}`;
    for (;;) {
      const told = await fetch(`${store.url}/xapi/statements?limit=500`, {
        headers: { authorization, 'X-Experience-API-Version': '1.0.3' },
      });
      const text = await told.text();
      if (text.split(/verbs\/(?:passed|failed)/).length > exams) return text;
    }
  }

  it('says what has to be entered again, and everything else goes on', async () => {
    expect((await addTarget()).code).toBe(0);
    expect(await sit('Nguyễn Thị An')).toEqual([matching(/^\d/)]);
    expect(await toldOf(1)).not.toContain('Nguyễn Thị An');

    await stage.system.stopAndRestart(
      async () => {
        const lost = await command(['change-secret', '--lost'], { NEW_APP_SECRET: NEW });
        expect(lost).toMatchObject({ code: 0, said: matching(/^1 LMSs? gets? new keys/m) });
        expect(lost.said).toContain(
          `npm run admin -- lrs-target add '${store.url}/xapi' '${key}' --name 'school' --pseudonymise`,
        );
      },
      { APP_SECRET: NEW },
    );

    // The LMS fetches the new key by itself: launches and grades go on.
    expect(await sit('Trần Văn Bình')).toEqual([matching(/^\d/)]);
    const own = { APP_SECRET: NEW };
    expect((await command(['lrs-target', 'list'], own)).said).toMatch(/^school\tpaused\twaiting [1-9]/m);
    // To go on without the secret does nothing worse than wait, and says why.
    expect((await command(['lrs-target', 'resume', 'school'], own)).code).toBe(0);
    while (!(await command(['lrs-target', 'list'], own)).said.includes('add the target again'));
    expect((await addTarget(own)).code).toBe(0);
    expect(await toldOf(2)).not.toContain('Trần Văn Bình');

    const rotated = await command(['rotate-keys'], own);
    expect(rotated).toMatchObject({ code: 0, last: '1' });
    const former = await command(['rotate-keys'], { APP_SECRET: 'the one that was lost, or so it seems' });
    expect(former).toMatchObject({ code: 1, said: matching(/^APP_SECRET is not the one/) });
    expect(await sit('Lê Thị Minh Châu')).toEqual([matching(/^\d/)]);
  });
});
