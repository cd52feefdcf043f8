import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import type { GradebookView } from '@chuyen-de/contracts';
import readXlsx from 'read-excel-file/node';
import { Browser, connectSandbox, tokenOf, type Connected } from './lti-harness.ts';
import { openWholeTool, type WholeTool } from './whole-tool.ts';

const LTI = 'https://purl.imsglobal.org/spec';

/** The members service of an LMS, which keeps who asks waiting until it is told to answer. */
async function openMembersService() {
  const waiting: { course: string; res: ServerResponse }[] = [];
  let onAsked = (): void => undefined;
  const server = createServer((req, res) => {
    req.resume();
    waiting.push({ course: req.url!.slice(1), res });
    onAsked();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    waiting: () => waiting.map(({ course }) => course),
    /** Until so many have asked and wait. */
    asked: (count: number) =>
      new Promise<void>((resolve) => {
        onAsked = () => {
          if (waiting.length >= count) resolve();
        };
        onAsked();
      }),
    answerAll(members: object[]): void {
      for (const { res } of waiting.splice(0))
        res.setHeader('content-type', 'application/json').end(JSON.stringify({ members }));
    },
    cutAll(): void {
      for (const { res } of waiting.splice(0)) res.destroy();
    },
    async close(): Promise<void> {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

let tool: WholeTool;
let lms: Connected;
let service: Awaited<ReturnType<typeof openMembersService>>;
let courses = 0;
beforeAll(async () => {
  tool = await openWholeTool();
});
beforeEach(async () => {
  // An LMS of its own: what is known of one stays.
  lms = await connectSandbox(tool);
  service = await openMembersService();
});
afterEach(async () => {
  await service.close();
  await lms.sandbox.close();
});
afterAll(() => tool.close());

/** A course whose roster the service has. */
function aCourse() {
  const id = `course-${(courses += 1)}`;
  const claims = {
    [`${LTI}/lti/claim/context`]: { id, title: id },
    [`${LTI}/lti/claim/resource_link`]: { id: `${id}-link`, title: 'Bài kiểm tra' },
    [`${LTI}/lti-nrps/claim/namesroleservice`]: {
      context_memberships_url: `${service.url}/${id}`,
      service_versions: ['2.0'],
    },
  };
  const enter = async (personId: string): Promise<string> =>
    tokenOf(tool, await new Browser().launch(lms, { personId, claims }));
  return { id, enterAsLecturer: () => enter(lms.lecturer.id), enterAsLearner: () => enter(lms.learner.id) };
}

const ask = (token: string, method: string, path: string) =>
  fetch(`${tool.url}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(method === 'POST' && { body: JSON.stringify({ device: 'device-of-the-learner' }) }),
  });

async function look(token: string): Promise<GradebookView> {
  const answer = await ask(token, 'GET', '/api/gradebook');
  expect(answer.status).toBe(200);
  return (await answer.json()) as GradebookView;
}

async function lookUntil(token: string, seen: (view: GradebookView) => boolean): Promise<GradebookView> {
  for (;;) {
    const view = await look(token);
    if (seen(view)) return view;
    await turn();
  }
}

const namesOf = ({ rows }: GradebookView) => rows.map(({ person }) => person.name);

describe('class pages of an LMS whose members service does not answer', () => {
  it('show at once what is known, however many courses are looked at, and ask two at a time', async () => {
    const learning = aCourse();
    const started = await ask(await learning.enterAsLearner(), 'POST', '/api/exams/KT01/attempts');
    expect(started.status).toBe(200);
    const others = Array.from({ length: 5 }, aCourse);
    const lecturers: string[] = [];
    for (const course of [...others, learning]) lecturers.push(await course.enterAsLecturer());
    for (const view of await Promise.all(lecturers.map(look)))
      expect(view).toMatchObject({ rosterState: 'reading', rosterAt: null, rosterOffered: true });
    const seen = await lookUntil(lecturers.at(-1)!, ({ rows }) => rows.length > 0);
    expect(seen.rows).toMatchObject([{ person: { name: 'Nguyễn Thị An' }, state: 'open', inRoster: null }]);
    await service.asked(2);
    expect(service.waiting()).toHaveLength(2);
  });

  it('ask once for all who look at a course and all who have its roster read', async () => {
    const course = aCourse();
    const lecturer = await course.enterAsLecturer();
    await Promise.all(Array.from({ length: 4 }, () => look(lecturer)));
    const reads = Array.from({ length: 3 }, () => ask(lecturer, 'POST', '/api/gradebook/roster'));
    await service.asked(1);
    await look(lecturer);
    expect(service.waiting()).toEqual([course.id]);
    service.answerAll([{ user_id: 'a', name: 'Lê Chi', roles: ['Learner'] }]);
    for (const read of await Promise.all(reads)) expect(await read.json()).toMatchObject({ members: 1 });
    expect(service.waiting()).toEqual([]);
  });

  it('show a roster once it comes', async () => {
    const lecturer = await aCourse().enterAsLecturer();
    expect(await look(lecturer)).toMatchObject({ rosterState: 'reading', rows: [] });
    await service.asked(1);
    service.answerAll([
      { user_id: 'a', name: 'Lê Chi', roles: ['Learner'] },
      { user_id: 'b', name: 'Bùi Bình', roles: ['Learner'] },
    ]);
    // The reading is over a moment after its last page is there.
    const view = await lookUntil(
      lecturer,
      ({ rosterAt, rosterState }) => rosterAt !== null && rosterState === 'idle',
    );
    expect(namesOf(view)).toEqual(['Bùi Bình', 'Lê Chi']);
  });

  it('leave it alone for a while after it gave nothing, and ask again then', async () => {
    const lecturer = await aCourse().enterAsLecturer();
    await look(lecturer);
    await service.asked(1);
    service.cutAll();
    await lookUntil(lecturer, ({ rosterState }) => rosterState === 'unanswered');
    for (let looks = 0; looks < 5; looks++)
      expect(await look(lecturer)).toMatchObject({ rosterState: 'unanswered' });
    expect(service.waiting()).toEqual([]);
    tool.clock.pass(0.5);
    expect(await look(lecturer)).toMatchObject({ rosterState: 'reading' });
    await service.asked(1);
    tool.clock.reset();
  });
});

describe('the results of a class', () => {
  const workbookOf = (token: string) => ask(token, 'GET', '/api/gradebook/results.xlsx');

  it('are a workbook with everybody once, by name, over all pages of the class', async () => {
    const course = aCourse();
    const learner = await course.enterAsLearner();
    expect((await ask(learner, 'POST', '/api/exams/KT01/attempts')).status).toBe(200);
    const lecturer = await course.enterAsLecturer();
    await look(lecturer);
    await service.asked(1);
    const members = Array.from({ length: 120 }, (_, i) => ({
      user_id: `m${i}`,
      name: `Nguyễn Văn ${String(i).padStart(3, '0')}`,
      roles: ['Learner'],
    }));
    service.answerAll([{ user_id: lms.learner.id, name: '=1+1', roles: ['Learner'] }, ...members]);
    const { pages } = await lookUntil(lecturer, ({ figures }) => figures.people === 121);
    expect(pages).toBe(3);
    const answer = await workbookOf(lecturer);
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename=results.xlsx');
    const sheets = await readXlsx(Buffer.from(await answer.arrayBuffer()));
    const [heading, ...rows] = sheets[0]!.data;
    expect(heading!.slice(0, 5)).toEqual(['Họ và tên', 'Mã số', 'Thư điện tử', 'Ca thi', 'Trạng thái']);
    expect(rows).toHaveLength(121);
    expect(new Set(rows.map(([name]) => name)).size).toBe(121);
    const learnerRow = rows.find(([name]) => name === '=1+1')!;
    expect(learnerRow.slice(4, 6)).toEqual(['Đang làm', 1]);
    expect(learnerRow[6]).toBeInstanceOf(Date);
  });

  it('are made for nobody who only asks whether they are there, and told to no learner', async () => {
    const course = aCourse();
    const head = await ask(await course.enterAsLecturer(), 'HEAD', '/api/gradebook/results.xlsx');
    expect([head.status, await head.text()]).toEqual([200, '']);
    expect((await workbookOf(await course.enterAsLearner())).status).toBe(403);
  });
});
