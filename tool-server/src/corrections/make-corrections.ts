import type { LanguageMap } from '@chuyen-de/contracts';
import { Router } from 'express';
import type { Connection } from 'mongoose';
import type { Bank } from '../bank/index.ts';
import type { Classes } from '../classes/index.ts';
import type { Exams } from '../exams/index.ts';
import type { Clock } from '../kernel/clock.ts';
import type { ExamPlace, Places } from '../kernel/exam-place.ts';
import type { OwedQueue } from '../storage/index.ts';
import { appealModel, type Appeal } from './appeal.model.ts';
import { appealRoutes } from './appeals.routes.ts';
import { makeAskAppeal } from './ask-appeal.ts';
import type { CorrectionsInForce } from './corrections-in-force.ts';
import { correctionRoutes } from './corrections.routes.ts';
import { makeDecideAppeal } from './decide-appeal.ts';
import { makeMakeCorrection } from './make-correction.ts';
import { makePresentCorrections } from './present-corrections.ts';
import { makePreviewCorrection } from './preview-correction.ts';
import { makeSpreadCorrection } from './spread-correction.ts';
import { makeViewAppeals } from './view-appeals.ts';

interface Deps {
  connection: Connection;
  clock: Clock;
  owedQueue: OwedQueue;
  inForce: CorrectionsInForce;
  bank: Pick<Bank, 'findRevisions'>;
  exams: Pick<Exams, 'corrections' | 'summaries' | 'findStored'>;
  classes: Pick<Classes, 'linksById' | 'linksIn' | 'findLink' | 'findContext' | 'namesById'>;
  titleOf: (examCode: string) => Promise<LanguageMap | undefined>;
  /** The links and exams at which a question was asked, of attempts that were counted; whether all were. */
  places: Places;
  isCounted: () => Promise<boolean>;
  /** Whether a link has a column in a gradebook. */
  isGraded: (linkId: string) => Promise<boolean>;
}

/** Corrections of questions that were asked, and the appeals from which some of them come. */
export function makeCorrections(deps: Deps) {
  const { connection, classes, exams, inForce } = deps;
  const appeals = appealModel(connection);
  const parts = { ...deps, appeals, namesById: classes.namesById, linksIn: classes.linksIn };
  const makeCorrection = makeMakeCorrection(parts);
  const router = Router()
    .use(
      correctionRoutes({
        ...deps,
        makeCorrection,
        previewCorrection: makePreviewCorrection(parts),
        presentCorrections: makePresentCorrections(parts),
      }),
    )
    .use(
      appealRoutes({
        ...deps,
        askAppeal: makeAskAppeal(parts),
        decideAppeal: makeDecideAppeal({ ...parts, makeCorrection }),
        viewAppeals: makeViewAppeals(parts),
      }),
    );
  return {
    models: [...inForce.models, appeals],
    /** What was asked for again of an exam at a link, oldest first. */
    appealsAt: (place: ExamPlace): Promise<Appeal[]> =>
      appeals.find(place, { owed: 0 }).sort({ at: 1 }).lean<Appeal[]>().exec(),
    router,
    /** The collections whose documents owe what follows. */
    owing: { corrections: inForce.corrections, appeals },
    /** Carries out owed work of kind `correction`: of a correction, whose attempts are to be told. */
    onCorrectionOwed: makeSpreadCorrection(parts),
    /** Carries out owed work of kind `mark-anew`: of an attempt that asks a corrected question. */
    onMarkAnewOwed: async ({ _id }: { _id: string }): Promise<void> => {
      await exams.corrections.correct(_id);
    },
  };
}
