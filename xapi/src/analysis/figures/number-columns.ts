type Numbers = Int32Array | Float64Array;

function makeColumn<T extends Numbers>(open: (length: number) => T) {
  let values = open(8);
  let length = 0;
  return {
    push(value: number): void {
      if (length === values.length) {
        const larger = open(2 * length);
        larger.set(values);
        values = larger;
      }
      values[length++] = value;
    },
    at: (place: number): number => values[place] ?? 0,
    set(place: number, value: number): void {
      values[place] = value;
    },
    length: (): number => length,
    /** What is there from one place to before another: to be read before anything is added. */
    part: (from: number, to: number): T => values.subarray(from, to) as T,
  };
}

/** A list of whole numbers that grows, four bytes each: millions of them are no work for the collector. */
export const makeInts = () => makeColumn((length) => new Int32Array(length));

/** The same of numbers with fractions, eight bytes each. */
export const makeDoubles = () => makeColumn((length) => new Float64Array(length));

export type Ints = ReturnType<typeof makeInts>;
