import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { AttemptResult } from '@chuyen-de/contracts';
import { startSandbox, type Sandbox } from '@chuyen-de/sandbox-lms';
import type { Connection } from 'mongoose';
import { makeBank } from '../src/bank/index.ts';
import { programmeModel } from '../src/catalogue/programme.model.ts';
import { attemptModel, type Attempt } from '../src/exams/attempt.model.ts';
import { makeDrawPaper } from '../src/exams/draw-paper.ts';
import { examModel } from '../src/exams/exam.model.ts';
import { scorePaper } from '../src/exams/scoring.rules.ts';
import { findInstallation, openMasterKey } from '../src/installation/index.ts';
import { bringUpToDate } from '../src/migrations/index.ts';
import { DEVICE, enter, rightAnswers, shownGrade, startExam, until, type Call } from './a-school.ts';
import {
  keepRelease,
  keptReleases,
  leaveSchool,
  moveHere,
  restoreRelease,
  unpackRelease,
  type Left,
} from './release-dump.ts';
import { openWholeTool, quietLogger, SECRET, type WholeTool } from './whole-tool.ts';

const THIS = 'this release';
/** The releases from which one comes; of this one there is a dump where the store can be dumped. */
const RELEASES = [
  'format-1',
  'format-3',
  'format-5',
  'format-6',
  'format-7',
  ...(process.env['MONGODB_URI'] === undefined ? [THIS] : []),
];

/** Scores, grades and statements as they are stored; of attempts what has been told of them. */
async function toldIn(connection: Connection) {
  const all = (name: string) => connection.collection(name).find().sort({ _id: 1 }).toArray();
  const attempts = (await all('attempts')) as unknown as Attempt[];
  return {
    attempts: attempts.map(({ _id, score, topicsScore, receipt, closedAt, owed }) => ({
      ...{ _id, score, topicsScore, receipt, closedAt },
      owed: owed.map(({ id }) => id),
    })),
    grades: await all('grades'),
    statements: (await all('statements')).map(({ json }) => json as unknown),
  };
}
type Told = Awaited<ReturnType<typeof toldIn>>;

it('is tried from every release of which there is a dump', async () => {
  expect(RELEASES).toEqual(expect.arrayContaining(await keptReleases()));
});

describe.each(RELEASES)('a school that was left in the middle of an exam with %s', (release) => {
  let folder: string;
  let left: Left;
  let sandbox: Sandbox;
  let tool: WholeTool;
  let call: Call;
  let before: Told;
  let after: Told;

  beforeAll(async () => {
    folder = release === THIS ? await leaveSchool() : await unpackRelease(release);
    // So the dump of a release is kept before the form of the data changes: KEEP_RELEASE=format-3 npx jest upgrade
    const name = process.env['KEEP_RELEASE'];
    if (release === THIS && name !== undefined) await keepRelease(folder, name);
    left = JSON.parse(await readFile(path.join(folder, 'left.json'), 'utf8')) as Left;
    const place = await restoreRelease(folder);
    const { connection } = place.store;
    before = await toldIn(connection);
    await bringUpToDate({ connection, clock: { now: () => new Date() }, logger: quietLogger });
    after = await toldIn(connection);
    tool = await openWholeTool({
      place,
      secret: await openMasterKey(connection, SECRET),
      fill: async (url) => {
        const dataFile = path.join(folder, 'sandbox-lms.json');
        await writeFile(dataFile, (await readFile(dataFile, 'utf8')).replaceAll(left.tool, url));
        sandbox = await startSandbox({ dataFile });
        await moveHere(connection, left, { tool: url, lms: sandbox.url });
      },
    });
    call = await enter(tool, { sandbox, linkId: left.linkId }, left.atWork.personId);
  });
  afterAll(async () => {
    await tool.close();
    await sandbox.close();
    await rm(folder, { recursive: true });
  });

  const gradeOf = ({ personId }: { personId: string }) => shownGrade({ sandbox }, left.courseId, personId);
  const statementsOf = async (attemptId: string): Promise<string[]> => {
    const stored = await tool.connection.collection('statements').find().sort({ position: 1 }).toArray();
    return stored
      .map(({ json }) => json as string)
      .filter((json) => json.includes(attemptId))
      .map((json) => (JSON.parse(json) as { verb: { id: string } }).verb.id.split('/').at(-1)!);
  };

  it('has the number of this release', async () => {
    expect((await findInstallation(tool.connection))?.format).toBe(11);
  });

  it('has every score, grade and statement as it was', () => {
    expect(after).toEqual(before);
    expect(before.statements.length).toBeGreaterThan(20);
  });

  it('has a result for each answer of the attempts that were scored, which make up the score', async () => {
    const attempts = await attemptModel(tool.connection)
      .find({ _id: { $in: [left.graded.attemptId, left.waiting.attemptId] } })
      .lean();
    expect(attempts).toHaveLength(2);
    for (const { state, paper, results, score, topicsScore, exam, settledAt } of attempts) {
      expect(state).toBe('marked');
      expect(settledAt).toBeInstanceOf(Date);
      expect(scorePaper(paper, results!, exam.passMark)).toEqual({ score, topicsScore });
    }
  });

  it('has the programme, which is everybody’s, what was read, and grades that are with the LMS', async () => {
    const topic = await call<{ progress: { read: string[] } }>('GET', '/topics/CD01');
    expect(topic.progress.read).toEqual(['s1']);
    const [programme] = await programmeModel(tool.connection).find().lean();
    expect(programme?.owner).toEqual({ kind: 'installation' });
    const lecturer = await enter(
      tool,
      { sandbox, linkId: left.linkId },
      sandbox.people().find(({ kind }) => kind === 'lecturer')!.id,
    );
    // The first look reads the roster, and does not wait for it.
    await until(async () => {
      const { rows } = await lecturer<{ rows: unknown[] }>('GET', '/gradebook');
      return rows.length === 4 || undefined;
    });
    expect(gradeOf(left.graded)).toBe(10);
  });

  it('draws the papers again that were drawn', async () => {
    const { connection } = tool;
    const drawPaper = makeDrawPaper({ bank: makeBank({ connection, clock: { now: () => new Date() } }) });
    const [programme] = await programmeModel(connection).find().lean();
    const attempts = await attemptModel(connection).find().lean();
    expect(attempts.length).toBeGreaterThanOrEqual(3);
    for (const { seed, paper, examCode, exam } of attempts) {
      const definition = await examModel(connection).findById(`${examCode}@${exam.revision}`).lean();
      expect(await drawPaper(definition!, [programme!.edition], seed)).toEqual({ ok: true, paper });
    }
  });

  it('goes on with the attempt, and the grade goes out that was earned', async () => {
    const attempt = await startExam(call);
    expect(attempt).toMatchObject({ id: left.atWork.attemptId, state: 'open' });
    expect(attempt.answers.map(({ slot }) => slot)).toEqual([1, 2, 3]);
    await call('PATCH', `/attempts/${attempt.id}/answers`, {
      device: DEVICE,
      answers: rightAnswers(attempt, 4, 6),
    });
    const result = await call<AttemptResult>('POST', `/attempts/${attempt.id}/submit`, {
      device: DEVICE,
      answers: rightAnswers(attempt, 7, 8),
    });
    expect(result).toMatchObject({ score: { outOfTen: 8 } });
    // Releases that took what was read for a grade of the exam may have left that to be sent first.
    await until(() => (gradeOf(left.atWork) === 8 ? true : undefined));
  });

  it('sends the grade that waited for the LMS', async () => {
    expect(await until(() => gradeOf(left.waiting))).toBe(10);
  });

  it('has the statements of before, and those that follow', async () => {
    expect(await statementsOf(left.graded.attemptId)).not.toEqual([]);
    await until(async () => ((await statementsOf(left.atWork.attemptId)).length > 10 ? true : undefined));
  });
});
