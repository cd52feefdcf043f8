/**
 * Parts of a question as its learner's page knows them, where their identifiers would tell the key: by their places
 * in the paper, counted from 1. Authors name alike what belongs together, and call `a` what comes first.
 */

/** The place of a part; undefined: the paper does not have it. */
export function placeOf(part: string, order: readonly string[]): string | undefined {
  const index = order.indexOf(part);
  return index === -1 ? undefined : `${index + 1}`;
}

/** The part at a place; undefined: there is no such place. */
export const partAt = (place: string, order: readonly string[]): string | undefined =>
  /^[1-9]\d{0,3}$/.test(place) ? order[Number(place) - 1] : undefined;
