import { answersRight, CLASS_DAYS, CUT_OFF, planClass } from './class-plan.rules.ts';

const plan = planClass();

describe('the plan of the made-up class', () => {
  it('is the same at every start', () => {
    expect(planClass()).toEqual(plan);
  });

  it('has thirty people who read, sit the exam and end in time, one cut off, some twice', () => {
    expect(plan).toHaveLength(30);
    const end = CLASS_DAYS * 24 * 60;
    for (const { reads, attempts } of plan) {
      expect(reads.length).toBeGreaterThan(1);
      for (const { at } of [...reads, ...attempts]) expect(at).toBeLessThan(end);
      for (const { minutes } of attempts) expect(minutes).toBeLessThan(45);
    }
    const cutOff = plan.filter(({ attempts }) =>
      attempts.some(({ cutOffAfter }) => cutOffAfter !== undefined),
    );
    expect(cutOff.map(({ index }) => index)).toEqual([CUT_OFF]);
    const twice = plan.filter(({ attempts }) => attempts.length === 2).length;
    expect(twice).toBeGreaterThan(0);
    expect(twice).toBeLessThan(8);
  });

  it('lets the able answer more', () => {
    const questions = Array.from({ length: 200 }, (_, number) => `Câu ${number}?`);
    const right = (ability: number) => questions.filter((each) => answersRight(ability, 3, each)).length;
    expect(right(0.9)).toBeGreaterThan(right(0.6));
    expect(right(0.6)).toBeGreaterThan(right(0.3));
  });
});
