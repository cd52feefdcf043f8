import { readWithin } from './read-within.ts';

const listOf = (...lengths: number[]) => {
  const read: number[] = [];
  let isClosed = false;
  async function* list() {
    try {
      for (const [index, length] of lengths.entries()) {
        read.push(index);
        yield await Promise.resolve({ json: 'x'.repeat(length) });
      }
    } finally {
      isClosed = true;
    }
  }
  return { cursor: list(), read, isClosed: () => isClosed };
};
const lengthsOf = ({ items }: { items: { json: string }[] }) => items.map(({ json }) => json.length);

describe('reading within a number of bytes', () => {
  it('reads all where there is room for it', async () => {
    const found = await readWithin(listOf(3, 4, 3).cursor, 10);
    expect(lengthsOf(found)).toEqual([3, 4, 3]);
    expect(found.isCut).toBe(false);
  });

  it('ends before what has no room, reads no further, and closes', async () => {
    const list = listOf(3, 4, 4, 1, 1);
    const found = await readWithin(list.cursor, 10);
    expect(lengthsOf(found)).toEqual([3, 4]);
    expect(found.isCut).toBe(true);
    expect(list.read).toEqual([0, 1, 2]);
    expect(list.isClosed()).toBe(true);
  });

  it('reads one in any case', async () => {
    const found = await readWithin(listOf(50, 1).cursor, 10);
    expect(lengthsOf(found)).toEqual([50]);
    expect(found.isCut).toBe(true);
    expect(await readWithin(listOf(50).cursor, 10)).toMatchObject({ isCut: false });
    expect(await readWithin(listOf().cursor, 10)).toEqual({ items: [], isCut: false });
  });

  it('counts bytes, not characters', async () => {
    async function* words() {
      for (const json of ['đề', 'đề', 'đề']) yield await Promise.resolve({ json });
    }
    expect((await readWithin(words(), 10)).items).toHaveLength(2);
  });
});
