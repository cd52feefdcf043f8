import type { QuestionResponse } from '@chuyen-de/question-types';
import fc from 'fast-check';
import type { QuestionContent } from '../bank/index.ts';
import type { Appraisal } from './appraisal.model.ts';
import {
  isBlind,
  mayIssue,
  withCheck,
  withEnd,
  withSettlement,
  withVote,
  type Outcome,
} from './appraisal.rules.ts';

const PEOPLE = ['an', 'binh', 'chi', 'dung', 'giang'] as const;
const RESPONSE = { type: 'true-false', value: true } as QuestionResponse;

/** What its authors have written, as a number; its hash stands for that very content. */
const hashOf = (content: number): string => String(content).padStart(64, '0');

const handedIn = (content: number, { needed, authors }: { needed: number; authors: string[] }): Appraisal => {
  const members = PEOPLE.filter((person) => !authors.includes(person));
  return {
    ...{ _id: 'id', bank: 'NH-1', owner: { kind: 'installation' }, question: 'NH-1-0001', open: 'NH-1-0001' },
    ...{ state: 'in-review', hash: hashOf(content), authors, members, needed, waiting: members },
    content: { type: 'true-false', code: 'NH-1-0001', stem: { vi: String(content) } } as QuestionContent,
    ...{ submittedBy: 'an', submittedAt: new Date(0), due: new Date(1), owed: [], version: 1 },
    ...{ checks: [], votes: [], comments: [] },
  };
};

const person = fc.constantFrom(...PEOPLE);
const step = fc.oneof(
  { weight: 2, arbitrary: fc.record({ do: fc.constant('edit' as const), by: person, content: fc.nat(2) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('submit' as const),
      by: person,
      needed: fc.integer({ min: 1, max: 3 }),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant('check' as const), by: person, agrees: fc.boolean() }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('vote' as const),
      by: person,
      verdict: fc.constantFrom('approve' as const, 'approve' as const, 'return' as const),
      seen: fc.option(fc.nat(2), { nil: undefined, freq: 4 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('take back' as const), by: person }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('settle' as const), by: person }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('withdraw' as const) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('issue' as const) }) },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** A question, its council, and what they signed and answered, taken down apart from the rules. */
interface World {
  content: number;
  authors: Set<string>;
  appraisal: Appraisal | undefined;
  /** Since it was handed in. */
  signed: Map<string, { verdict: string; content: number }>;
  wrong: Set<string>;
  answered: Set<string>;
  issued: number;
}

const freshWorld = (): World => ({
  ...{ content: 0, authors: new Set(['an']), appraisal: undefined, issued: 0 },
  ...{ signed: new Map(), wrong: new Set(), answered: new Set() },
});

function take(world: World, outcome: Outcome): boolean {
  if (!outcome.ok || !world.appraisal) return false;
  const { isClosed: _, ...change } = outcome.change;
  world.appraisal = { ...world.appraisal, ...change };
  return true;
}

function end(world: World, as: 'withdrawn' | 'overtaken'): void {
  if (world.appraisal) take(world, withEnd(world.appraisal, { by: 'an', at: new Date(2), as }));
}

function submit(world: World, { by, needed }: { by: string; needed: number }): void {
  const isOpen = world.appraisal?.state === 'in-review' || world.appraisal?.state === 'approved';
  if (isOpen || PEOPLE.length - new Set([...world.authors, by]).size < needed) return;
  world.authors.add(by);
  world.appraisal = handedIn(world.content, { needed, authors: [...world.authors] });
  world.signed = new Map();
  world.wrong = new Set();
  world.answered = new Set();
}

function say(world: World, each: Extract<Step, { by: string }>): void {
  const { appraisal } = world;
  if (!appraisal) return;
  const doing = { by: each.by, at: new Date(2) };
  if (each.do === 'check') {
    const response = { ...doing, response: RESPONSE, fraction: each.agrees ? 1 : 0 };
    if (!take(world, withCheck(appraisal, response))) return;
    world.answered.add(each.by);
    if (!each.agrees) world.wrong.add(each.by);
  } else if (each.do === 'vote') {
    const content = each.seen ?? world.content;
    const vote = { verdict: each.verdict, hash: hashOf(content), note: 'x' };
    if (take(world, withVote(appraisal, { ...doing, vote })))
      world.signed.set(each.by, { verdict: each.verdict, content });
  } else if (each.do === 'take back') {
    if (take(world, withVote(appraisal, { ...doing, vote: null }))) world.signed.delete(each.by);
  } else if (each.do === 'settle' && take(world, withSettlement(appraisal, { ...doing, note: 'xxx' })))
    world.wrong.delete(each.by);
}

/** Nothing is issued but what enough others signed, as it is, none of whom contradicts its key. */
function issue(world: World): void {
  const { appraisal, content, signed, authors, wrong, answered } = world;
  if (!mayIssue(appraisal, hashOf(content))) return;
  const approving = [...signed].filter(([, vote]) => vote.verdict === 'approve');
  const others = approving.filter(([by, vote]) => !authors.has(by) && vote.content === content);
  expect(others.length).toBeGreaterThanOrEqual(appraisal?.needed ?? Infinity);
  expect(others.every(([by]) => answered.has(by))).toBe(true);
  expect([...wrong]).toEqual([]);
  expect(appraisal?.content.stem.vi).toBe(String(content));
  world.appraisal = { ...appraisal!, state: 'issued' };
  world.issued += 1;
}

function run(world: World, each: Step): void {
  if (each.do === 'edit') {
    world.content = each.content;
    world.authors.add(each.by);
  } else if (each.do === 'submit') submit(world, each);
  else if (each.do === 'withdraw') end(world, 'withdrawn');
  else if (each.do === 'issue') issue(world);
  else say(world, each);
}

describe('an appraisal', () => {
  it('lets nothing be issued but what enough people who did not write it signed, as it is', () => {
    let issued = 0;
    fc.assert(
      fc.property(fc.array(step, { minLength: 10, maxLength: 60, size: 'max' }), (steps) => {
        const world = freshWorld();
        for (const each of steps) run(world, each);
        issued += world.issued;
      }),
      { numRuns: 1_500 },
    );
    // Sequences that never get so far would prove nothing.
    expect(issued).toBeGreaterThan(20);
  });
});

describe('what is said of an appraisal', () => {
  const at = new Date(2);
  const appraisal = handedIn(1, { needed: 2, authors: ['an'] });
  const after = (before: Appraisal, outcome: Outcome): Appraisal => {
    if (!outcome.ok) throw new Error(outcome.error.code);
    return { ...before, ...outcome.change };
  };
  const checked = (before: Appraisal, by: string, agrees = true): Appraisal =>
    after(before, withCheck(before, { by, at, response: RESPONSE, fraction: agrees ? 1 : 0 }));
  const voted = (before: Appraisal, by: string, verdict: 'approve' | 'return' = 'approve'): Appraisal =>
    after(before, withVote(before, { by, at, vote: { verdict, hash: hashOf(1), note: 'x' } }));

  it('is blind until its member has answered, once', () => {
    expect(isBlind(appraisal, 'binh')).toBe(true);
    const after1 = checked(appraisal, 'binh');
    expect(isBlind(after1, 'binh')).toBe(false);
    expect(withCheck(after1, { by: 'binh', at, response: RESPONSE, fraction: 1 })).toMatchObject({
      error: { code: 'key_checked_already' },
    });
  });

  it('is approved by the last vote that it needs, and changes no more', () => {
    const one = voted(checked(appraisal, 'binh'), 'binh');
    expect([one.state, one.waiting]).toEqual(['in-review', ['chi', 'dung', 'giang']]);
    const two = voted(checked(one, 'chi'), 'chi');
    expect([two.state, two.waiting]).toEqual(['approved', []]);
    expect(withVote(two, { by: 'chi', at, vote: null })).toMatchObject({
      error: { code: 'appraisal_closed' },
    });
  });

  it('waits for whoever contradicts the key, whatever others vote', () => {
    let now = checked(appraisal, 'dung', false);
    for (const by of ['binh', 'chi']) now = voted(checked(now, by), by);
    expect(now.state).toBe('in-review');
    expect(withSettlement(now, { by: 'binh', at, note: 'xxx' })).toMatchObject({
      error: { code: 'key_not_contested' },
    });
    expect(after(now, withSettlement(now, { by: 'dung', at, note: 'xxx' })).state).toBe('approved');
  });

  it('is returned once those left cannot approve it', () => {
    let now = appraisal;
    for (const by of ['binh', 'chi']) now = voted(checked(now, by), by, 'return');
    expect(now.state).toBe('in-review');
    now = voted(checked(now, 'dung'), 'dung', 'return');
    expect([now.state, now.waiting]).toEqual(['returned', []]);
  });

  it('is taken back by nobody while it is put into force', () => {
    const held: Appraisal = { ...appraisal, state: 'approved', heldUntil: new Date(3) };
    const end = (at: Date) => withEnd(held, { by: 'an', at, as: 'withdrawn' });
    expect(end(at)).toMatchObject({ error: { code: 'too_busy' } });
    expect(after(held, end(new Date(3))).state).toBe('withdrawn');
  });

  it('takes nothing of its authors, and no signature under another content', () => {
    expect(
      withVote(appraisal, { by: 'an', at, vote: { verdict: 'approve', hash: hashOf(1), note: '' } }),
    ).toMatchObject({
      error: { code: 'own_question' },
    });
    const other = { verdict: 'approve' as const, hash: hashOf(2), note: '' };
    expect(withVote(checked(appraisal, 'binh'), { by: 'binh', at, vote: other })).toMatchObject({
      error: { code: 'appraisal_changed' },
    });
  });
});
