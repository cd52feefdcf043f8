/** Points as somebody writes them, with the mark of either language; undefined: they are none that can be given. */
export function readPoints(text: string, most: number): number | undefined {
  if (!/^\s*\d{1,4}(?:[.,]\d{1,2})?\s*$/u.test(text)) return undefined;
  const points = Number(text.trim().replace(',', '.'));
  return points <= most ? points : undefined;
}
