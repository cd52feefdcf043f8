/** A row is sought in places of which no more than a half are taken. */
const PLACES_PER_ROW = 2;

const doubled = (rows: Int32Array): Int32Array<ArrayBuffer> => {
  const larger = new Int32Array(2 * rows.length);
  larger.set(rows);
  return larger;
};

/**
 * Numbers rows of whole numbers in the order in which they come for the first time: equal rows have one number. A row
 * takes a few bytes, and nothing has to be put together for a look.
 */
export function makeTuples(width: number) {
  const key = new Int32Array(width);
  let rows = new Int32Array(256 * width);
  /** Numbers of rows plus one, at the place that follows from the row, or behind it. */
  let places = new Int32Array(256 * PLACES_PER_ROW);
  let size = 0;

  function placeOf(from: Int32Array, start: number): number {
    let hash = 0;
    for (let i = 0; i < width; i++) {
      hash = Math.imul(hash ^ (from[start + i] ?? 0), 0x9e3779b1);
      hash ^= hash >>> 15;
    }
    return hash & (places.length - 1);
  }

  function isKey(row: number): boolean {
    for (let i = 0; i < width; i++) if (rows[row * width + i] !== key[i]) return false;
    return true;
  }

  function makeRoom(): void {
    rows = doubled(rows);
    places = new Int32Array(2 * places.length);
    for (let row = 0; row < size; row++) {
      let place = placeOf(rows, row * width);
      while (places[place] !== 0) place = (place + 1) & (places.length - 1);
      places[place] = row + 1;
    }
  }

  return {
    /** The row that is asked for: to be filled before each look. */
    key,

    /** The number of the row in `key`, which is added where it is new. */
    number(): number {
      let place = placeOf(key, 0);
      for (let row = places[place] ?? 0; row > 0; row = places[place] ?? 0) {
        if (isKey(row - 1)) return row - 1;
        place = (place + 1) & (places.length - 1);
      }
      if ((size + 1) * width > rows.length) {
        makeRoom();
        place = placeOf(key, 0);
        while (places[place] !== 0) place = (place + 1) & (places.length - 1);
      }
      rows.set(key, size * width);
      places[place] = size + 1;
      return size++;
    },

    at: (row: number, column: number): number => rows[row * width + column] ?? 0,
    size: (): number => size,
  };
}
