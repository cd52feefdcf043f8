import fc from 'fast-check';
import { makeProgram } from '../src/administration/program.ts';
import type { Administration } from '../src/administration/open-administration.ts';
import { makeSummaries, type Attempt } from '../src/exams/index.ts';
import { fractionByType } from '../src/exams/results.rules.ts';
import { makeOwedWorker, owingSource, type OwedHandler } from '../src/storage/index.ts';
import { DEVICE, useExamRooms } from './exam-steps.ts';

// As if multiple choice were of a type that a person marks.
const { rooms, learner, answer } = useExamRooms({
  fractionOf: (question, response) =>
    response.type === 'multiple-choice' ? undefined : fractionByType(question, response),
});

const COLLECTIONS = ['attempts', 'timeDeeds', 'attemptSummaries', 'summarisedLinks'];
const stored = async () =>
  (await rooms().collection('attemptSummaries').find().sort({ _id: 1 }).toArray()).map(
    ({ change: _, storedAt: __, ...summary }) => summary,
  );

/** Every state of an attempt that its summary was owed for. */
let owedFor: Attempt[] = [];
const nothing: OwedHandler = () => Promise.resolve();

/** Carries out what attempts owe, as the tool's worker does. */
function workOff(): Promise<void> {
  const { exams, clock, owedQueue } = rooms();
  const summary: OwedHandler = (attempt: Attempt) => {
    owedFor.push(structuredClone(attempt));
    return exams.summaries.onSummaryOwed(attempt);
  };
  return makeOwedWorker({
    sources: [owingSource(exams.attempts)],
    queue: owedQueue,
    handlers: { summary, grade: nothing, records: nothing, audit: nothing },
    clock,
    logger: { debug: nothing, info: nothing, warn: console.error, error: console.error } as never,
  }).drain();
}

const who = fc.integer({ min: 1, max: 3 });
const start = fc.record({
  kind: fc.constant('start' as const),
  who,
  trial: fc.nat(9).map((n) => n === 0),
});
const step = fc.oneof(
  { arbitrary: start, weight: 4 },
  {
    arbitrary: fc.record({
      kind: fc.constantFrom('submit' as const, 'remove' as const, 'mark' as const),
      who,
    }),
    weight: 4,
  },
  {
    arbitrary: fc.record({
      kind: fc.constant('save' as const),
      who,
      slot: fc.integer({ min: 1, max: 10 }),
      ago: fc.nat(25),
    }),
    weight: 3,
  },
  {
    arbitrary: fc.record({ kind: fc.constant('pass' as const), minutes: fc.constantFrom(1, 15, 40) }),
    weight: 2,
  },
  {
    arbitrary: fc.record({
      kind: fc.constantFrom('sweep' as const, 'work off' as const, 'tell again' as const, 'look' as const),
    }),
    weight: 3,
  },
);
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never;

/** Marks the first answer of an attempt that waits for a person. */
async function mark(id: string): Promise<void> {
  const attempt = (await rooms().exams.findAttempt(id))?.attempt;
  const waiting = attempt?.paper.find(({ slot }) => !attempt.results?.[slot]);
  const lecturer = await learner({ personId: 'person-9', roles: ['lecturer'] });
  const route = `/exams/KT01/marking/${waiting?.question ?? 'none'}/answers/${id}`;
  await lecturer('PUT', route, { known: 0, points: 1 });
}

/** Does one thing of a history, whether the tool takes it or not. */
async function perform(done: Step, newest: Map<number, string>, look: () => Promise<void>): Promise<void> {
  const { exams, clock } = rooms();
  if (done.kind === 'look') return look();
  if (done.kind === 'pass') clock.pass(done.minutes);
  else if (done.kind === 'sweep') await exams.sweeper.drain();
  else if (done.kind === 'work off') await workOff();
  else if (done.kind === 'tell again') {
    // What one process was told late, or twice.
    for (const attempt of [...owedFor].reverse()) await exams.summaries.onSummaryOwed(attempt);
  } else if ('who' in done) {
    const trial = done.kind === 'start' && done.trial;
    const client = await learner({ personId: `person-${done.who}`, trial });
    const id = newest.get(done.who) ?? 'none';
    if (done.kind === 'start') {
      const { status, body } = await client('POST', '/exams/KT01/attempts', { device: DEVICE });
      if (status === 200) newest.set(done.who, (body as { id: string }).id);
    } else if (done.kind === 'save') {
      const answers = [answer(done.slot, ['a'], done.ago)];
      await client('PATCH', `/attempts/${id}/answers`, { device: DEVICE, answers });
    } else if (done.kind === 'mark') await mark(id);
    else if (done.kind === 'submit')
      await client('POST', `/attempts/${id}/submit`, { device: DEVICE, answers: [] });
    else {
      const lecturer = await learner({ personId: 'person-9', roles: ['lecturer'] });
      await lecturer('POST', `/exams/KT01/attempts/${id}/removal`, { reason: 'Máy hỏng' });
    }
  }
}

/** Somebody who follows the attempts of a link: what they know by what was read of it. */
function follower(linkId: string) {
  const read = rooms().exams.summaries.followLink(linkId);
  const known = new Map<string, unknown[]>();
  return {
    known: () => [...known].sort(([a], [b]) => (a < b ? -1 : 1)),
    look: async (): Promise<void> => {
      const { isWhole, attempts } = await read();
      if (isWhole) known.clear();
      for (const [person, theirs] of attempts) {
        if (theirs.length === 0) known.delete(person);
        else
          known.set(
            person,
            theirs.map(({ storedAt: _, ...attempt }) => attempt),
          );
      }
    },
  };
}

describe('what is kept of attempts for lists', () => {
  beforeEach(() => rooms().empty(...COLLECTIONS));

  it('is what can be made of the attempts again, after any history', async () => {
    const states = new Set<unknown>();
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 25 }), async (history) => {
        await rooms().empty(...COLLECTIONS);
        owedFor = [];
        const newest = new Map<number, string>();
        const { look, known } = follower('link-1');
        for (const each of history) await perform(each, newest, look);
        await workOff();
        await perform({ kind: 'tell again' }, newest, look);
        const kept = await stored();
        await look();
        const whole = follower('link-1');
        await whole.look();
        expect(known()).toEqual(whole.known());
        await rooms().exams.summaries.rebuild();
        expect(await stored()).toEqual(kept);
        await rooms().empty('attemptSummaries');
        await rooms().exams.summaries.rebuild();
        expect(await stored()).toEqual(kept);
        for (const { state } of kept) states.add(state);
      }),
      { numRuns: 15 },
    );
    // Not every run has an attempt that ended and could not be settled.
    expect([...states]).toEqual(expect.arrayContaining(['marked', 'open', 'removed']));
  }, 120_000);

  it('is made of what an earlier release left, once somebody looks', async () => {
    const client = await learner({ linkId: 'link-of-before' });
    await client('POST', '/exams/KT01/attempts', { device: DEVICE });
    const before = rooms().collection('attempts');
    await before.updateMany({}, { $set: { owed: [] } });
    expect(await stored()).toEqual([]);
    const { attempts } = await rooms().exams.summaries.followLink('link-of-before')();
    expect([...attempts.values()]).toMatchObject([[{ personId: 'person-1', state: 'open', number: 1 }]]);
    // From then on it is read, and made no more.
    await before.deleteMany({});
    const anew = makeSummaries({ connection: rooms().exams.attempts.db, clock: rooms().clock });
    expect((await anew.followLink('link-of-before')()).attempts.size).toBe(1);
  });

  it('is made again by a command, which removes what is of nothing', async () => {
    await rooms().empty(...COLLECTIONS);
    await (
      await learner()
    )('POST', '/exams/KT01/attempts', { device: DEVICE });
    await rooms()
      .collection('attemptSummaries')
      .insertOne({ _id: 'gone' as never, linkId: 'link-1', change: 1 });
    const lines: string[] = [];
    const administration = {
      rebuildSummaries: () => rooms().exams.summaries.rebuild(),
      store: { close: () => Promise.resolve() },
    } as unknown as Administration;
    await makeProgram({
      open: () => Promise.resolve(administration),
      findData: () => Promise.reject(new Error('no files are asked for')),
      readSecret: () => Promise.resolve('secret'),
      print: (line) => lines.push(line),
    }).parseAsync(['summaries', 'rebuild'], { from: 'user' });
    expect(lines[0]).toBe('1 attempts summed up, 1 summaries of nothing removed.');
    expect(await stored()).toMatchObject([{ personId: 'person-1', state: 'open' }]);
  });
});
