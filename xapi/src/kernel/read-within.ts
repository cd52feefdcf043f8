/** What was read of a list, and whether more of it would not have had room. */
export interface ReadWithin<T> {
  items: T[];
  isCut: boolean;
}

const bytesOf = ({ json }: { json: string }): number => Buffer.byteLength(json);

/**
 * Reads stored texts up to so many bytes of them, and one in any case, so that whoever goes on behind the last comes to
 * an end. Numbers alone do not bound what is read: one statement has a few hundred bytes, another three million.
 * @param cursor closed where it is not read to its end
 */
export async function readWithin<T extends { json: string }>(
  cursor: AsyncIterable<T>,
  bytes: number,
): Promise<ReadWithin<T>> {
  const items: T[] = [];
  let left = bytes;
  for await (const item of cursor) {
    left -= bytesOf(item);
    if (left < 0 && items.length > 0) return { items, isCut: true };
    items.push(item);
  }
  return { items, isCut: false };
}
