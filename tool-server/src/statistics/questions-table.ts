import type { QuestionFigures } from '@chuyen-de/contracts';
import type { Cell } from '@chuyen-de/xapi';

const COLUMNS: readonly [title: string, cellOf: (question: QuestionFigures) => Cell | null][] = [
  ['question', ({ code }) => code],
  ['revision', ({ revision }) => revision],
  ['topic', ({ topic }) => topic],
  ['level', ({ level }) => level],
  ['type', ({ type }) => type],
  ['stem', ({ stem }) => stem.vi],
  ['n', ({ n }) => n],
  ['facility', ({ facility }) => facility],
  ['facility_low', ({ facilityInterval }) => facilityInterval?.[0]],
  ['facility_high', ({ facilityInterval }) => facilityInterval?.[1]],
  ['discrimination', ({ discrimination }) => discrimination],
  ['discrimination_low', ({ discriminationInterval }) => discriminationInterval?.[0]],
  ['discrimination_high', ({ discriminationInterval }) => discriminationInterval?.[1]],
  ['efficiency', ({ efficiency }) => efficiency],
  ['weight', ({ weight }) => weight],
  ['needs_checking', ({ check }) => check],
  ['blank', ({ blank }) => blank],
  ['tried', ({ inTheEnd }) => inTheEnd?.of],
  ['right_in_the_end', ({ inTheEnd }) => inTheEnd?.right],
  [
    'key',
    ({ responses }) =>
      responses
        .filter(({ isKey }) => isKey)
        .map(({ id }) => id)
        .join(' '),
  ],
];

/** Figures of questions as a table: a line for each, with a column for each kind of response that some question has. */
export function questionsTable(questions: readonly QuestionFigures[]): {
  titles: string[];
  rows: (Cell | undefined)[][];
} {
  const kinds = [...new Set(questions.flatMap(({ responses }) => responses.map(({ id }) => id)))].sort();
  return {
    titles: [...COLUMNS.map(([title]) => title), ...kinds.map((id) => `count_${id}`)],
    rows: questions.map((question) => [
      ...COLUMNS.map(([, cellOf]) => cellOf(question) ?? undefined),
      ...kinds.map((id) => question.responses.find((each) => each.id === id)?.count),
    ]),
  };
}
