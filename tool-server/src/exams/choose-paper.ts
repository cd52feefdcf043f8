import { randomBytes } from 'node:crypto';
import type { Attempt } from './attempt.model.ts';
import type { DrawPaper } from './draw-paper.ts';
import { choosePaperCode, type BlueprintShort, type PaperSlot } from './draw.rules.ts';
import type { ExamInForce } from './exam-definitions.ts';
import type { PaperSets } from './paper-sets.ts';

interface Deps {
  drawPaper: DrawPaper;
  paperSets: Pick<PaperSets, 'papersOf'>;
}

export interface ChosenPaper {
  seed: string;
  paper: PaperSlot[];
  /** Of a fixed paper. */
  paperCode?: string | undefined;
}

/** Makes what finds the paper of an attempt: one of the exam's fixed papers, or one that is drawn for it alone. */
export const makeChoosePaper =
  ({ drawPaper, paperSets }: Deps) =>
  async (
    inForce: ExamInForce,
    made: readonly Pick<Attempt, 'paperCode'>[],
  ): Promise<{ ok: true; chosen: ChosenPaper } | BlueprintShort> => {
    const seed = randomBytes(16).toString('hex');
    if (!inForce.exam.papers) {
      const drawn = await drawPaper(inForce.exam, inForce.editions, seed);
      return drawn.ok ? { ok: true, chosen: { seed, paper: drawn.paper } } : drawn;
    }
    const found = await paperSets.papersOf(inForce);
    if (!found.ok) return found;
    const codes = found.papers.map(({ code }) => code);
    const code = choosePaperCode(
      codes,
      made.flatMap(({ paperCode }) => paperCode ?? []),
      seed,
    );
    const paper = found.papers.find((each) => each.code === code);
    if (!paper) throw new Error(`an exam has no papers: ${inForce.exam.code}`);
    return { ok: true, chosen: { seed, paper: paper.paper, paperCode: paper.code } };
  };

export type ChoosePaper = ReturnType<typeof makeChoosePaper>;
