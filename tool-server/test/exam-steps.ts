import type { AttemptResult, LearnerAttempt } from '@chuyen-de/contracts';
import { aSession, openExamRooms, type ExamRooms } from './exam-rooms.ts';
import { programmeFiles, writeFolder, rightOf } from './sample-programme.ts';

export const DEVICE = 'device-one';
export const OTHER_DEVICE = 'device-two';
export const aString: unknown = expect.any(String);
export const textWith = (part: string): unknown => expect.stringContaining(part);

export type Client = Awaited<ReturnType<ExamRooms['as']>>;
type Question = LearnerAttempt['questions'][number];

export const start = async (client: Client, code = 'KT01', device = DEVICE): Promise<LearnerAttempt> => {
  const { status, body } = await client('POST', `/exams/${code}/attempts`, { device });
  expect(status).toBe(200);
  return body;
};
export const save = (client: Client, id: string, answers: object[], device = DEVICE) =>
  client('PATCH', `/attempts/${id}/answers`, { device, answers });
export const submit = (client: Client, id: string, answers: object[] = [], device = DEVICE) =>
  client('POST', `/attempts/${id}/submit`, { device, answers });
export const resultOf = async (client: Client, id: string): Promise<AttemptResult> =>
  (await client('GET', `/attempts/${id}/result`)).body;

/** Rooms with the sample programme for the tests of a file; each test finds them without attempts. */
export function useExamRooms(rules: Parameters<typeof openExamRooms>[1] = {}) {
  let opened: ExamRooms | undefined;
  const rooms = (): ExamRooms => {
    if (!opened) throw new Error('rooms are open within tests only');
    return opened;
  };
  beforeAll(async () => {
    opened = await openExamRooms(undefined, rules);
  });
  beforeEach(async () => {
    await rooms().empty('attempts', 'accommodations', 'timeDeeds');
    const imported = await rooms().importProgramme(await writeFolder(programmeFiles()));
    if (!imported.ok) throw new Error('the sample programme has faults');
  });
  afterAll(() => rooms().close());

  /** An answer as a device logs it, now or some minutes ago. */
  const answer = (slot: number, selected: string[], minutesAgo = 0) => {
    const at = rooms().clock.now().getTime() - minutesAgo * 60_000;
    return { slot, seq: at, at, response: { selected }, flagged: false };
  };
  return {
    rooms,
    answer,
    rightAnswer: ({ slot, type }: Question, minutesAgo = 0) => answer(slot, rightOf(type), minutesAgo),
    learner: (over: Parameters<typeof aSession>[0] = {}) => rooms().as(aSession(over)),
    /** What an attempt owes to others; its summary is the lists' own. */
    owedBy: async (id: string) => {
      const found = await rooms().exams.findAttempt(id);
      const toOthers = found!.attempt.owed.filter(({ kind }) => kind !== 'summary');
      return toOthers.map(({ kind, at, data }) => ({ kind, at, ...data }));
    },
  };
}
