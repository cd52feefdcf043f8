/** Characters of a text at the most for which something is remembered: identifiers have a tenth of it. */
const LONGEST = 500;

/**
 * Remembers what was made of texts that come again and again. Of a long one it is made each time: so many of those
 * would fill the memory, and none comes often.
 * @param most texts; more of them begin anew
 */
export function makeMemory<T>(most: number) {
  const remembered = new Map<string, T>();
  return {
    get(text: string, make: () => T): T {
      const known = remembered.get(text);
      if (known !== undefined) return known;
      const made = make();
      if (text.length > LONGEST) return made;
      if (remembered.size >= most) remembered.clear();
      remembered.set(text, made);
      return made;
    },
    /** How many texts are remembered. */
    get size(): number {
      return remembered.size;
    },
  };
}
