import { z } from 'zod';

/** Fixed papers of one exam, at the most. */
export const MOST_PAPERS = 24;

/** A paper's code (mã đề), as it is printed and filled in: `034`. */
export const PaperCode = z.string().regex(/^[0-9A-Z]{1,8}$/, 'up to 8 digits and capital letters');

/** What papers are drawn by: 32 hexadecimal digits, not all 0. */
export const PaperSeed = z.string().regex(/^(?!0{32})[0-9a-f]{32}$/, '32 hexadecimal digits, not all 0');

/** The fixed papers of an exam: one for each code. */
export const FixedPapers = z.strictObject({
  codes: z
    .array(PaperCode)
    .min(1)
    .max(MOST_PAPERS)
    .refine((codes) => new Set(codes).size === codes.length, 'a code is there twice'),
  seed: PaperSeed,
});
export type FixedPapers = z.infer<typeof FixedPapers>;

type CodesRead =
  { ok: true; codes: string[] } | { ok: false; fault: 'unread' | 'twice' | 'many'; text: string };

const digits = (code: string): boolean => /^\d+$/.test(code);

/** The codes of a range of numbers that are as long as each other; undefined: it is none. One more than there may be stands for more. */
function codesBetween(first: string, last: string): string[] | undefined {
  if (!digits(first) || !digits(last) || first.length !== last.length || last < first) return undefined;
  const count = Math.min(Number(last) - Number(first), MOST_PAPERS) + 1;
  return Array.from({ length: count }, (_, index) =>
    String(Number(first) + index).padStart(first.length, '0'),
  );
}

function codesOf([first = '', last, ...more]: readonly string[]): string[] | undefined {
  const ends = last === undefined ? [first] : [first, last];
  if (more.length > 0 || ends.some((end) => !PaperCode.safeParse(end).success)) return undefined;
  return last === undefined ? [first] : codesBetween(first, last);
}

/** Single codes, and ranges by their ends. */
function partsOf(text: string): string[][] {
  const parts: string[][] = [];
  text
    .toUpperCase()
    .split(/[-–—]/)
    .map((piece) => piece.split(/[\s,;]+/).filter((code) => code !== ''))
    .forEach((codes, index) => {
      const others = index === 0 ? codes : codes.slice(1);
      if (index > 0) (parts.at(-1) ?? parts[parts.push(['']) - 1])?.push(codes[0] ?? '');
      parts.push(...others.map((code) => [code]));
    });
  return parts;
}

const MOST_TOLD = 40;

/** Reads codes as people write them: `034–036, 101`. */
export function readPaperCodes(typed: string): CodesRead {
  const codes: string[] = [];
  for (const part of partsOf(typed)) {
    const text = part.join('–').slice(0, MOST_TOLD);
    const some = codesOf(part);
    if (!some) return { ok: false, fault: 'unread', text };
    const again = some.find((code) => codes.includes(code));
    if (again !== undefined) return { ok: false, fault: 'twice', text: again };
    codes.push(...some);
    if (codes.length > MOST_PAPERS) return { ok: false, fault: 'many', text };
  }
  return codes.length === 0 ? { ok: false, fault: 'unread', text: '' } : { ok: true, codes };
}

const follows = (code: string, before: string | undefined): boolean =>
  before !== undefined && codesBetween(before, code)?.length === 2;

/** Codes as one writes them, three and more that follow each other as a range. */
export function paperCodesText(codes: readonly string[]): string {
  const runs: string[][] = [];
  for (const code of codes) {
    const run = runs.at(-1);
    if (run && follows(code, run.at(-1))) run.push(code);
    else runs.push([code]);
  }
  return runs
    .map((run) => (run.length > 2 ? `${run[0] ?? ''}–${run.at(-1) ?? ''}` : run.join(', ')))
    .join(', ');
}
