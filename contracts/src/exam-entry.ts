import { isPlainText } from '@chuyen-de/question-types';
import { z } from 'zod';

/** A password of fewer characters is guessed by a class that tries together. */
export const LEAST_PASSWORD = 4;
export const MOST_PASSWORD = 100;

/** What is compared of a password: blanks around it, and the form in which its accents came, say nothing. */
export const tidyPassword = (typed: string): string => typed.normalize('NFC').trim();

/** What learners type before they begin an exam; those who may edit the exam read it, and nobody else. */
export const ExamPassword = z
  .string()
  .transform(tidyPassword)
  .pipe(
    z
      .string()
      .min(LEAST_PASSWORD)
      .max(MOST_PASSWORD)
      .refine(isPlainText, 'has a control character, or half of a character'),
  );

export const MOST_ADDRESSES = 100;

/** An address, or a range of them: `10.1.2.3`, `10.1.0.0/16`, `2001:db8::/32`. */
export const NetworkAddress = z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()], {
  error: 'an address or a range of addresses, as 10.1.2.3, 10.1.0.0/16 or 2001:db8::/32',
});
