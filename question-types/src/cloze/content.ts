import { z } from 'zod';
import { boundedList } from '../bounded.ts';
import { numeric } from '../numeric/index.ts';
import type { ContentFault, TypeOfQuestion } from '../question-type.ts';
import { shortAnswer } from '../short-answer/index.ts';
import { singleChoice } from '../single-choice/index.ts';
import { LanguageMap, OptionId } from '../vocabulary.ts';
import { piecesOf, type GapResponse, type GapType } from './device.ts';

export const MOST_GAPS = 12;

export const type = z.literal('cloze');
const TYPES = { 'short-answer': shortAnswer, numeric, 'single-choice': singleChoice };

type OfEach<Part extends 'content' | 'shown', More> = {
  [Name in GapType]: z.infer<(typeof TYPES)[Name][Part]> & More;
}[GapType];

/** `weight`: how much a gap counts beside the others; absent: 1. */
const common = { id: OptionId, weight: z.int().min(1).max(10).optional() };
export type Gap = OfEach<'content', { id: string; weight?: number | undefined }>;
const Gap = z.discriminatedUnion('type', [
  shortAnswer.content.extend(common),
  numeric.content.extend(common),
  singleChoice.content.extend(common),
]) as unknown as z.ZodType<Gap>;

export const ClozeContent = z.strictObject({
  type,
  /** With `[[id]]` where a gap is. */
  text: LanguageMap,
  gaps: boundedList(Gap, MOST_GAPS, 1),
});
export type ClozeContent = z.infer<typeof ClozeContent>;

const shownId = { id: OptionId };
export const ShownGap = z.discriminatedUnion('type', [
  shortAnswer.shown.extend(shownId),
  numeric.shown.extend(shownId),
  singleChoice.shown.extend(shownId),
]) as unknown as z.ZodType<OfEach<'shown', { id: string }>>;
export const GapKey = z.union([shortAnswer.key, numeric.key]);

/** What a type says, as far as a gap of it is concerned. */
type GapRules = Omit<
  TypeOfQuestion<Gap, z.infer<typeof ShownGap>, z.infer<typeof GapKey>, GapResponse>,
  'content' | 'shown' | 'key' | 'response'
>;

/** What the type of a gap says, for contents and responses of that gap: that they are of one type, no compiler follows. */
export const typeOfGap = (name: GapType): GapRules => TYPES[name] as unknown as GapRules;

const faultAt = (path: ContentFault['path'], en: string, vi: string): ContentFault => ({
  path,
  message: { en, vi },
});

/** Each gap stands once in the text of each language, and nothing else is called one there. */
function textFaults(language: 'vi' | 'en', text: string, ids: readonly string[]): ContentFault[] {
  const there = piecesOf(text).flatMap((piece) => ('gap' in piece ? piece.gap : []));
  const path = ['text', language];
  return [
    ...ids
      .filter((id) => there.filter((one) => one === id).length !== 1)
      .map((id) =>
        faultAt(path, `[[${id}]] has to stand here once`, `[[${id}]] phải xuất hiện đúng một lần ở đây`),
      ),
    ...[...new Set(there)]
      .filter((id) => !ids.includes(id))
      .map((id) => faultAt(path, `there is no gap "${id}"`, `không có chỗ trống "${id}"`)),
  ];
}

export function clozeFaults({ text, gaps }: ClozeContent): ContentFault[] {
  const ids = [...new Set(gaps.map(({ id }) => id))];
  return [
    ...(ids.length === gaps.length
      ? []
      : [faultAt(['gaps'], 'two gaps share an id', 'hai chỗ trống trùng mã')]),
    ...textFaults('vi', text.vi, ids),
    ...(text.en === undefined ? [] : textFaults('en', text.en, ids)),
    ...gaps.flatMap((gap, index) =>
      typeOfGap(gap.type)
        .contentFaults(gap)
        .map(({ path, message }) => ({ path: ['gaps', index, ...path], message })),
    ),
  ];
}
