import type { Accommodation, ClassFilter, ClassOrder, ClassRow } from '@chuyen-de/contracts';

/** What a person without an accommodation has. */
export const NO_ACCOMMODATION: Accommodation = { timeMultiplier: 1, extraAttempts: 0 };

/** Which part of the class the page shows. */
export interface ClassRequest {
  filter: ClassFilter;
  order: ClassOrder;
  search: string;
  page: number;
}

export const FIRST_PAGE: ClassRequest = { filter: 'all', order: 'name', search: '', page: 1 };

/** A grade that is not where it belongs: waiting, refused, or taken and not to be seen. */
export const isGradeMissing = ({ grade }: ClassRow): boolean =>
  grade?.state === 'waiting' ||
  grade?.state === 'refused' ||
  grade?.reason === 'not_shown' ||
  grade?.reason === 'still_held';
