import type { FixedPapers } from '@chuyen-de/contracts';
import { countIn, editionWith, type Bank, type Edition } from '../bank/index.ts';
import { revisionId, type RevisionRef } from '../revisions/index.ts';
import { composePapers, type Candidate, type RowPool } from './compose-papers.rules.ts';
import { findDrawn, findFixed } from './draw-paper.ts';
import {
  drawPlaces,
  layOutPaper,
  spareOf,
  withoutTwins,
  type BlueprintShort,
  type DrawnQuestion,
  type DrawSettings,
  type FixedPlace,
  type PaperSlot,
} from './draw.rules.ts';
import { FEWEST_ANSWERS, type ItemHistory } from './forecast.rules.ts';
import { randomFrom, seedFrom } from './random.rules.ts';

/** How revisions of questions were answered so far, by their ids. */
export type HistoryOf = (questions: readonly RevisionRef[]) => Promise<ReadonlyMap<string, ItemHistory>>;

interface Deps {
  bank: Pick<Bank, 'findPlaced' | 'findByCode' | 'findRevisions'>;
  historyOf: HistoryOf;
}

/** More questions than one paper asks, to be made into several, or to be judged by. */
export interface Pools {
  rows: { row: DrawSettings['blueprint'][number]; pool: DrawnQuestion[] }[];
  fixed: FixedPlace[];
}

/** Makes what draws for each row of a blueprint more than it wants: so many, or all that there are. */
export const makeDrawPools =
  (deps: Pick<Deps, 'bank'>) =>
  async (
    settings: Pick<DrawSettings, 'blueprint' | 'fixed'>,
    editions: readonly Edition[],
    { seed, mostOf }: { seed: string; mostOf: (count: number) => number },
  ): Promise<{ ok: true; pools: Pools } | BlueprintShort> => {
    const fixed = await findFixed(deps, editions, settings.fixed ?? []);
    const blueprint = withoutTwins(settings.blueprint);
    const sizeOf = (cell: DrawSettings['blueprint'][number]) => {
      const edition = editionWith(editions, cell.topic);
      return edition ? countIn(edition, cell) : 0;
    };
    const wider = blueprint.map((row) => {
      const most = Math.min(mostOf(row.count), sizeOf(row) - spareOf(row, fixed));
      return { ...row, count: Math.max(row.count, most) };
    });
    const drawing = drawPlaces({ blueprint: wider }, { sizeOf, fixed }, seed);
    if (!drawing.ok) {
      const { topic, level } = drawing.error;
      const wanted = blueprint.find((row) => row.topic === topic && row.level === level)?.count ?? 0;
      return { ok: false, error: { ...drawing.error, wanted } };
    }
    const drawn = await findDrawn(deps, editions, drawing.places);
    const taken = new Set(fixed.map(({ code }) => code));
    const rows = blueprint.map((row) => ({
      row,
      pool: drawn.filter(
        ({ topic, level, code }) => topic === row.topic && level === row.level && !taken.has(code),
      ),
    }));
    return { ok: true, pools: { rows, fixed } };
  };

const withHistory = ({ rows }: Pools, history: ReadonlyMap<string, ItemHistory>): RowPool[] =>
  rows.map(({ row, pool }) => ({
    row,
    pool: pool.map((each): Candidate => {
      const known = history.get(revisionId(each));
      return { ...each, facility: known && known.n >= FEWEST_ANSWERS ? known.facility : undefined };
    }),
  }));

/** Draws the fixed papers of an exam, all together. The same settings, banks, history and seed give the same papers. */
export const makeDrawFixedPapers = (deps: Deps) => {
  const drawPools = makeDrawPools(deps);
  return async (
    settings: DrawSettings,
    editions: readonly Edition[],
    { codes, seed }: FixedPapers,
  ): Promise<{ ok: true; papers: { code: string; paper: PaperSlot[] }[] } | BlueprintShort> => {
    const drawn = await drawPools(settings, editions, { seed, mostOf: (count) => count * codes.length });
    if (!drawn.ok) return drawn;
    const { rows, fixed } = drawn.pools;
    const asked = [...fixed, ...rows.flatMap(({ pool }) => pool)];
    const [history, contents] = await Promise.all([
      deps.historyOf(rows.flatMap(({ pool }) => pool)),
      deps.bank.findRevisions(asked),
    ]);
    const random = randomFrom(seed);
    const hands = composePapers(withHistory(drawn.pools, history), codes.length, random);
    const papers = codes.map((code, index) => ({
      code,
      paper: layOutPaper(
        settings,
        { drawn: hands[index] ?? [], fixed, random: randomFrom(seedFrom(random)) },
        (question) => {
          const content = contents.get(revisionId(question));
          if (!content) throw new Error(`no such revision: ${revisionId(question)}`);
          return content;
        },
      ),
    }));
    return { ok: true, papers };
  };
};

export type DrawFixedPapers = ReturnType<typeof makeDrawFixedPapers>;
