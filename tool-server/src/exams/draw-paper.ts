import { countIn, type Bank, type Edition } from '../bank/index.ts';
import { revisionId } from '../revisions/index.ts';
import {
  drawPlaces,
  layOutPaper,
  type BlueprintShort,
  type DrawSettings,
  type PaperSlot,
} from './draw.rules.ts';

type DrawResult = { ok: true; paper: PaperSlot[] } | BlueprintShort;

/** Draws a paper from what an edition of a bank has in force: only the questions drawn are looked up. */
export const makeDrawPaper =
  ({ bank }: { bank: Pick<Bank, 'findPlaced' | 'findRevisions'> }) =>
  async (settings: DrawSettings, edition: Edition, seed: string): Promise<DrawResult> => {
    const drawing = drawPlaces(settings, (cell) => countIn(edition, cell), seed);
    if (!drawing.ok) return drawing;
    const questions = await bank.findPlaced(edition, drawing.places);
    const contents = await bank.findRevisions(questions);
    const paper = layOutPaper(settings, { questions, random: drawing.random }, (drawn) => {
      const content = contents.get(revisionId(drawn));
      if (!content) throw new Error(`no such revision: ${revisionId(drawn)}`);
      return content;
    });
    return { ok: true, paper };
  };

export type DrawPaper = ReturnType<typeof makeDrawPaper>;
