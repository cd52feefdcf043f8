import { rightIs, useCorrectionRooms } from './correction-rooms.ts';

const { rooms, beginAs, submit, settled, lecturer, correct } = useCorrectionRooms();

describe('a correction', () => {
  it('is noticed by every process, though the clock was set back meanwhile', async () => {
    const [first, second] = [
      await beginAs(await rooms().addPerson('learner'), rooms().other),
      await beginAs(await rooms().addPerson('learner'), rooms().other),
    ];
    rooms().tool.clock.pass(2);
    expect(await submit(first, 'b')).toMatchObject({ score: { outOfTen: 10 } });
    await settled();
    rooms().tool.clock.reset();
    await correct(await lecturer(), rightIs('a'));
    expect(await submit(second, 'a')).toMatchObject({ score: { outOfTen: 10 } });
  });
});
