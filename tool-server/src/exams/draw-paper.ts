import { cellKey, type Bank, type Edition, type Pool } from '../bank/index.ts';
import { revisionId } from '../revisions/index.ts';
import {
  drawQuestions,
  layOutPaper,
  type BlueprintShort,
  type DrawSettings,
  type PaperSlot,
} from './draw.rules.ts';

type DrawResult = { ok: true; paper: PaperSlot[] } | BlueprintShort;

/** Draws a paper from what an edition of a bank has in force: of all candidates the ids, of those drawn the content. */
export const makeDrawPaper =
  ({ bank }: { bank: Pick<Bank, 'findPool' | 'findRevisions'> }) =>
  async (settings: DrawSettings, edition: Edition, seed: string): Promise<DrawResult> => {
    const cells = new Map(settings.blueprint.map((row) => [cellKey(row), row]));
    const pools = new Map<string, Pool>(
      await Promise.all(
        [...cells].map(async ([key, cell]) => [key, await bank.findPool(edition, cell)] as const),
      ),
    );
    const drawing = drawQuestions(settings, (row) => pools.get(cellKey(row)) as Pool, seed);
    if (!drawing.ok) return drawing;
    const contents = await bank.findRevisions(drawing.questions);
    const paper = layOutPaper(settings, drawing, (drawn) => {
      const content = contents.get(revisionId(drawn));
      if (!content) throw new Error(`no such revision: ${revisionId(drawn)}`);
      return content;
    });
    return { ok: true, paper };
  };

export type DrawPaper = ReturnType<typeof makeDrawPaper>;
