import { childNamed, childrenNamed, type XmlElement } from '../xml/read-xml.ts';
import type { Package } from '../package/open-package.ts';
import { partElements, valueOf } from './word-xml.ts';

interface Level {
  start: number;
  format: string;
  /** With `%1` where the number of the first level is. */
  text: string;
  /** Begins anew after a level as high as this one, counted from 0; −1: never. */
  restart: number;
}

interface List {
  abstract: string;
  /** Levels that begin with another number in this list than in others of its kind. */
  starts: ReadonlyMap<number, number>;
}

const MOST_LEVELS = 9;

const ROMAN: readonly (readonly [number, string])[] = [
  ...([
    [1000, 'm'],
    [900, 'cm'],
    [500, 'd'],
    [400, 'cd'],
    [100, 'c'],
    [90, 'xc'],
  ] as const),
  ...([
    [50, 'l'],
    [40, 'xl'],
    [10, 'x'],
    [9, 'ix'],
    [5, 'v'],
    [4, 'iv'],
    [1, 'i'],
  ] as const),
];

function roman(number: number): string {
  let left = number;
  let text = '';
  for (const [value, letters] of ROMAN) for (; left >= value; left -= value) text += letters;
  return text;
}

/** a … z, aa, bb, … as Word counts. */
const letters = (number: number): string =>
  String.fromCharCode(97 + ((number - 1) % 26)).repeat(Math.min(10, Math.ceil(number / 26)));

const WORDS: Record<string, (number: number) => string> = {
  lowerRoman: roman,
  upperRoman: (number) => roman(number).toUpperCase(),
  lowerLetter: letters,
  upperLetter: (number) => letters(number).toUpperCase(),
  decimalZero: (number) => String(number).padStart(2, '0'),
  bullet: () => '',
  none: () => '',
};

/** No list counts further. */
const MOST = 100_000;
const numberAs = (format: string, number: number): string =>
  (WORDS[format] ?? String)(Math.min(MOST, Math.max(1, number)));

const numberOf = (element: XmlElement | undefined, otherwise: number): number => {
  const number = Number(valueOf(element) ?? NaN);
  return Number.isInteger(number) ? number : otherwise;
};

function levelOf(element: XmlElement): Level {
  const part = (name: string) => childNamed(element, name);
  const format = valueOf(part('w:numFmt')) ?? 'decimal';
  const index = Number(element.attributes['w:ilvl'] ?? 0);
  return {
    start: numberOf(part('w:start'), 1),
    format,
    text: format === 'bullet' ? '' : (valueOf(part('w:lvlText')) ?? ''),
    restart: numberOf(part('w:lvlRestart'), index) - 1,
  };
}

const levelsOf = (element: XmlElement): Map<number, Level> =>
  new Map(
    childrenNamed(element, 'w:lvl').map((level) => [Number(level.attributes['w:ilvl'] ?? 0), levelOf(level)]),
  );

function listOf(element: XmlElement): List {
  const overrides = childrenNamed(element, 'w:lvlOverride').flatMap((override) => {
    const start = childNamed(override, 'w:startOverride');
    return start ? [[Number(override.attributes['w:ilvl'] ?? 0), numberOf(start, 1)] as const] : [];
  });
  return { abstract: valueOf(childNamed(element, 'w:abstractNumId')) ?? '', starts: new Map(overrides) };
}

/** Numbers paragraphs as Word does when it shows them: their numbers are nowhere in the file. */
export interface Numbering {
  /** The number before the next paragraph of a list, as it is shown; empty: none. */
  next(list: string, level: number): string;
  isBullet(list: string, level: number): boolean;
}

/** Where the lists of one kind have got to: by level, and which of them have begun. */
interface Count {
  numbers: (number | undefined)[];
  begun: Set<string>;
}

function advance(
  count: Count,
  levels: ReadonlyMap<number, Level>,
  at: number,
  list: { id: string } & List,
): void {
  const own = `${list.id} ${at}`;
  const start = list.starts.get(at);
  const isBeginning = start !== undefined && !count.begun.has(own);
  count.begun.add(own);
  const last = isBeginning ? undefined : count.numbers[at];
  count.numbers[at] = last === undefined ? (start ?? levels.get(at)?.start ?? 1) : last + 1;
  for (let deeper = at + 1; deeper < MOST_LEVELS; deeper += 1)
    if ((levels.get(deeper)?.restart ?? deeper) >= at) count.numbers[deeper] = undefined;
}

export async function readNumbering(pack: Package): Promise<Numbering> {
  const elements = await partElements(pack, 'word/numbering.xml', ['w:abstractNum', 'w:num']);
  const [kinds, lists] = [new Map<string, Map<number, Level>>(), new Map<string, List>()];
  for (const element of elements) {
    if (element.name === 'w:num') lists.set(element.attributes['w:numId'] ?? '', listOf(element));
    else kinds.set(element.attributes['w:abstractNumId'] ?? '', levelsOf(element));
  }
  const counts = new Map<string, Count>();
  return {
    isBullet: (id, at) => kinds.get(lists.get(id)?.abstract ?? '')?.get(at)?.format === 'bullet',
    next(id, at) {
      const list = lists.get(id);
      const levels = list && kinds.get(list.abstract);
      const level = levels?.get(at);
      if (!list || !levels || !level || at >= MOST_LEVELS) return '';
      const count = counts.get(list.abstract) ?? { numbers: [], begun: new Set<string>() };
      counts.set(list.abstract, count);
      advance(count, levels, at, { ...list, id });
      return level.text.replace(/%(\d)/gu, (_all, digit: string) => {
        const of = Number(digit) - 1;
        return numberAs(levels.get(of)?.format ?? 'decimal', count.numbers[of] ?? levels.get(of)?.start ?? 1);
      });
    },
  };
}
