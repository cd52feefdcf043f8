import type { Request } from 'express';
import { type Locale, type Platform, findPerson } from '../platform.ts';
import type { Course, Person } from '../state.ts';
import { en } from './text/en.ts';
import { type TextKey, vi } from './text/vi.ts';

export const PERSON_COOKIE = 'sandbox_person';
export const LOCALE_COOKIE = 'sandbox_locale';

/** One request to a page: who looks, in which language, and how to say things to them. */
export interface Visit {
  platform: Platform;
  locale: Locale;
  person: Person | undefined;
  /** Where the page is, to come back to it after the language was changed. */
  path: string;
  t: (key: TextKey, values?: Record<string, string | number>) => string;
  number: (value: number) => string;
  time: (iso: string) => string;
}

const readCookie = (req: Request, name: string): string | undefined =>
  (req.headers.cookie ?? '')
    .split('; ')
    .find((cookie) => cookie.startsWith(`${name}=`))
    ?.slice(name.length + 1);

export function visitOf(platform: Platform, req: Request): Visit {
  const chosen = readCookie(req, LOCALE_COOKIE);
  const locale = chosen === 'vi' || chosen === 'en' ? chosen : platform.locale;
  const texts: Record<TextKey, string> = locale === 'en' ? en : vi;
  const numbers = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
  const times = new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : 'vi-VN', {
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  return {
    platform,
    locale,
    person: findPerson(platform, readCookie(req, PERSON_COOKIE) ?? ''),
    path: req.originalUrl,
    t: (key, values = {}) =>
      texts[key].replace(/\{(\w+)\}/g, (_whole, name: string) => String(values[name] ?? '')),
    number: (value) => numbers.format(value),
    time: (iso) => times.format(new Date(iso)),
  };
}

/** Lecturers and organisers of the course, and administrators, see and change what learners may not. */
export function teaches(person: Person | undefined, course: Course): boolean {
  if (!person) return false;
  if (person.kind === 'administrator') return true;
  return course.members.some((member) => member.personId === person.id && member.role !== 'learner');
}
