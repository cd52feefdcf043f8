import { randomUUID } from 'node:crypto';
import type { ExamStart, LearnerAttempt, Sitting, Sittings } from '@chuyen-de/contracts';
import { learnerAt, publishedExam, sessionOf, useMaking, type Call } from './made-exams.ts';

export const REASON = 'Mất điện phòng 2';
const DEVICE = 'device-one';
export interface Refused {
  code: string;
  fields?: string[];
  guessesLeft?: number;
  until?: string;
  taken?: number;
}

export const pick = (call: Call, code: string, { id }: Pick<Sitting, 'id'>) =>
  call('PUT', `/exams/${code}/seat`, { sitting: id });

export const begin = (call: Call, code: string, joinCode?: string, address?: string) =>
  call<LearnerAttempt & Refused>(
    'POST',
    `/exams/${code}/attempts`,
    { device: DEVICE, ...(joinCode !== undefined && { joinCode }) },
    address,
  );

export const startOf = async (call: Call, code: string) =>
  (await call<ExamStart>('GET', `/exams/${code}`)).body;

/** Exams with sittings, each at a link of its own. */
export function useSittings() {
  const { making, lecturer } = useMaking();

  async function anExam(over: object = {}) {
    const { code } = await publishedExam(lecturer, over);
    const placed = await learnerAt(making(), code);
    const teacher = await making().enter({ linkId: placed.linkId });
    /** Another learner of the course, at the same link. */
    const another = async () => {
      const { sandbox, course } = making().lms;
      const { id } = await sandbox.addPerson({ familyName: 'Khác', givenName: 'Người' });
      await sandbox.enrol(course.id, id, 'learner');
      return making().enter({ linkId: placed.linkId, personId: id });
    };
    const make = (terms: object = {}) =>
      teacher<Sittings & Refused>('POST', `/exams/${code}/sittings`, {
        ...{ id: randomUUID(), name: 'Ca 1', open: true },
        ...terms,
      });
    const { id: personId } = (await sessionOf(placed.call)).person;
    return { code, teacher, make, another, ...placed, personId };
  }

  /** An exam with a sitting, as its lecturer sees it. */
  async function anExamInSittings(terms: object = {}, over: object = {}) {
    const exam = await anExam(over);
    const { body } = await exam.make(terms);
    return { ...exam, sitting: body.sittings[0]! };
  }

  afterEach(() => making().tool.clock.reset());

  return {
    making,
    anExam,
    anExamInSittings,
    /** So many minutes from now, by the tool's clock. */
    inMinutes: (minutes: number): string =>
      new Date(making().tool.clock.now().getTime() + minutes * 60_000).toISOString(),
  };
}
