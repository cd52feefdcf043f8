import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { CountedAttempts } from '@chuyen-de/contracts';
import { figuresOfExam } from './question-figures.rules.ts';
import { changed, gatherChanges } from './tally.rules.ts';

/** As Moodle names them: of a quiz in marks and per cent. */
interface QuizFigures {
  s: number;
  avg: number;
  standarddeviation: number;
  cic: number;
  errorratio: number;
  standarderror: number;
}

/** Facility index (0–1), standard deviation in marks; in per cent discrimination, efficiency and effective weight. */
type SlotFigures = [
  facility: number,
  sd: number,
  discriminationindex: number,
  discriminativeefficiency: number,
  effectiveweight: number | null,
];

interface MoodleRun extends Record<CountedAttempts, { quiz: QuizFigures; slots: SlotFigures[] }> {
  name: string;
  maxima: number[];
  /** Number of the attempt among those of its person, then the marks of its questions. */
  attempts: [number: number, ...marks: number[]][];
}

/**
 * What Moodle 4.5.6 (20250811) said on 29 November 2026 of two quizzes with ten fixed questions of one choice, deferred
 * feedback: 40 people answered each, five of them twice, through its own question engine; the figures are those of
 * `quiz_statistics_report::get_all_stats_and_analysis` for first attempts and for all.
 */
const runs = JSON.parse(readFileSync(path.join(__dirname, 'figures-of-moodle.json'), 'utf8')) as MoodleRun[];

/** The tool's figures of the same marks. */
function figuresOf({ attempts, maxima }: MoodleRun, counted: CountedAttempts) {
  const contributions = attempts.map(([number, ...marks]) => ({
    examCode: 'KT01',
    linkId: 'link',
    first: number === 1,
    places: JSON.stringify(marks.map((mark, index) => [`Q${index}@1`, mark, maxima[index], []])),
  }));
  const changes = [...gatherChanges(contributions, []).values()];
  return figuresOfExam(
    changes.map((change) => changed(undefined, change, 1)),
    counted,
  );
}

const perCent = (share: number | null): number | null => (share === null ? null : 100 * share);

function expectSame(ours: number | null, moodles: number | null): void {
  if (ours === null || moodles === null) expect(ours).toBe(moodles);
  else expect(Math.abs(ours - moodles)).toBeLessThan(1e-6);
}

const CASES = runs.flatMap((run) => (['first', 'all'] as const).map((counted) => [counted, run] as const));

describe.each(CASES)('figures of %s attempts at a quiz in Moodle', (counted, run) => {
  const { paper, questions } = figuresOf(run, counted);
  const { quiz, slots } = run[counted];

  it(`are those of Moodle for the whole: ${run.name}`, () => {
    const marks = run.maxima.reduce((sum, maximum) => sum + maximum, 0);
    expect(paper.n).toBe(quiz.s);
    expectSame(paper.mean! * marks, quiz.avg);
    expectSame(paper.deviation! * marks, quiz.standarddeviation);
    expectSame(perCent(paper.consistency), quiz.cic);
    expectSame(perCent(paper.errorRatio), quiz.errorratio);
    expectSame(paper.error! * marks, quiz.standarderror);
  });

  it(`are those of Moodle for each question: ${run.name}`, () => {
    expect(questions).toHaveLength(slots.length);
    for (const { question, ...ours } of questions) {
      const at = Number(question.slice(1, question.indexOf('@')));
      const [facility, sd, discrimination, efficiency, weight] = slots[at]!;
      expectSame(ours.facility, facility);
      expectSame(ours.deviation! * run.maxima[at]!, sd);
      expectSame(perCent(ours.discrimination), discrimination);
      expectSame(perCent(ours.efficiency), efficiency);
      expectSame(perCent(ours.weight), weight);
    }
  });
});
