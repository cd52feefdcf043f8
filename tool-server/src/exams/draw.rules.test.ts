import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Level } from '@chuyen-de/contracts';
import fc from 'fast-check';
import { drawPlaces, layOutPaper, type DrawSettings } from './draw.rules.ts';

const TOPICS = ['CD01', 'CD02', 'CD03'];
const cells = TOPICS.flatMap((topic) => Level.options.map((level) => ({ topic, level })));

interface Candidate {
  code: string;
  revision: number;
  topic: string;
  level: Level;
  options: string[];
}

/** A question that no bank has in force any more. */
const RETIRED = { revision: 1, topic: 'CD01', level: 'recall' as const, retired: true as const };

const candidatesPerCell = (count: number): Candidate[] =>
  cells.flatMap(({ topic, level }) =>
    Array.from({ length: count }, (_, index) => ({
      code: `${topic}-${level}-${index}`,
      revision: 1,
      topic,
      level,
      options: ['a', 'b', 'c', 'd'],
    })),
  );

/** Draws from candidates as a bank answers them: by cell, in the order of their codes. */
function drawPaper(settings: DrawSettings, candidates: readonly Candidate[], seed: string) {
  const pools = new Map<string, Candidate[]>();
  for (const candidate of [...candidates].sort((a, b) => (a.code < b.code ? -1 : 1))) {
    const key = `${candidate.topic} ${candidate.level}`;
    pools.set(key, [...(pools.get(key) ?? []), candidate]);
  }
  const poolOf = ({ topic, level }: { topic: string; level: Level }) => pools.get(`${topic} ${level}`) ?? [];
  const fixed = (settings.fixed ?? []).map(({ question, points }) => {
    const known = candidates.find(({ code }) => code === question);
    return known ? { ...known, points } : { ...RETIRED, code: question, points };
  });
  const sizeOf = (cell: { topic: string; level: Level }) => poolOf(cell).length;
  const drawing = drawPlaces(settings, { sizeOf, fixed }, seed);
  if (!drawing.ok) return drawing;
  const questions = drawing.places.map((place) => poolOf(place)[place.place]!);
  const paper = layOutPaper(settings, { drawn: questions, fixed, random: drawing.random }, ({ code }) => ({
    type: 'single-choice',
    options: (candidates.find((candidate) => candidate.code === code)?.options ?? []).map((id) => ({
      id,
      text: { vi: id },
    })),
    key: ['a'],
  }));
  return { ok: true as const, paper };
}

const POOL = candidatesPerCell(6);
const seeds = fc
  .bigInt({ min: 1n, max: 2n ** 128n - 1n })
  .map((value) => value.toString(16).padStart(32, '0'));
const blueprints = fc
  .uniqueArray(fc.constantFrom(...cells), { minLength: 1 })
  .chain((chosen) =>
    fc
      .tuple(...chosen.map(() => fc.integer({ min: 1, max: 6 })))
      .map((counts) => chosen.map((row, index) => ({ ...row, count: counts[index]! }))),
  );
const settings = fc.record({
  blueprint: blueprints,
  shuffleQuestions: fc.boolean(),
  shuffleOptions: fc.boolean(),
});

const drawn = (...args: Parameters<typeof drawPaper>) => {
  const drawing = drawPaper(...args);
  if (!drawing.ok) throw new Error('nothing drawn');
  return drawing.paper;
};

/** How often each question is drawn by so many seeds. */
function countDrawn(exam: DrawSettings, rounds: number): Map<string, number> {
  const counts = new Map<string, number>();
  for (let round = 1; round <= rounds; round++) {
    const seed = (BigInt(round) * 0x9e3779b97f4a7c15f39cc0605cedc834n)
      .toString(16)
      .slice(-32)
      .padStart(32, '0');
    for (const { question } of drawn(exam, POOL, seed)) counts.set(question, (counts.get(question) ?? 0) + 1);
  }
  return counts;
}

describe('drawing a paper', () => {
  it('draws exactly what the blueprint counts, no question twice, slots numbered from 1', () => {
    fc.assert(
      fc.property(settings, seeds, (exam, seed) => {
        const paper = drawn(exam, POOL, seed);
        expect(new Set(paper.map(({ question }) => question)).size).toBe(paper.length);
        expect(paper.map(({ slot }) => slot)).toEqual(paper.map((_, index) => index + 1));
        for (const { topic, level, count } of exam.blueprint) {
          expect(paper.filter((slot) => slot.topic === topic && slot.level === level)).toHaveLength(count);
        }
        expect(paper).toHaveLength(exam.blueprint.reduce((sum, { count }) => sum + count, 0));
      }),
    );
  });

  it('shows every option once, in the author’s order where options are not shuffled', () => {
    fc.assert(
      fc.property(settings, seeds, (exam, seed) => {
        for (const { optionOrder } of drawn(exam, POOL, seed)) {
          if (!exam.shuffleOptions) expect(optionOrder).toEqual(['a', 'b', 'c', 'd']);
          expect([...optionOrder].sort()).toEqual(['a', 'b', 'c', 'd']);
        }
      }),
    );
  });

  it('follows the order of the blueprint where questions are not shuffled', () => {
    const blueprint = [
      { topic: 'CD02', level: 'recall' as const, count: 2 },
      { topic: 'CD01', level: 'application' as const, count: 3 },
    ];
    const paper = drawn({ blueprint, shuffleQuestions: false, shuffleOptions: true }, POOL, 'f'.repeat(32));
    expect(paper.map(({ topic }) => topic)).toEqual(['CD02', 'CD02', 'CD01', 'CD01', 'CD01']);
  });

  it('takes two rows for the same topic and level from one pool', () => {
    const row = { topic: 'CD01', level: 'recall' as const, count: 3 };
    const exam = { blueprint: [row, row], shuffleQuestions: true, shuffleOptions: true };
    const paper = drawn(exam, POOL, 'a'.repeat(32));
    expect(new Set(paper.map(({ question }) => question)).size).toBe(6);
  });

  it('draws every question about equally often', () => {
    const exam = {
      blueprint: [{ topic: 'CD01', level: 'recall' as const, count: 2 }],
      shuffleQuestions: true,
      shuffleOptions: false,
    };
    const counts = countDrawn(exam, 3000);
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(120);
  });

  it('gives each place the points of its row, and the same paper as without them', () => {
    const rows = [
      { topic: 'CD01', level: 'recall' as const, count: 2, points: 2.5 },
      { topic: 'CD02', level: 'recall' as const, count: 1 },
    ];
    const settings = { blueprint: rows, shuffleQuestions: true, shuffleOptions: true };
    const paper = drawn(settings, POOL, 'a'.repeat(32));
    const worth = paper.map(({ topic, points }) => [topic, points]).sort();
    expect(worth).toEqual([
      ['CD01', 2.5],
      ['CD01', 2.5],
      ['CD02', undefined],
    ]);
    const plain = { ...settings, blueprint: rows.map(({ points: _, ...row }) => row) };
    expect(paper.map(({ points: _, ...place }) => place)).toEqual(drawn(plain, POOL, 'a'.repeat(32)));
    expect(drawn(plain, POOL, 'a'.repeat(32)).some((place) => 'points' in place)).toBe(false);
  });

  it('has every fixed question once, and of each row as many others as it wants, whatever was drawn', () => {
    const some = fc.uniqueArray(fc.constantFrom(...POOL.map(({ code }) => code)), {
      minLength: 1,
      maxLength: 9,
    });
    fc.assert(
      fc.property(settings, some, seeds, (exam, codes, seed) => {
        const fixed = codes.map((question) => ({ topic: question.slice(0, 4), question }));
        const leftOf = (row: { topic: string; level: Level }) =>
          6 - codes.filter((code) => code.startsWith(`${row.topic}-${row.level}-`)).length;
        const blueprint = exam.blueprint
          .map((row) => ({ ...row, count: Math.min(row.count, leftOf(row)) }))
          .filter(({ count }) => count > 0);
        const paper = drawn({ ...exam, blueprint, fixed }, POOL, seed);
        const asked = paper.map(({ question }) => question);
        expect(new Set(asked).size).toBe(asked.length);
        expect(asked).toEqual(expect.arrayContaining(codes));
        const others = paper.filter(({ question }) => !codes.includes(question));
        for (const { topic, level, count } of blueprint)
          expect(others.filter((slot) => slot.topic === topic && slot.level === level)).toHaveLength(count);
        expect(asked).toHaveLength(codes.length + others.length);
        expect(drawn({ ...exam, blueprint, fixed }, POOL, seed)).toEqual(paper);
        if (!exam.shuffleQuestions) expect(asked.slice(0, codes.length)).toEqual(codes);
      }),
    );
  });

  it('gives fixed questions points of their own, and asks one that went out of force as it was last', () => {
    const exam = {
      blueprint: [{ topic: 'CD01', level: 'recall' as const, count: 6, points: 2 }],
      fixed: [
        { topic: 'CD01', question: 'gone', points: 3 },
        { topic: 'CD02', question: 'CD02-recall-0' },
      ],
      shuffleQuestions: false,
      shuffleOptions: false,
    };
    const paper = drawn(exam, POOL, 'a'.repeat(32));
    expect(paper.map(({ points }) => points)).toEqual([3, undefined, 2, 2, 2, 2, 2, 2]);
    expect(paper.slice(0, 2).map(({ question }) => question)).toEqual(['gone', 'CD02-recall-0']);
  });

  it('says what a row lacks beside the fixed questions of its topic and level', () => {
    const exam = {
      blueprint: [{ topic: 'CD01', level: 'recall' as const, count: 6 }],
      fixed: [{ topic: 'CD01', question: 'CD01-recall-2' }],
      shuffleQuestions: true,
      shuffleOptions: true,
    };
    expect(drawPaper(exam, POOL, 'a'.repeat(32))).toEqual({
      ok: false,
      error: { code: 'blueprint_short', topic: 'CD01', level: 'recall', wanted: 6, found: 5 },
    });
  });

  it('draws every question about equally often beside fixed ones too', () => {
    const exam = {
      blueprint: [{ topic: 'CD01', level: 'recall' as const, count: 2 }],
      fixed: [{ topic: 'CD01', question: 'CD01-recall-0' }],
      shuffleQuestions: true,
      shuffleOptions: false,
    };
    const counts = countDrawn(exam, 2500);
    expect(counts.get('CD01-recall-0')).toBe(2500);
    counts.delete('CD01-recall-0');
    expect(counts.size).toBe(5);
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(120);
  });

  it('says which row of the blueprint cannot be met', () => {
    const blueprint = [{ topic: 'CD01', level: 'recall' as const, count: 7 }];
    expect(
      drawPaper({ blueprint, shuffleQuestions: true, shuffleOptions: true }, POOL, '1'.repeat(32)),
    ).toEqual({
      ok: false,
      error: { code: 'blueprint_short', topic: 'CD01', level: 'recall', wanted: 7, found: 6 },
    });
  });
});

const OLD_TOPICS = { CD01: 1, CD02: 7, CD10: 12, 'CD1.x': 300 };
const OLD_POOL: Candidate[] = Object.entries(OLD_TOPICS).flatMap(([topic, size]) =>
  Level.options.flatMap((level) =>
    Array.from({ length: size }, (_, index) => ({
      code: `${topic}-${level}-${index}`,
      revision: 1 + (index % 3),
      topic,
      level,
      options: ['a', 'b', 'c', 'd'].slice(0, 2 + (index % 3)),
    })),
  ),
);

const papersDrawnBefore = JSON.parse(
  readFileSync(path.join(__dirname, 'papers-drawn-before.json'), 'utf8'),
) as (DrawSettings & { seed: string; paper: string[] })[];

describe('a paper that was drawn when programmes listed their questions', () => {
  it.each(papersDrawnBefore.map((before) => [before.seed, before] as const))(
    'is drawn again by its seed %s',
    (seed, { paper, ...settings }) => {
      const again = drawn(settings, OLD_POOL, seed);
      expect(
        again.map(({ question, revision, optionOrder }) => `${question}@${revision} ${optionOrder.join('')}`),
      ).toEqual(paper);
    },
  );
});
