import type { ExamForecast } from '@chuyen-de/contracts';
import type { Bank, Edition } from '../bank/index.ts';
import { revisionId, type RevisionRef } from '../revisions/index.ts';
import { makeDrawPools, type HistoryOf } from './draw-fixed-papers.ts';
import type { BlueprintShort, DrawSettings } from './draw.rules.ts';
import { answersOf, forecastOf, knownOf, sampleOf, type ForecastPlace } from './forecast.rules.ts';

/** The same ones each time, so that a forecast is the same as long as nothing changes. */
const SEED = '1'.repeat(32);

interface Deps {
  bank: Pick<Bank, 'findPlaced' | 'findByCode' | 'findRevisions'>;
  historyOf: HistoryOf;
}

/** What is to be expected of an exam's papers, whichever each learner gets. */
export const makeForecastExam = ({ bank, historyOf }: Deps) => {
  const drawPools = makeDrawPools({ bank });
  return async (
    settings: Pick<DrawSettings, 'blueprint' | 'fixed'>,
    editions: readonly Edition[],
    passMark: number,
  ): Promise<{ ok: true; forecast: ExamForecast } | BlueprintShort> => {
    const sample = sampleOf(settings.blueprint.length);
    const drawn = await drawPools(settings, editions, { seed: SEED, mostOf: () => sample });
    if (!drawn.ok) return drawn;
    const { rows, fixed } = drawn.pools;
    const history = await historyOf([...fixed, ...rows.flatMap(({ pool }) => pool)]);
    const known = (question: RevisionRef) => history.get(revisionId(question));
    const places: ForecastPlace[] = [
      ...fixed.map((each) => ({ points: each.points ?? 1, histories: [known(each)] })),
      ...rows.flatMap(({ row, pool }) => {
        const place = { points: row.points ?? 1, histories: pool.map(known) };
        return Array.from({ length: row.count }, () => place);
      }),
    ];
    const { mean = null, passRate = null } = forecastOf(places, passMark) ?? {};
    return {
      ok: true,
      forecast: { history: knownOf(places), answers: answersOf([...history.values()]), mean, passRate },
    };
  };
};
