import { awaitGrades } from '../grades.ts';
import { printTable } from '../report.ts';
import { onStage, type Stage, type StageOptions } from '../stage.ts';
import { PARTS, sitDown, type Sitting } from './sitting.ts';

const PEOPLE = 50;
/** The process dies when so many saves have been acknowledged, with others under way. */
const SAVES_BEFORE_KILL = 120;

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

async function killInTheMiddle({ tool }: Stage, sittings: Sitting[]): Promise<number> {
  let saves = 0;
  let killed: Promise<void> | undefined;
  const answer = async (sitting: Sitting): Promise<void> => {
    for (const part of PARTS) {
      await sitting.save(part);
      saves += 1;
      if (saves === SAVES_BEFORE_KILL) killed = tool.kill();
      // Nobody goes on after the process died until what it acknowledged has been compared.
      if (killed) return;
    }
  };
  const answering = sittings.map(answer);
  while (!killed) await new Promise((resolve) => setTimeout(resolve, 1));
  await killed;
  await tool.restart();
  await Promise.all(answering);
  return saves;
}

/** `kill -9` in the middle of 50 exams: every acknowledged answer is there, every exam ends, every grade comes once. */
export const drillKill = (options: StageOptions): Promise<object> =>
  onStage(options, PEOPLE, async (stage) => {
    const sittings = await Promise.all(
      Array.from({ length: PEOPLE }, (_, index) => sitDown(String(index + 1), stage)),
    );
    const saves = await killInTheMiddle(stage, sittings);
    const acknowledged = sittings.reduce((sum, sitting) => sum + sitting.acknowledged.size, 0);
    const lost = (
      await Promise.all(sittings.map(async (sitting) => lostSlots(sitting, await sitting.read())))
    ).flat();
    const results = await Promise.all(
      sittings.map(async (sitting) => {
        for (const part of PARTS) await sitting.save(part);
        const { score } = await sitting.submit();
        return { subject: sitting.subject, score };
      }),
    );
    const grades = await awaitGrades(stage.platform, results, Date.now());
    printTable(`kill -9 in the middle of ${PEOPLE} exams, after ${saves} saves`, [
      { name: 'acknowledged answers lost', value: `${lost.length} of ${acknowledged}` },
      { name: 'exams finished after the restart', value: `${results.length} of ${PEOPLE}` },
      {
        name: 'grades',
        value: `${grades.arrived} arrived, ${grades.right} right, ${grades.repeated} repeated`,
      },
    ]);
    if (lost.length > 0 || grades.right < PEOPLE || grades.repeated > 0) process.exitCode = 1;
    return { people: PEOPLE, saves, acknowledged, lost: lost.length, grades };
  });
