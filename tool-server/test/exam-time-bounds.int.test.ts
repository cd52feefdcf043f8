import { start } from './exam-steps.ts';
import { REASON, useTimedRooms } from './timed-rooms.ts';

const { rooms, learner, lecturer, doDeed } = useTimedRooms();
const linkId = 'full-link';

describe('what is done to the time of an exam', () => {
  it('is done so many times, and whoever is paused by the last goes on', async () => {
    const [client, teacher] = [await learner({ linkId }), await lecturer({ linkId })];
    await start(client);
    rooms().clock.pass(1);
    const before = {
      linkId,
      examCode: 'KT01',
      kind: 'add-time',
      minutes: 1,
      by: 'person-9',
    };
    await rooms()
      .collection('timeDeeds')
      .insertMany(
        Array.from({ length: 9_999 }, (_, number) => ({
          ...before,
          _id: `full-${number}` as never,
          deed: `full-${number}`,
          personId: 'person-8',
          at: rooms().clock.now(),
          owed: [],
        })),
      );
    expect((await doDeed(teacher, { kind: 'pause', people: ['person-1'] })).status).toBe(200);
    const more = { kind: 'pause', people: ['person-7'] };
    expect((await doDeed(teacher, more)).body).toMatchObject({ code: 'too_many_deeds' });
    const given = { timeMultiplier: 1, extraAttempts: 1, reason: REASON };
    expect((await teacher('PUT', '/exams/KT01/accommodations/person-1', given)).body).toMatchObject({
      code: 'too_many_deeds',
    });
    expect((await doDeed(teacher, { kind: 'resume' })).status).toBe(200);
  });
});
