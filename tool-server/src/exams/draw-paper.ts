import { countIn, editionWith, type Bank, type Edition } from '../bank/index.ts';
import { revisionId } from '../revisions/index.ts';
import {
  drawPlaces,
  layOutPaper,
  type BlueprintShort,
  type DrawSettings,
  type FixedPlace,
  type PaperSlot,
} from './draw.rules.ts';

type DrawResult = { ok: true; paper: PaperSlot[] } | BlueprintShort;
type Places = Extract<ReturnType<typeof drawPlaces>, { ok: true }>['places'];

interface Deps {
  bank: Pick<Bank, 'findPlaced' | 'findByCode' | 'findRevisions'>;
}

/** The questions at the places drawn, each looked up in the bank that has its topic. */
export async function findDrawn({ bank }: Deps, editions: readonly Edition[], places: Places) {
  const found = await Promise.all(
    editions.map((edition) =>
      bank.findPlaced(
        edition,
        places.filter(({ topic }) => editionWith(editions, topic) === edition),
      ),
    ),
  );
  const [first, ...others] = found;
  // The usual case: all of one bank, in the order of the places.
  if (first && others.every((each) => each.length === 0)) return first;
  const keyOf = ({ topic, level, place }: Places[number]) => `${topic} ${level} ${place}`;
  const byPlace = new Map(found.flat().map((question) => [keyOf(question), question]));
  return places.flatMap((place) => byPlace.get(keyOf(place)) ?? []);
}

/** The questions that every paper has, as they are in force. */
export async function findFixed(
  { bank }: Deps,
  editions: readonly Edition[],
  fixed: NonNullable<DrawSettings['fixed']>,
): Promise<FixedPlace[]> {
  if (fixed.length === 0) return [];
  const found = await bank.findByCode(editions, fixed);
  return fixed.map(({ question, points }) => {
    const known = found.get(question);
    if (!known) throw new Error(`an exam has the question "${question}", and no bank has it`);
    return { ...known, points };
  });
}

/**
 * Draws a paper from what editions of banks have in force: only the questions that it asks are looked up. No topic is
 * in two of the banks.
 */
export const makeDrawPaper =
  (deps: Deps) =>
  async (settings: DrawSettings, editions: readonly Edition[], seed: string): Promise<DrawResult> => {
    const fixed = await findFixed(deps, editions, settings.fixed ?? []);
    const sizeOf = (cell: DrawSettings['blueprint'][number]) => {
      const edition = editionWith(editions, cell.topic);
      return edition ? countIn(edition, cell) : 0;
    };
    const drawing = drawPlaces(settings, { sizeOf, fixed }, seed);
    if (!drawing.ok) return drawing;
    const drawn = await findDrawn(deps, editions, drawing.places);
    const contents = await deps.bank.findRevisions([...fixed, ...drawn]);
    const paper = layOutPaper(settings, { drawn, fixed, random: drawing.random }, (question) => {
      const content = contents.get(revisionId(question));
      if (!content) throw new Error(`no such revision: ${revisionId(question)}`);
      return content;
    });
    return { ok: true, paper };
  };

export type DrawPaper = ReturnType<typeof makeDrawPaper>;
