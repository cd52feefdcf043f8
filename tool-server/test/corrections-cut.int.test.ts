import { randomUUID } from 'node:crypto';
import type { Connection } from 'mongoose';
import { makeCorrectionsInForce } from '../src/corrections/corrections-in-force.ts';
import { makeMakeCorrection } from '../src/corrections/make-correction.ts';
import { makeSpreadCorrection } from '../src/corrections/spread-correction.ts';
import { makeExams, type Attempt } from '../src/exams/index.ts';
import { makeOwedQueue, makeOwedWorker, owingSource, type Owed } from '../src/storage/index.ts';
import { workUntilCut } from './cut-connection.ts';
import { save, start, submit, useExamRooms } from './exam-steps.ts';

const { rooms, learner, answer, rightAnswer } = useExamRooms();

const QUESTION = { code: 'CD01-recall-1', revision: 1 };
const STEM = 'Câu 1 về CD01, mức recall?';
/** More than a lease takes. */
const A_WHILE = 2;
const silent = (): undefined => undefined;
const quiet = { debug: silent, info: silent, warn: silent, error: silent } as never;

/** What owed work was told of, by the ids of the work. */
type Told = Map<string, Set<string>>;

/** Exams and corrections over a connection, and the worker of what they owe. */
function deskOver(connection: Connection, told: Told) {
  const { clock, catalogue, bank } = rooms();
  const owedQueue = makeOwedQueue({ clock });
  const inForce = makeCorrectionsInForce({ connection, clock });
  const exams = makeExams({
    ...{ connection, clock, logger: quiet, catalogue, bank, owedQueue, rulingsOf: inForce.rulingsOf },
    secret: 'a secret of thirty-two bytes or more',
    belongsToCourse: () => Promise.resolve(true),
    namesById: () => Promise.resolve(new Map()),
    gradeStateOf: () => Promise.resolve('waiting'),
    emit: () => undefined,
  });
  const linksIn = (_scope: unknown, { after }: { after: string | null }) =>
    Promise.resolve(after === null ? [{ _id: { toHexString: () => 'link-1' } }] : []);
  const spread = makeSpreadCorrection({ inForce, linksIn: linksIn as never, exams, clock });
  const tell = ({ _id }: { _id: string }, { id, kind }: Owed): Promise<void> => {
    const key = `${_id} ${kind}`;
    told.set(key, (told.get(key) ?? new Set()).add(id));
    return Promise.resolve();
  };
  const worker = makeOwedWorker({
    queue: owedQueue,
    sources: [owingSource(exams.attempts), owingSource(inForce.corrections)],
    handlers: {
      correction: spread,
      'mark-anew': async ({ _id }: Attempt) => {
        await exams.corrections.correct(_id);
      },
      ...{ grade: tell, summary: tell, records: tell, audit: tell },
    },
    clock,
    logger: quiet,
  });
  return { exams, inForce, worker };
}

/** Scores, results and what was marked before, without times. */
const marks = async () =>
  (await rooms().collection('attempts').find().sort({ _id: 1 }).toArray()).map((stored) => {
    const { score, results, owed } = stored as unknown as Attempt;
    const slots = Object.values(results!).map(({ fraction, maximum, corrected }) => [
      fraction,
      maximum,
      corrected?.by,
      corrected?.from?.fraction,
    ]);
    return { score, slots, owed };
  });

it('a correction is carried everywhere once, wherever a process dies', async () => {
  const submitted: string[] = [];
  for (const [index, chosen] of ['a', 'b', 'c'].entries()) {
    const client = await learner({ personId: `person-${index + 1}` });
    const attempt = await start(client);
    rooms().clock.pass(1);
    const answers = attempt.questions.map((each) =>
      each.stem.vi === STEM ? answer(each.slot, [chosen]) : rightAnswer(each),
    );
    await save(client, attempt.id, answers.slice(0, 2));
    await submit(client, attempt.id, answers);
    submitted.push(attempt.id);
  }
  // What they owe is held by nobody any more.
  rooms().clock.pass(A_WHILE);
  const first = deskOver(rooms().connection, new Map());
  for (let round = 0; round < 2; round++) await first.worker.drain();
  const question = (await rooms().bank.findRevisions([QUESTION])).get('CD01-recall-1@1')!;
  const made = await makeMakeCorrection({ inForce: first.inForce, clock: rooms().clock })({
    ...{ id: randomUUID(), question, scope: { kind: 'installation' }, reason: 'In nhầm', by: 'person-9' },
    ...{
      wish: { kind: 'change-key', response: { type: 'single-choice', selected: ['a'] } },
      linkId: 'link-1',
    },
  });
  expect(made.ok).toBe(true);
  rooms().clock.pass(A_WHILE);
  const names = ['attempts', 'corrections'];
  const before = await Promise.all(names.map((name) => rooms().collection(name).find().toArray()));

  let cuts = 0;
  for (let writes = 1; ; writes++) {
    for (const [index, name] of names.entries()) {
      await rooms().collection(name).deleteMany({});
      await rooms().collection(name).insertMany(before[index]!);
    }
    const told: Told = new Map();
    const wasCut = await workUntilCut(rooms().connection, writes, (connection) =>
      deskOver(connection, told).worker.drain(),
    );
    rooms().clock.pass(A_WHILE);
    const sound = deskOver(rooms().connection, told).worker;
    // What marking comes to owe is handed over for the next round.
    for (let round = 0; round < 3; round++) await sound.drain();

    const found = await marks();
    expect(found.map(({ score }) => score?.outOfTen).sort()).toEqual([10, 9, 9]);
    expect(found.flatMap(({ owed }) => owed)).toEqual([]);
    const corrected = found.flatMap(({ slots }) => slots.filter(([, , by]) => by !== undefined));
    expect(corrected.map(([fraction, , , from]) => [from, fraction]).sort()).toEqual([
      [0, 1],
      [1, 0],
    ]);
    // Told perhaps twice, but of one marking: never of two.
    for (const kind of ['grade', 'summary', 'records'])
      expect(submitted.map((id) => told.get(`${id} ${kind}`)?.size ?? 0)).toEqual([1, 1, 0]);
    expect(await rooms().collection('corrections').findOne()).toMatchObject({
      owed: [],
      told: { upTo: 'link-1', attempts: 3, doneAt: expect.any(Date) as unknown },
    });
    if (!wasCut) break;
    cuts += 1;
  }
  expect(cuts).toBeGreaterThan(5);
}, 120_000);
