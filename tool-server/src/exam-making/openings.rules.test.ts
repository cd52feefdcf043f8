import { groupOpenings } from './openings.rules.ts';

const opened = (minute: number, by: string, what: 'paper' | 'key', paper: string) => ({
  ...{ at: new Date(minute * 60_000), by, what, paper },
});

it('tells what one person opened at a time as one, papers and keys apart, the last first', () => {
  const openings = [
    opened(60, 'thu', 'paper', '035'),
    opened(59, 'binh', 'paper', '034'),
    opened(58, 'thu', 'key', '034'),
    opened(57, 'thu', 'paper', '034'),
    opened(57, 'thu', 'paper', '035'),
    opened(30, 'thu', 'paper', '034'),
  ];
  const told = groupOpenings(openings, 10).map(({ at, by, what, papers }) => [
    ...[at.getTime() / 60_000, by, what],
    papers.join(),
  ]);
  expect(told).toEqual([
    [57, 'thu', 'paper', '034,035'],
    [59, 'binh', 'paper', '034'],
    [58, 'thu', 'key', '034'],
    [30, 'thu', 'paper', '034'],
  ]);
  expect(groupOpenings(openings, 1)).toHaveLength(1);
});
