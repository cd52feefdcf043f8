import type { ClassRow } from '@chuyen-de/contracts';
import type { SessionData } from '../src/sessions/index.ts';
import { openClass, openLms, type Class } from './grade-rooms.ts';
import { Browser } from './lti-harness.ts';

let opened: Awaited<ReturnType<typeof openLms>>;
beforeAll(async () => {
  opened = await openLms();
});
afterAll(() => opened.close());

/** The class as its lecturer sees it, with work of those who are named. */
async function rowsOf(room: Class, atWork: SessionData[] = []): Promise<ClassRow[]> {
  room.atWork(atWork);
  const result = await room.view();
  if (!result.ok) throw new Error(result.error.code);
  return result.view.rows;
}

describe('the class of a link', () => {
  it('leaves out an assistant whom the roster takes for a learner, once they came as staff, also in a student view', async () => {
    const room = await openClass(opened);
    const { sandbox, course } = opened.lms;
    const assistant = await sandbox.addPerson({ familyName: 'Trần', givenName: 'Bình' });
    const listed = async (): Promise<boolean> => {
      await room.gradebook.readRoster(room.lecturer.contextId!);
      const result = await room.view();
      if (!result.ok) throw new Error(result.error.code);
      return result.view.rows.some(({ person }) => person.name === 'Trần Bình');
    };
    const enter = async (role: 'assistant' | 'learner'): Promise<void> => {
      await sandbox.enrol(course.id, assistant.id, role);
      await new Browser().launch(opened.lms, { personId: assistant.id });
      await room.classes.recordLaunch(opened.tool.launches.at(-1)!);
    };
    await sandbox.enrol(course.id, assistant.id, 'assistant');
    expect(await listed()).toBe(true);
    await enter('assistant');
    expect(await listed()).toBe(false);
    // The LMS's student view brings staff as learners, under the same name.
    await enter('learner');
    expect(await listed()).toBe(false);
  });

  it('leaves out staff who are listed as learners too (Open edX)', async () => {
    const room = await openClass(opened);
    const { sandbox } = opened.lms;
    sandbox.setFaults({ nrpsStaffAreLearners: true });
    await room.gradebook.readRoster(room.lecturer.contextId!);
    const rows = await rowsOf(room);
    expect(rows.map(({ person }) => person.id)).toContain(room.learners[0]!.personId);
    expect(rows.map(({ person }) => person.id)).not.toContain(room.lecturer.personId);
  });

  it('marks nobody as gone where the LMS offers no roster', async () => {
    const room = await openClass(opened);
    await room.end(room.learners[0]!, 8);
    await opened.tool.connection
      .collection('contexts')
      .updateMany({}, { $unset: { membershipsUrl: 1, rosterAt: 1 } });
    const rows = await rowsOf(room, room.learners);
    expect(rows.map(({ inRoster }) => inRoster)).toEqual([null]);
  });

  it('gives everybody a short number of their own that stays the same', async () => {
    const room = await openClass(opened, { size: 3 });
    await room.gradebook.readRoster(room.lecturer.contextId!);
    const numbers = (await rowsOf(room)).map(({ person }) => person.number);
    expect(new Set(numbers).size).toBe(numbers.length);
    for (const number of numbers) expect(number).toMatch(/^\d{6}$/);
    expect((await rowsOf(room)).map(({ person }) => person.number)).toEqual(numbers);
  });
});

describe('a roster of several pages', () => {
  const readPaged = async (faults: Parameters<typeof opened.lms.sandbox.setFaults>[0]) => {
    const room = await openClass(opened, { size: 4 });
    const whole = await room.gradebook.readRoster(room.lecturer.contextId!);
    opened.lms.sandbox.setFaults({ nrpsPageSize: 1, ...faults });
    const paged = await room.gradebook.readRoster(room.lecturer.contextId!);
    if (!whole.ok || !paged.ok) throw new Error('the roster was not read');
    return { room, whole, paged };
  };

  it.each(['https://127.0.0.1', 'http://alias.invalid', 'http://127.0.0.1:1'])(
    'is whole though its next pages are said to be at %s: the token goes where the first page was',
    async (nrpsNextOrigin) => {
      const { whole, paged } = await readPaged({ nrpsNextOrigin });
      expect(paged.gap).toBeUndefined();
      expect(paged.members).toBe(whole.members);
    },
  );

  it('is whole though another link is named before the next page, with commas and brackets in its title', async () => {
    const { whole, paged } = await readPaged({ nrpsOddLinks: true });
    expect(paged.gap).toBeUndefined();
    expect(paged.members).toBe(whole.members);
  });

  it('is whole though it has more than a hundred', async () => {
    const { sandbox, course } = opened.lms;
    for (let number = 0; number < 110; number++) {
      const { id } = await sandbox.addPerson({ familyName: 'Đỗ', givenName: `Số ${number}` });
      await sandbox.enrol(course.id, id, 'learner');
    }
    const { whole, paged } = await readPaged({});
    expect(whole.members).toBeGreaterThan(110);
    expect(paged).toMatchObject({ members: whole.members });
    expect(paged.gap).toBeUndefined();
  });

  it.each([
    [{ nrpsFailsFrom: 2 }, 'page_failed'],
    [{ nrpsForeignNext: 'https://elsewhere.invalid/more' }, 'next_page_elsewhere'],
    [{ nrpsForeignNext: 'http://[' }, 'next_page_unreadable'],
  ] as const)('is said to be in part, and why: %j', async (faults, gap) => {
    const { room, whole, paged } = await readPaged(faults);
    expect(paged.gap).toBe(gap);
    expect(paged.members).toBeLessThan(whole.members);
    const result = await room.view();
    expect(result).toMatchObject({ ok: true, view: { rosterGap: gap } });
    // The former reading stays the measure of who is there.
    expect(result.ok && result.view.rows.every(({ inRoster }) => inRoster === true)).toBe(true);
    opened.lms.sandbox.clearFaults();
    await room.gradebook.readRoster(room.lecturer.contextId!);
    expect(await room.view()).toMatchObject({ view: { rosterGap: null } });
  });
});
