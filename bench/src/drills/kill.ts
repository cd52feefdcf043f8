import { awaitGrades, type Grades } from '../grades.ts';
import { printTable } from '../report.ts';
import { onStage, type Stage, type StageOptions } from '../stage.ts';
import { awaitStatements, type Statements } from '../statements.ts';
import { PARTS, sitDown, type Sitting } from './sitting.ts';

const PEOPLE = 50;
/** The process dies when so many saves of each have been acknowledged on average, with others under way. */
const SAVES_BEFORE_KILL = 2.4;

/** Slots that were acknowledged and that the server does not hold as acknowledged. */
function lostSlots({ acknowledged }: Sitting, held: Awaited<ReturnType<Sitting['read']>>): number[] {
  const answers = new Map(held.answers.map((answer) => [answer.slot, answer]));
  return [...acknowledged].flatMap(([slot, { seq, response }]) => {
    const answer = answers.get(slot);
    const isHeld =
      answer !== undefined &&
      answer.seq >= seq &&
      (answer.seq > seq || JSON.stringify(answer.response) === response);
    return isHeld ? [] : [slot];
  });
}

/** `whole`: the tool, which starts again; else one of its processes, and learners go on by the others. */
async function killInTheMiddle({ tool }: Stage, sittings: Sitting[], whole: boolean): Promise<number> {
  let saves = 0;
  let killed: Promise<void> | undefined;
  const answer = async (sitting: Sitting): Promise<void> => {
    for (const part of PARTS) {
      await sitting.save(part);
      saves += 1;
      if (saves === Math.round(SAVES_BEFORE_KILL * sittings.length))
        killed = whole ? tool.kill() : tool.killOne();
      // Nobody goes on after the process died until what it acknowledged has been compared.
      if (killed) return;
    }
  };
  const answering = sittings.map(answer);
  while (!killed) await new Promise((resolve) => setTimeout(resolve, 1));
  await killed;
  if (whole) await tool.restart();
  await Promise.all(answering);
  return saves;
}

/** What is there after a kill, and whether that is everything, once. */
interface AfterKill {
  saves: number;
  acknowledged: number;
  lost: number;
  finished: number;
  grades: Grades;
  statements: Statements;
  isWhole: boolean;
}

/**
 * `kill -9` in the middle of exams, of the tool or of one of its processes: every acknowledged answer is there, every
 * exam ends, every grade comes once, and every statement.
 */
export const killAmid = (options: StageOptions, people: number): Promise<AfterKill> =>
  onStage(options, people, async (stage) => {
    const sittings = await Promise.all(
      Array.from({ length: people }, (_, index) => sitDown(String(index + 1), stage)),
    );
    const saves = await killInTheMiddle(stage, sittings, (options.processes ?? 1) === 1);
    const acknowledged = sittings.reduce((sum, sitting) => sum + sitting.acknowledged.size, 0);
    const lost = (
      await Promise.all(sittings.map(async (sitting) => lostSlots(sitting, await sitting.read())))
    ).flat().length;
    const results = await Promise.all(
      sittings.map(async (sitting) => {
        for (const part of PARTS) await sitting.save(part);
        const { score } = await sitting.submit();
        return { subject: sitting.subject, score };
      }),
    );
    const submittedAt = Date.now();
    const grades = await awaitGrades(stage.platform, results, submittedAt);
    const statements = await awaitStatements(stage.tool.url, stage.credentials, {
      exams: people,
      submittedAt,
    });
    const isWhole =
      lost === 0 &&
      grades.right === people &&
      grades.repeated === 0 &&
      statements.stored === statements.expected;
    return { saves, acknowledged, lost, finished: results.length, grades, statements, isWhole };
  });

/** The same with fifty people, told. */
export async function drillKill(options: StageOptions): Promise<object> {
  const after = await killAmid(options, PEOPLE);
  const { saves, lost, acknowledged, finished, grades, statements } = after;
  const whom = (options.processes ?? 1) === 1 ? '' : `, of one of ${options.processes} processes`;
  printTable(`kill -9 in the middle of ${PEOPLE} exams, after ${saves} saves${whom}`, [
    { name: 'acknowledged answers lost', value: `${lost} of ${acknowledged}` },
    { name: 'exams finished afterwards', value: `${finished} of ${PEOPLE}` },
    {
      name: 'grades',
      value: `${grades.arrived} arrived, ${grades.right} right, ${grades.repeated} repeated`,
    },
    { name: 'statements', value: `${statements.stored} of ${statements.expected}` },
  ]);
  if (!after.isWhole) process.exitCode = 1;
  return { people: PEOPLE, ...after };
}
