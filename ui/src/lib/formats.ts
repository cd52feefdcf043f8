import type { Score } from '@chuyen-de/contracts';
import { useIntl } from 'react-intl';
import { SCHOOL_ZONE } from '@chuyen-de/contracts/school-zone';
import { isElsewhere, schoolDay } from './school-time.ts';

/**
 * Dates are written dd/mm/yyyy and times on 24 hours in both languages, as the product's schools do, and by the
 * school's clock; who reads them by another is told: `06:32 GMT+7`.
 */
export function useFormats() {
  const { formatDate, formatNumber: formatted } = useIntl();
  const formatNumber = (...of: Parameters<typeof formatted>) => withMinus(formatted(...of));
  const time = (at: string | number) =>
    formatDate(at, {
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
      timeZone: SCHOOL_ZONE,
      ...(isElsewhere(momentOf(at)) && { timeZoneName: 'short' }),
    });
  const date = (at: string | number) => partialDate(schoolDay(momentOf(at)));
  return {
    time,
    date,
    dateTime: (at: string | number) => `${time(at)}, ${date(at)}`,
    /** 8,5 in Vietnamese, 8.5 in English. */
    score: (score: Score) =>
      formatNumber(score.outOfTen, { minimumFractionDigits: 1, maximumFractionDigits: 1 }),
    mark: (value: number) => formatNumber(value, { minimumFractionDigits: 1, maximumFractionDigits: 1 }),
    percent: (share: number) => formatNumber(share, { style: 'percent' }),
    number: (value: number) => formatNumber(value, { maximumFractionDigits: 2 }),
  };
}

/** A number with the sign of a minus: a hyphen is shorter, and lines are broken behind it. */
const withMinus = (number: string): string => number.replace('-', '−');

const momentOf = (at: string | number): number => new Date(at).getTime();

/** 75 minutes as `1:15:00`; under an hour `15:00`. */
export function clockFace(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  const two = (part: number) => String(part).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const rest = `${two(Math.floor((seconds % 3600) / 60))}:${two(seconds % 60)}`;
  return hours > 0 ? `${hours}:${rest}` : rest;
}

/** `2013-11-28` as 28/11/2013, `2013-11` as 11/2013, `2013` as it is: the date of a source. */
export const partialDate = (date: string): string => date.split('-').reverse().join('/');
