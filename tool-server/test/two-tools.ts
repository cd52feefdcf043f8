import { connectSandbox, type Connected } from './lti-harness.ts';
import { openWholeTool, type WholeTool } from './whole-tool.ts';

const LIS = 'http://purl.imsglobal.org/vocab/lis/v2';
const LECTURER = [`${LIS}/membership#Instructor`];

/** The claim of a launch that says in which roles somebody comes. */
export const ROLES = 'https://purl.imsglobal.org/spec/lti/claim/roles';
/** @see LTI 1.3, A.2 */
export const SENT_AS = {
  learner: [`${LIS}/membership#Learner`],
  lecturer: LECTURER,
  administrator: [...LECTURER, `${LIS}/system/person#Administrator`],
  organiser: [...LECTURER, `${LIS}/institution/person#Administrator`],
};

/** Minutes: longer than a process may go on by what it read. */
export const A_LOOK = 1.1 / 60;

/** Two processes of the tool on one store, and an LMS. */
export async function openTwoTools() {
  const tool: WholeTool = await openWholeTool();
  const other = await tool.openAnother();
  const lms: Connected = await connectSandbox(tool);
  return {
    tool,
    other,
    lms,
    /** Enters somebody new in the course; answers the id that the LMS has for them. */
    async addPerson(role: 'learner' | 'lecturer'): Promise<string> {
      const { id } = await lms.sandbox.addPerson({ familyName: 'Lê', givenName: 'Chi' });
      await lms.sandbox.enrol(lms.course.id, id, role);
      return id;
    },
    async close(): Promise<void> {
      await lms.sandbox.close();
      await tool.close();
    },
  };
}

export type TwoTools = Awaited<ReturnType<typeof openTwoTools>>;
