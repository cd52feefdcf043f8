import { makeBodyBudget } from './body-budget.ts';

/** A budget and the bodies that had to make way, by their names. */
function aBudget(bytes: number) {
  const budget = makeBodyBudget(bytes);
  const gone: string[] = [];
  const open = (name: string) => {
    const holding = budget.open(() => {
      gone.push(name);
      holding.release();
    });
    return holding;
  };
  return { budget, gone, open };
}

it('lets the body that has been arriving the longest make way, and never goes over its bytes', () => {
  const { budget, gone, open } = aBudget(100);
  const [first, second, third] = [open('first'), open('second'), open('third')];
  expect([first.grow(40), second.grow(40), third.grow(20)]).toEqual([true, true, true]);
  expect(third.grow(30)).toBe(true);
  expect(gone).toEqual(['first']);
  expect(budget.taken).toBe(90);
  expect(second.grow(60)).toBe(true);
  expect(gone).toEqual(['first', 'third']);
  expect(budget.taken).toBe(100);
});

it('refuses what finds no room because the others are whole', () => {
  const { budget, gone, open } = aBudget(100);
  const whole = open('whole');
  whole.grow(80);
  whole.complete();
  expect(open('late').grow(30)).toBe(false);
  expect(gone).toEqual([]);
  whole.release();
  whole.release();
  expect(budget.taken).toBe(0);
  expect(open('later').grow(100)).toBe(true);
});
