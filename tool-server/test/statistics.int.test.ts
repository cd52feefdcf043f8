import type { ExamQuestions } from '@chuyen-de/contracts';
import fc from 'fast-check';
import { fractionByType } from '../src/exams/results.rules.ts';
import { removePersonal, PERSONAL_COLLECTIONS } from '../src/privacy/personal-collections.ts';
import { workUntilCut } from './cut-connection.ts';
import { EVENTFUL, step, type Step } from './counting-histories.ts';
import { COLLECTIONS, COUNTED, KT02, useCountingRooms } from './counting-rooms.ts';
import { countsOver } from './exam-rooms.ts';
import { DEVICE } from './exam-steps.ts';

/** As if a person marked those answers to multiple choice that nobody could mean. */
let marksByHand = false;
const desk = useCountingRooms({
  fractionOf: (question, response) =>
    marksByHand && response.type === 'multiple-choice' && response.selected.includes('d')
      ? undefined
      : fractionByType(question, response),
});
const { rooms, learner, lecturer, all, workOff, tellAgain, forgetTold, count, sit, correct, stored } = desk;

/** More than a lease takes. */
const A_WHILE = 2;
const silent = (): undefined => undefined;

/**
 * Counts with a connection that breaks off after some writes, and lets the lease of whoever held it run out; answers
 * whether it broke off.
 */
async function countAndDie(writes: number): Promise<boolean> {
  const quiet = { debug: silent, info: silent, warn: silent, error: silent } as never;
  const wasCut = await workUntilCut(rooms().connection, writes, (connection) =>
    countsOver(connection, rooms().clock, quiet).worker.drain(),
  );
  rooms().clock.pass(A_WHILE);
  return wasCut;
}

/**
 * Removes somebody, as privacy does: only once every process has noticed. By then no process carries out any more what
 * it was handed of theirs before: it has done so, or died, and whoever looks into the store finds nothing.
 */
async function removePerson(personId: string): Promise<void> {
  rooms().clock.pass(A_WHILE);
  const theirs = [
    'attempts',
    'attemptSummaries',
    'countedAnswers',
    'passedExams',
    'completedTopics',
    'reading',
  ];
  for (const each of PERSONAL_COLLECTIONS)
    if (theirs.includes(each.name)) await removePersonal(rooms().connection, each, [personId]);
  forgetTold((document) => document.personId === personId);
}

const personOf = (number: number): string => `person-${number}`;

const CD01 = { item: { kind: 'topic', code: 'CD01' }, linkId: 'link-2' } as const;

/** Marks what waits for a person in the newest attempt of somebody; where nothing does, what was marked is marked again. */
async function markByHand(id: string | undefined, points: number): Promise<boolean> {
  const attempt = id === undefined ? undefined : (await rooms().exams.findAttempt(id))?.attempt;
  if (!attempt) return false;
  const { paper, results = {}, markings = {} } = attempt;
  const waiting = paper.filter(({ slot }) => !results[slot]);
  let isMarked = false;
  for (const { slot, question } of waiting.length > 0
    ? waiting
    : paper.filter(({ slot }) => markings[slot])) {
    const known = markings[slot]?.length ?? 0;
    const { status } = await (
      await lecturer(KT02)
    )('PUT', `/exams/KT02/marking/${question}/answers/${id}`, {
      known,
      points: points / 4,
      ...(known > 0 && { reason: 'Đọc lại' }),
    });
    isMarked ||= status === 200;
  }
  return isMarked;
}

async function performOf(
  done: Extract<Step, { who: number }>,
  newest: Map<number, string>,
): Promise<boolean | undefined> {
  const personId = personOf(done.who);
  const client = await learner({ ...KT02, personId });
  if (done.kind === 'sit') {
    const id = await sit(client, done.right);
    if (id !== undefined) newest.set(done.who, id);
  } else if (done.kind === 'mark') return markByHand(newest.get(done.who), done.points);
  else if (done.kind === 'start') await client('POST', '/exams/KT02/attempts', { device: DEVICE });
  else if (done.kind === 'submit') {
    const id = newest.get(done.who) ?? 'none';
    await client('POST', `/attempts/${id}/submit`, { device: DEVICE, answers: [] });
  } else if (done.kind === 'try') await sit(await learner({ ...KT02, personId: 'person-8', trial: true }), 5);
  else if (done.kind === 'remove attempt') {
    const id = newest.get(done.who) ?? 'none';
    await (
      await lecturer(KT02)
    )('POST', `/exams/KT02/attempts/${id}/removal`, { reason: 'Máy hỏng' });
  } else if (done.kind === 'remove person') await removePerson(personId);
  else {
    const read = done.kind === 'read through' ? ['s1', 's2', 's3'] : ['s1'];
    const contextId = `context-${done.who % 2}`;
    await (
      await learner({ ...CD01, contextId, personId })
    )('POST', '/topics/CD01/progress', { read, seconds: 1 });
  }
  return undefined;
}

/** Answers whether something was marked by hand. */
async function perform(done: Step, newest: Map<number, string>): Promise<boolean | undefined> {
  if ('who' in done) return performOf(done, newest);
  if (done.kind === 'pass') rooms().clock.pass(60);
  else if (done.kind === 'work off') await workOff();
  else if (done.kind === 'count') await count();
  else if (done.kind === 'die') await countAndDie(done.writes);
  else if (done.kind === 'correct') await correct(done.how, done.right);
  else await tellAgain();
  return undefined;
}

describe('what is counted of answers, and who has completed what', () => {
  beforeEach(() => {
    marksByHand = false;
    return rooms().empty(...COLLECTIONS);
  });

  it('is what can be counted again from attempts and reading, after any history', async () => {
    marksByHand = true;
    const met = { first: 0, later: 0, topic: 0, exam: 0, byHand: 0, corrected: 0 };
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 30 }), async (history) => {
        await rooms().empty(...COLLECTIONS);
        forgetTold(() => true);
        const newest = new Map<number, string>();
        for (const each of history) met.byHand += (await perform(each, newest)) === true ? 1 : 0;
        await rooms().exams.sweeper.drain();
        await workOff();
        await tellAgain();
        rooms().clock.pass(A_WHILE);
        await count();
        const kept = await stored();
        expect(await desk.marksThatDiffer()).toEqual([]);
        met.corrected += (await all('attempts')).some(({ corrected }) => corrected) ? 1 : 0;
        await rooms().statistics.rebuild();
        expect(await stored()).toBe(kept);
        await rooms().empty(...COUNTED);
        rooms().clock.pass(100_000);
        await rooms().statistics.rebuild();
        expect(await stored()).toBe(kept);
        met.first += kept.includes('"first":{"pairs":{"') ? 1 : 0;
        met.later += kept.includes('"later":{"pairs":{"') ? 1 : 0;
        met.topic += kept.includes('"kind":"topic"') ? 1 : 0;
        met.exam += kept.includes('"kind":"exam"') ? 1 : 0;
      }),
      { numRuns: 13, examples: [[EVENTFUL]] },
    );
    // The tests after this one find the question as its author wrote it.
    await correct('change-key', 'b');
    expect(Object.values(met).every((times) => times > 0)).toBe(true);
  }, 180_000);

  const passed = async () =>
    (await all('completions')).flatMap(({ at, personId }) => (at === undefined ? [] : [String(personId)]));

  it('is of attempts as they are, where the first count comes before their summaries', async () => {
    await sit(await learner({ ...KT02, personId: 'person-2' }), 3);
    await workOff();
    await count();
    await rooms().empty(...COUNTED);
    await sit(await learner(KT02), 10);
    // By a process that has only just begun.
    expect(await countAndDie(1_000)).toBe(false);
    expect(await passed()).toEqual(['person-1']);
    await workOff();
    await count();
    expect(await passed()).toEqual(['person-1']);
  });

  it('is counted once, wherever a process dies', async () => {
    await sit(await learner(KT02), 6);
    await workOff();
    await count();
    await sit(await learner({ ...KT02, personId: 'person-2' }), 3);
    const removed = await sit(await learner({ ...KT02, personId: 'person-3' }), 9);
    await workOff();
    await (
      await lecturer(KT02)
    )('POST', `/exams/KT02/attempts/${removed}/removal`, { reason: 'Máy hỏng' });
    await workOff();
    const before = await Promise.all(COUNTED.map(all));
    await count();
    const expected = await stored();
    let cuts = 0;
    for (let writes = 1; ; writes++) {
      for (const [index, name] of COUNTED.entries()) {
        await rooms().collection(name).deleteMany({});
        const documents = before[index]!;
        if (documents.length > 0) await rooms().collection(name).insertMany(documents);
      }
      const wasCut = await countAndDie(writes);
      await count();
      expect(await stored()).toBe(expected);
      if (!wasCut) break;
      cuts += 1;
    }
    expect(cuts).toBeGreaterThan(5);
  }, 120_000);

  it('takes out again what a removed attempt brought, and what somebody brought who was removed', async () => {
    const id = await sit(await learner(KT02), 10);
    await sit(await learner({ ...KT02, personId: 'person-2' }), 10);
    await workOff();
    await count();
    const n = async (): Promise<number> => {
      const { body } = await (await lecturer(KT02))('GET', '/exams/KT02/questions');
      return (body as ExamQuestions).paper.n;
    };
    expect(await n()).toBe(2);
    expect(await passed()).toEqual(['person-1', 'person-2']);
    await (
      await lecturer(KT02)
    )('POST', `/exams/KT02/attempts/${id}/removal`, { reason: 'Máy hỏng' });
    await workOff();
    await count();
    expect(await n()).toBe(1);
    expect(await passed()).toEqual(['person-2']);
    await removePerson('person-2');
    expect(JSON.stringify(await all('contributions'))).not.toContain('person-2');
    await count();
    expect(await n()).toBe(0);
    expect(await passed()).toEqual([]);
    // Of the attempt that its lecturer removed there stays that it counts no longer.
    expect(await all('contributions')).toMatchObject([{ places: '[]' }]);
  });
});

/** Corrections stay for good, also those of the histories above: this one has rooms of its own. */
describe('what an earlier release has left', () => {
  const upgraded = useCountingRooms();

  it('is counted once it is looked for', async () => {
    const { rooms: now, all: stored } = upgraded;
    await upgraded.sit(await upgraded.learner(KT02), 10);
    await upgraded.workOff();
    await now().empty(...COUNTED, 'attemptSummaries', 'summarisedLinks');
    await countsOver(now().connection, now().clock).worker.drain();
    expect(await stored('completions')).toMatchObject([{ personId: 'person-1', kind: 'exam', code: 'KT02' }]);
    // Ten questions, and the paper.
    expect(await stored('itemStatistics')).toHaveLength(11);
  });
});
