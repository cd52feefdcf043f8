import { awaitGrades, type Grades } from './grades.ts';
import { makeSitExam, type SatExam } from './learner.ts';
import { measure, type LoadOptions, type Measured } from './measure.ts';
import {
  cpuFigures,
  memoryFigure,
  printFailures,
  printTable,
  round,
  stepFigure,
  type Figure,
} from './report.ts';
import { onStage, type Stage, type StageOptions } from './stage.ts';
import { awaitStatements, type Statements } from './statements.ts';

const STEPS = ['launch', 'enter', 'start', 'save', 'submit', 'exam'];

interface ExamRun extends Measured {
  grades: Grades;
  statements: Statements;
}

async function sitExams(stage: Stage, load: LoadOptions): Promise<ExamRun> {
  const { pool, platform, tool, credentials } = stage;
  const exams: SatExam[] = [];
  let submittedAt = 0;
  const measured = await measure(stage, load, (meter) => {
    const sitExam = makeSitExam({ pool, platform, meter, toolUrl: tool.url });
    return async (number) => {
      exams.push(await sitExam(number));
      submittedAt = Date.now();
    };
  });
  const grades = await awaitGrades(platform, exams, submittedAt);
  const statements = await awaitStatements(tool.url, credentials, { exams: exams.length, submittedAt });
  return { ...measured, grades, statements };
}

const afterwards = (seconds: number | undefined): string =>
  seconds === undefined ? 'not all came' : `the last ${round(seconds)} s after the last submission`;

const aftermath = ({ grades, statements }: ExamRun): Figure[] => [
  {
    name: 'grades at the platform',
    value: `${grades.arrived} of ${grades.expected}, ${grades.right} right, ${grades.repeated} repeated; ${afterwards(grades.seconds)}`,
  },
  {
    name: 'statements in the record store',
    value: `${statements.stored} of ${statements.expected}; ${afterwards(statements.seconds)}`,
  },
];

const isComplete = ({ grades, statements }: ExamRun): boolean =>
  grades.right === grades.expected && grades.repeated === 0 && statements.stored === statements.expected;

/** Whole exams per second, each by a new person, and what follows from them: grades and statements. */
export async function benchExam(options: StageOptions, load: LoadOptions): Promise<object> {
  const run = await onStage(options, load.concurrency, (stage) => sitExams(stage, load));
  const { meter, seconds, memory, toolCpu, benchCpu, wholeCpuMs, grades, statements } = run;
  const perSecond = round(meter.count('exam') / seconds);
  printTable(`Exams of 30 questions, ${load.concurrency} at a time, ${round(seconds)} s`, [
    { name: 'exams', value: `${perSecond}/s`, target: '90/s' },
    ...STEPS.map((step) =>
      stepFigure(meter, step, step === 'save' && load.concurrency === 64 ? 'p95 < 100 ms' : undefined),
    ),
    memoryFigure(memory),
    ...cpuFigures(run, perSecond),
    ...aftermath(run),
  ]);
  printFailures(meter.failures());
  if (!isComplete(run)) process.exitCode = 1;
  const times = Object.fromEntries(STEPS.map((step) => [step, meter.percentiles(step)]));
  return { ...load, perSecond, times, memory, toolCpu, benchCpu, wholeCpuMs, grades, statements };
}
