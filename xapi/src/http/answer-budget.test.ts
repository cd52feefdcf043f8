import { AnswerBudget } from './answer-budget.ts';

const ROOM = { bytes: 100, together: 2, graceMs: 1e8, patienceMs: 1e8 };
const ignore = (): void => undefined;
const soon = () => new Promise((resolve) => setImmediate(resolve));

/** Enters, and tells whether that is through yet. */
function entering(budget: AnswerBudget, makeWay = ignore) {
  const state = { isIn: false, place: budget.enter(makeWay) };
  state.place.then(
    () => (state.isIn = true),
    () => undefined,
  );
  return state;
}

describe('a budget of answers', () => {
  it('has a few made at a time', async () => {
    const budget = new AnswerBudget(ROOM);
    const [first, second, third] = [entering(budget), entering(budget), entering(budget)];
    await soon();
    expect([first, second, third].map(({ isIn }) => isIn)).toEqual([true, true, false]);
    (await first.place).hold(10);
    await third.place;
    expect(budget.taken).toBe(10);
  });

  it('has none made while those that are made leave no room, and goes on once one is given back', async () => {
    const budget = new AnswerBudget(ROOM);
    const large = await budget.enter(ignore);
    large.hold(150);
    const waiting = [entering(budget), entering(budget), entering(budget)];
    await soon();
    expect(waiting.map(({ isIn }) => isIn)).toEqual([false, false, false]);
    large.giveBack();
    large.giveBack();
    await soon();
    expect(waiting.map(({ isIn }) => isIn)).toEqual([true, true, false]);
    (await waiting[0]!.place).giveBack();
    (await waiting[1]!.place).giveBack();
    (await waiting[2]!.place).giveBack();
    expect(budget.taken).toBe(0);
  });

  it('lets make way what has not been taken off in time, the oldest first, and no more than has to', async () => {
    const budget = new AnswerBudget({ ...ROOM, graceMs: 0 });
    const gone: string[] = [];
    for (const name of ['first', 'second']) {
      const place = await budget.enter(() => gone.push(name));
      place.hold(60);
    }
    await budget.enter(ignore);
    expect(gone).toEqual(['first']);
    expect(budget.taken).toBe(60);
  });

  it('lets go on what is taken off part by part, and another make way', async () => {
    const budget = new AnswerBudget({ ...ROOM, graceMs: 0 });
    const gone: string[] = [];
    const [read, unread] = [
      await budget.enter(() => gone.push('read')),
      await budget.enter(() => gone.push('unread')),
    ];
    read.hold(60);
    unread.hold(60);
    read.goOn();
    await budget.enter(ignore);
    expect(gone).toEqual(['unread']);
  });

  it('refuses who finds no room for long', async () => {
    const budget = new AnswerBudget({ ...ROOM, patienceMs: 0 });
    (await budget.enter(ignore)).hold(100);
    await expect(budget.enter(ignore)).rejects.toMatchObject({ status: 503, code: 'too_busy' });
    expect(budget.taken).toBe(100);
  });
});
