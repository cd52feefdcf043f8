import type { LearnerAttempt } from '@chuyen-de/contracts';
import { connectionThatTells } from './cut-connection.ts';
import { resultOf, save, start, submit, useExamRooms, type Client } from './exam-steps.ts';

let commands = (): string[] => [];
const { learner, rightAnswer } = useExamRooms({
  through: async (to) => {
    const telling = await connectionThatTells(to, 'attempts');
    ({ commands } = telling);
    return telling;
  },
});

/** Begins what commands are counted of: whatever is remembered by all is remembered by now. */
async function begin(people: number): Promise<Client[]> {
  const first = await learner({ personId: 'person-first' });
  await submit(first, (await start(first)).id);
  const clients = Array.from({ length: people }, (_, index) => learner({ personId: `person-of-${index}` }));
  const all = await Promise.all(clients);
  commands();
  return all;
}

const answersOf = ({ questions }: LearnerAttempt) => questions.slice(0, 3).map((each) => rightAnswer(each));

describe('commands of the store that an exam takes', () => {
  it('are two for a start, one for a save and two for a submission with its result', async () => {
    const [client] = await begin(1);
    const attempt = await start(client!);
    expect(commands()).toEqual(['find', 'insert']);
    expect(await save(client!, attempt.id, answersOf(attempt))).toMatchObject({ status: 200 });
    expect(commands()).toEqual(['update']);
    const { body } = await submit(client!, attempt.id);
    expect(body).toMatchObject({ score: { given: 3 }, attemptsLeft: 1 });
    expect(commands()).toEqual(['find', 'update']);
    expect(await resultOf(client!, attempt.id)).toEqual(body);
  });

  it('are fewer for each of many who do the same at once', async () => {
    const clients = await begin(12);
    const attempts = await Promise.all(clients.map((client) => start(client)));
    expect(new Set(attempts.map(({ id }) => id)).size).toBe(12);
    expect(commands().length).toBeLessThan(24);
    const saves = await Promise.all(
      attempts.map((attempt, index) => save(clients[index]!, attempt.id, answersOf(attempt))),
    );
    expect(saves.map(({ status }) => status)).toEqual(attempts.map(() => 200));
    expect(commands().length).toBeLessThan(12);
  });

  it('let a save fail for its sender alone', async () => {
    const clients = await begin(6);
    const attempts = await Promise.all(clients.map((client) => start(client)));
    const saves = await Promise.all(
      attempts.map((attempt, index) =>
        save(clients[index]!, attempt.id, answersOf(attempt), index === 2 ? 'device-of-another' : undefined),
      ),
    );
    expect(saves.map(({ status }) => status)).toEqual([200, 200, 409, 200, 200, 200]);
    for (const [index, { id }] of attempts.entries())
      expect((await submit(clients[index]!, id)).body).toMatchObject({ answered: index === 2 ? 0 : 3 });
  });
});
