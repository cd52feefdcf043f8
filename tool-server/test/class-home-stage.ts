import { enter, type Call } from './a-school.ts';
import { connectSandbox, type Connected } from './lti-harness.ts';
import { openWholeTool, type WholeTool } from './whole-tool.ts';

interface Stage {
  tool: WholeTool;
  /** The LMS, and a course of it with the link of an exam. */
  lms: Connected;
  /** The link of the home of the class. */
  homeLink: string;
}

/** The whole tool with an LMS, in a course of which the home of a class is placed, for the tests of a file. */
export function useClassHome() {
  const stage: Partial<Stage> = {};
  const opened = (): Stage => stage as Stage;
  beforeAll(async () => {
    stage.tool = await openWholeTool();
    stage.lms = await connectSandbox(stage.tool);
    const { linkId } = await stage.lms.sandbox.placeItem(stage.lms.course.id, {
      title: 'Trang lớp',
      custom: { item: 'class:BD' },
    });
    stage.homeLink = linkId;
  });
  afterAll(async () => {
    await stage.lms?.sandbox.close();
    await stage.tool?.close();
  });

  const home = (personId: string): Promise<Call> => {
    const { tool, lms, homeLink } = opened();
    return enter(tool, { ...lms, linkId: homeLink }, personId);
  };
  /** A new learner of the course; answers their id. */
  const enrol = async (givenName: string): Promise<string> => {
    const { sandbox, course } = opened().lms;
    const person = await sandbox.addPerson({ familyName: 'Lê', givenName });
    await sandbox.enrol(course.id, person.id, 'learner');
    return person.id;
  };
  return {
    stage: opened,
    home,
    enrol,
    learner: async (givenName: string): Promise<Call> => home(await enrol(givenName)),
    lecturer: (): Promise<Call> => {
      const lecturer = opened()
        .lms.sandbox.people()
        .find(({ kind }) => kind === 'lecturer');
      return home(lecturer!.id);
    },
  };
}
