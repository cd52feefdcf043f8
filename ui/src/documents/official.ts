import { schoolDay } from '../lib/school-time.ts';
import { centred, paragraph, type Block } from './document.ts';
import type { Heading } from './heading.ts';

/** Places on the right that are filled in by hand when it is signed. */
const DAY = '....';

interface TopSources {
  /** When it is made. */
  serverNow: string;
  tell: (
    id: 'state.first' | 'state.second' | 'party' | 'placed',
    values?: Record<string, string | number>,
  ) => string;
}

/** The two columns on top, as Nghị định 30/2020/NĐ-CP or, for offices of the Party, Hướng dẫn 36-HD/VPTW has them. */
export function officialTop(
  { top, authority, school, place }: Pick<Heading, 'top' | 'authority' | 'school' | 'place'>,
  { serverNow, tell }: TopSources,
): Block {
  const own = [...centred(authority.toUpperCase()), ...centred(school.toUpperCase(), { bold: true })];
  const left: Block[] = [...own, ...(own.length === 0 ? [] : [{ kind: 'rule' as const, length: 2.5 }])];
  const year = schoolDay(Date.parse(serverNow)).slice(0, 4);
  const dated = centred(tell('placed', { place: place || '..........', day: DAY, month: DAY, year }), {
    italic: true,
  });
  const right: Record<Heading['top'], Block[]> = {
    state: [
      ...centred(tell('state.first'), { bold: true }),
      ...centred(tell('state.second'), { bold: true }),
      { kind: 'rule', length: 4.5 },
      ...dated,
    ],
    party: [...centred(tell('party'), { bold: true }), { kind: 'rule', length: 4.5 }, ...dated],
    none: dated,
  };
  return { kind: 'columns', widths: [5, 6.5], columns: [left, right[top]] };
}

/** Who signs, side by side, with room for it. @param how what stands below each: `(Ký, ghi rõ họ tên)` */
export function signatures(who: readonly string[], how: string): Block {
  return {
    kind: 'columns',
    before: 14,
    widths: who.map(() => 1),
    columns: who.map((name) => [
      ...centred(name.toUpperCase(), { bold: true }),
      ...centred(how, { italic: true }),
      paragraph('\n\n\n'),
    ]),
  };
}
