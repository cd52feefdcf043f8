import fc from 'fast-check';
import type { LearnerAttempt } from '@chuyen-de/contracts';
import { save, submit, type Client } from './exam-steps.ts';
import { REASON, useTimedRooms } from './timed-rooms.ts';

const { rooms, learner, lecturer, answer, rightAnswer, doDeed, carryOut, stored, here, goToNextLink } =
  useTimedRooms();

/** Two sittings; the learner sits in the first. */
const MINE = '00000000-0000-4000-8000-00000000000a';
const ANOTHER = '00000000-0000-4000-8000-00000000000b';
type Whom = { people?: string[]; sitting?: string };

async function beginInSitting(client: Client): Promise<LearnerAttempt> {
  const { sittings } = rooms().exams;
  const place = here();
  for (const id of [MINE, ANOTHER]) await sittings.make(place, id, { name: `Ca ${id.at(-1)}`, open: true });
  const sitting = (await sittings.of(place)).find(({ _id }) => _id === MINE)!;
  await sittings.seats.take({ sitting, personId: 'person-1', by: 'person-9' });
  const { joinCode } = sitting;
  const { body } = await client('POST', '/exams/KT01/attempts', { device: 'device-one', joinCode });
  return body;
}

describe('whatever happens to an attempt', () => {
  type Step =
    | { do: 'save'; slot: number; right: boolean; back: number }
    | { do: 'pause' | 'resume'; whom: Whom }
    | { do: 'add-time'; whom: Whom; minutes: number }
    | { do: 'accommodate'; minutes: number }
    | { do: 'sweep' | 'carryOut' | 'submit' };

  const whom = fc.constantFrom<Whom>(
    { people: ['person-1'] },
    { people: ['person-2'] },
    { sitting: MINE },
    { sitting: ANOTHER },
    {},
  );
  const aStep: fc.Arbitrary<Step> = fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({
        do: fc.constant('save' as const),
        slot: fc.integer({ min: 1, max: 4 }),
        right: fc.boolean(),
        back: fc.integer({ min: 0, max: 2 }),
      }),
    },
    { weight: 4, arbitrary: fc.record({ do: fc.constantFrom('pause' as const, 'resume' as const), whom }) },
    {
      weight: 2,
      arbitrary: fc.record({
        do: fc.constant('add-time' as const),
        whom,
        minutes: fc.integer({ min: 1, max: 9 }),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        do: fc.constant('accommodate' as const),
        minutes: fc.integer({ min: 10, max: 40 }),
      }),
    },
    { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('sweep' as const, 'carryOut' as const) }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('submit' as const) }) },
  );

  /** A stop watch, and what was last acknowledged for each slot. */
  const aModel = () => ({
    left: 20,
    rule: 20,
    isPaused: false,
    ended: false,
    kept: new Map<number, boolean>(),
  });
  type Model = ReturnType<typeof aModel>;
  const concerns = ({ people = ['person-1'], sitting = MINE }: Whom): boolean =>
    people.includes('person-1') && sitting === MINE;

  function judge(model: Model, step: Step): void {
    if (model.ended || !('whom' in step ? concerns(step.whom) : true)) return;
    if (step.do === 'pause') model.isPaused = true;
    if (step.do === 'resume') model.isPaused = false;
    if (step.do === 'add-time') model.left += step.minutes;
    if (step.do === 'accommodate' && step.minutes > model.rule) {
      model.left += step.minutes - model.rule;
      model.rule = step.minutes;
    }
  }

  async function play(client: Client, attempt: LearnerAttempt, model: Model, step: Step): Promise<void> {
    const teacher = await lecturer();
    const question = (slot: number) => attempt.questions.find((each) => each.slot === slot)!;
    const { id } = attempt;
    switch (step.do) {
      case 'save': {
        const logged = step.right ? rightAnswer(question(step.slot)) : answer(step.slot, []);
        const { status } = await save(client, id, [logged]);
        expect([step, status]).toEqual([step, model.ended ? 409 : 200]);
        if (!model.ended) model.kept.set(step.slot, step.right);
        // A lost acknowledgement, and an older answer that comes late: neither changes anything.
        for (let time = 0; time < step.back; time++)
          await save(client, id, [{ ...logged, seq: logged.seq - time }]);
        return;
      }
      case 'accommodate':
        await teacher('PUT', '/exams/KT01/accommodations/person-1', {
          ...{ timeMultiplier: 1, extraAttempts: 0, reason: REASON, minutes: step.minutes },
        });
        return;
      case 'sweep':
        await rooms().exams.sweeper.drain();
        return;
      case 'carryOut':
        await carryOut();
        return;
      case 'submit':
        expect((await submit(client, id)).status).toBe(200);
        model.ended = true;
        return;
      default: {
        const { do: kind, whom: concerned, ...of } = step;
        await doDeed(teacher, { kind, ...of, ...concerned });
      }
    }
  }

  it('keeps each acknowledged answer once, ends by its stop watch, and scores as the pure scorer does', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(aStep, fc.integer({ min: 1, max: 6 })), { minLength: 3, maxLength: 14 }),
        async (steps) => {
          await rooms().empty('attempts', 'timeDeeds', 'sittings', 'seats');
          goToNextLink();
          const client = await learner();
          const attempt = await beginInSitting(client);
          const model = aModel();
          for (const [step, minutes] of steps) {
            rooms().clock.pass(minutes);
            if (!model.isPaused) model.left -= minutes;
            if (model.left <= 0 && !model.isPaused) model.ended = true;
            judge(model, step);
            await play(client, attempt, model, step);
          }
          // The last word about everybody holds, whatever was paused.
          if (model.isPaused) await doDeed(await lecturer(), { kind: 'resume' });
          const result = await client('POST', `/attempts/${attempt.id}/submit`, {
            device: 'device-one',
            answers: [],
          });
          const right = [...model.kept.values()].filter(Boolean).length;
          expect(result.body).toMatchObject({ answered: right, score: { given: right } });
          const { answers } = await stored(attempt.id);
          expect(Object.keys(answers).map(Number).sort()).toEqual([...model.kept.keys()].sort());
        },
      ),
      { numRuns: 30 },
    );
  });
});
