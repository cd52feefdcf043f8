import { z } from 'zod';

/**
 * A list of so many entries. How many there are is looked at first: each of a million wrong ones would become a fault
 * of its own, with a thousand times their memory.
 */
export const boundedList = <S extends z.ZodType>(entry: S, most: number, least = 0) =>
  z.array(z.unknown()).min(least).max(most).pipe(z.array(entry));

/** An object of so many members, whatever their names: counted first, as with a list. */
export const boundedRecord = <Key extends z.ZodType<string>, Value extends z.ZodType>(
  name: Key,
  member: Value,
  most: number,
) =>
  z
    .custom<Record<string, unknown>>(
      (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
      'has to be an object',
    )
    .refine((value) => Object.keys(value).length <= most, {
      message: `has more than ${most} members`,
      abort: true,
    })
    .pipe(z.record(name as Key & z.core.$ZodRecordKey, member));
