import { calendarDateOf, isCalendarDate } from './calendar-date.ts';

it.each(['2015', '2015-06', '2015-06-19', '2024-02-29'])('%s is a date', (date) =>
  expect(isCalendarDate(date)).toBe(true),
);

it.each(['2015-02-31', '2023-02-29', '2015-13', '2015-00', '2015-06-00', '15', '2015-6-1', '19/06/2015', ''])(
  '“%s” is none',
  (date) => expect(isCalendarDate(date)).toBe(false),
);

it.each([
  ['19/06/2015', '2015-06-19'],
  ['9.6.2015', '2015-06-09'],
  ['6-2015', '2015-06'],
  ['2015', '2015'],
])('“%s” is %s', (written, date) => expect(calendarDateOf(written)).toBe(date));

it.each(['31/02/2015', '13/2015', '0/2015', '15', '1/2/3/2015', '2015/06', 'năm 2015', ''])(
  '“%s” is no date as people write it',
  (written) => expect(calendarDateOf(written)).toBeUndefined(),
);
