import { type Course, type Person, type Sandbox, type SandboxOptions, startSandbox } from '../src/index.ts';
import { type ToolClient, startToolClient } from './tool-client.ts';

export interface Class {
  sandbox: Sandbox;
  tool: ToolClient;
  course: Course;
  learner: Person;
  other: Person;
  lecturer: Person;
  assistant: Person;
  administrator: Person;
  /** An exam with one column of ten points. */
  exam: { linkId: string; lineItemId: string };
  close(): Promise<void>;
}

/** A platform with a tool, a small class and an exam. */
export async function aClass(options: SandboxOptions = {}): Promise<Class> {
  const sandbox = await startSandbox(options);
  return aClassOf(sandbox, await startToolClient(sandbox));
}

/** Another class with people of its own on the same platform, which is slow to start. */
export const anotherClass = ({ sandbox, tool }: Class): Promise<Class> => aClassOf(sandbox, tool);

async function aClassOf(sandbox: Sandbox, tool: ToolClient): Promise<Class> {
  const person = (givenName: string, kind: Person['kind'] = 'learner') =>
    sandbox.addPerson({ kind, familyName: 'Nguyễn Văn', givenName, idNumber: `ID-${givenName}` });
  const learner = await person('An');
  const other = await person('Bình');
  const lecturer = await person('Thu', 'lecturer');
  const assistant = await person('Tú', 'lecturer');
  const administrator = await person('Việt', 'administrator');
  const course = await sandbox.addCourse({
    shortName: 'LLCT',
    fullName: 'Lý luận chính trị',
    members: [
      { personId: lecturer.id, role: 'lecturer' },
      { personId: assistant.id, role: 'assistant' },
      { personId: learner.id, role: 'learner' },
      { personId: other.id, role: 'learner' },
    ],
  });
  const placed = await sandbox.placeItem(course.id, {
    title: 'Bài thi cuối khóa',
    url: `${tool.url}/launch?item=exam-1`,
    custom: { Item: 'exam-1', unit: '$Person.sourcedId' },
    lineItem: { scoreMaximum: 10, resourceId: 'exam-1', tag: 'final' },
  });
  return {
    sandbox,
    tool,
    course,
    learner,
    other,
    lecturer,
    assistant,
    administrator,
    exam: { linkId: placed.linkId, lineItemId: placed.lineItemId! },
    close: async () => {
      tool.close();
      await sandbox.close();
    },
  };
}
