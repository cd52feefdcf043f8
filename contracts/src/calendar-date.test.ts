import { isCalendarDate } from './calendar-date.ts';

it.each(['2015', '2015-06', '2015-06-19', '2024-02-29'])('%s is a date', (date) =>
  expect(isCalendarDate(date)).toBe(true),
);

it.each(['2015-02-31', '2023-02-29', '2015-13', '2015-00', '2015-06-00', '15', '2015-6-1', '19/06/2015', ''])(
  '“%s” is none',
  (date) => expect(isCalendarDate(date)).toBe(false),
);
