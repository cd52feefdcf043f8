/** A piece of a text with gaps: words, or the identifier of the gap that stands there. */
export type Piece = { words: string } | { gap: string };

/** A text with its gaps, which authors write as `[[id]]`. */
export const piecesOf = (text: string): Piece[] =>
  text
    .split(/\[\[([a-z0-9]{1,8})\]\]/u)
    .map((piece, index) => (index % 2 === 1 ? { gap: piece } : { words: piece }))
    .filter((piece) => 'gap' in piece || piece.words !== '');

const RESPONSES = {
  'short-answer': (text: string) => ({ type: 'short-answer' as const, text }),
  numeric: (text: string) => ({ type: 'numeric' as const, text }),
  'single-choice': (id: string) => ({ type: 'single-choice' as const, selected: id === '' ? [] : [id] }),
};

/** The types of question that a gap may be. */
export type GapType = keyof typeof RESPONSES;
export type GapResponse = ReturnType<(typeof RESPONSES)[GapType]>;

/** What was put into a gap, as a response to a question of the gap's type. */
export const gapResponse = (type: GapType, value: string): GapResponse => RESPONSES[type](value);

/** The same back again. */
export const gapValue = (response: GapResponse): string =>
  'text' in response ? response.text : (response.selected[0] ?? '');
