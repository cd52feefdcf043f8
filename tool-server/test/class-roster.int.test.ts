import { openClass, openLms } from './grade-rooms.ts';
import { Browser } from './lti-harness.ts';

let opened: Awaited<ReturnType<typeof openLms>>;
beforeAll(async () => {
  opened = await openLms();
});
afterAll(() => opened.close());

describe('the class of a link', () => {
  it('leaves out an assistant whom the roster takes for a learner, once they came as staff, also in a student view', async () => {
    const room = await openClass(opened);
    const { sandbox, course } = opened.lms;
    const assistant = await sandbox.addPerson({ familyName: 'Trần', givenName: 'Bình' });
    const listed = async (): Promise<boolean> => {
      await room.gradebook.readRoster(room.lecturer.contextId!);
      const result = await room.gradebook.view(room.lecturer);
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
});
