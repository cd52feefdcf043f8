/*
 * LZ4's block format, with a dictionary before the text: simple enough for a loop in JavaScript, which unpacks a
 * document of 2.6 kB in 3 µs and packs it in 9. Every call of zlib's takes 17 and 45, whatever the document's size.
 */

/** Texts up to this size are packed. */
export const LARGEST_TEXT = 64 * 1024;

/** No match lies further back. */
const FARTHEST = 65_535;
const SHORTEST_MATCH = 4;
/** The end of a block stands for itself. @see lz4_Block_format.md, "End of block conditions" */
const LAST_LITERALS = 5;
const LAST_MATCH_START = 12;
/** Matches at least this long are found first: of many places that begin alike one that goes on alike. */
const LONG_MATCH = 8;
const HASH_BITS = 13;

/** Room for a text in which nothing repeats: one more byte for every 255. */
const packed = Buffer.allocUnsafe(LARGEST_TEXT + Math.ceil(LARGEST_TEXT / 255) + 16);

const wordAt = (bytes: Uint8Array, at: number): number =>
  (bytes[at] ?? 0) |
  ((bytes[at + 1] ?? 0) << 8) |
  ((bytes[at + 2] ?? 0) << 16) |
  ((bytes[at + 3] ?? 0) << 24);

const hashOf = (word: number): number => Math.imul(word, 0x9e3779b1) >>> (32 - HASH_BITS);

const hashOfBoth = (word: number, next: number): number =>
  (Math.imul(word, 0x9e3779b1) ^ Math.imul(next, 0x85ebca6b)) >>> (32 - HASH_BITS);

/** Where four bytes, and where eight, were seen last, by their hash. */
class Places {
  readonly ofShort = new Int32Array(1 << HASH_BITS).fill(-1);
  readonly ofLong = new Int32Array(1 << HASH_BITS).fill(-1);

  copy(other: Places): void {
    this.ofShort.set(other.ofShort);
    this.ofLong.set(other.ofLong);
  }
}

/** Of the text that is being packed. */
const seen = new Places();

/** Writes what a length exceeds the 15 that a token has room for, and answers where the next byte goes. */
function putLength(length: number, at: number): number {
  let [rest, to] = [length - 15, at];
  for (; rest >= 255; rest -= 255) packed[to++] = 255;
  packed[to++] = rest;
  return to;
}

/** Packs and unpacks texts that resemble a dictionary. @see https://github.com/lz4/lz4/blob/dev/doc/lz4_Block_format.md */
export class BlockCodec {
  /** The dictionary, and behind it the text that is being packed or unpacked. */
  private readonly window: Buffer;
  private readonly textStart: number;
  private inDictionary: Places | undefined;

  /** @param dictionary at most {@link FARTHEST} bytes */
  constructor(dictionary: Uint8Array) {
    this.textStart = dictionary.length;
    this.window = Buffer.allocUnsafeSlow(dictionary.length + LARGEST_TEXT);
    this.window.set(dictionary);
  }

  /**
   * @param text at most {@link LARGEST_TEXT} bytes
   * @returns the block, which the next call overwrites
   */
  pack(text: Uint8Array): Uint8Array {
    const { window, textStart } = this;
    window.set(text, textStart);
    seen.copy((this.inDictionary ??= this.indexDictionary()));
    const end = textStart + text.length;
    const lastStart = end - LAST_MATCH_START;
    let [to, literals, at] = [0, textStart, textStart];
    while (at <= lastStart) {
      let from = this.findMatch(at);
      if (from < 0) {
        at++;
        continue;
      }
      let start = at;
      at += this.lengthOfMatch(from, at, end - LAST_LITERALS);
      while (start > literals && from > 0 && window[start - 1] === window[from - 1]) {
        start--;
        from--;
      }
      to = this.putLiterals(to, literals, start, at - start);
      to = this.putMatch(to, start - from, at - start);
      literals = at;
    }
    return packed.subarray(0, this.putLiterals(to, literals, end, SHORTEST_MATCH));
  }

  /**
   * @param size of the text, at most {@link LARGEST_TEXT} bytes
   * @returns the text; undefined where the block cannot be one of such a text
   */
  unpack(block: Uint8Array, size: number): Buffer | undefined {
    const { window, textStart } = this;
    const end = textStart + size;
    let [at, to] = [0, textStart];
    for (;;) {
      const token = block[at++] ?? 0;
      let length = token >> 4;
      if (length === 15) for (let more = 255; more === 255; length += more) more = block[at++] ?? 0;
      const matchAt = at + length;
      if (matchAt > block.length || to + length > end) return undefined;
      while (at < matchAt) window[to++] = block[at++] ?? 0;
      if (at === block.length) break;
      const from = to - ((block[at] ?? 0) | ((block[at + 1] ?? 0) << 8));
      at += 2;
      length = token & 15;
      if (length === 15) for (let more = 255; more === 255; length += more) more = block[at++] ?? 0;
      length += SHORTEST_MATCH;
      if (from < 0 || from >= to || to + length > end) return undefined;
      this.repeat(from, to, length);
      to += length;
    }
    return to === end ? Buffer.from(window.buffer.slice(textStart, end)) : undefined;
  }

  /** Where the bytes at a place have been before, -1 for nowhere; and remembers the place. */
  private findMatch(at: number): number {
    const { window } = this;
    const word = wordAt(window, at);
    const next = wordAt(window, at + SHORTEST_MATCH);
    const [short, long] = [hashOf(word), hashOfBoth(word, next)];
    const [afterShort, afterLong] = [seen.ofShort[short] ?? -1, seen.ofLong[long] ?? -1];
    seen.ofShort[short] = at;
    seen.ofLong[long] = at;
    if (
      afterLong >= 0 &&
      at - afterLong <= FARTHEST &&
      wordAt(window, afterLong) === word &&
      wordAt(window, afterLong + SHORTEST_MATCH) === next
    )
      return afterLong;
    const isFound = afterShort >= 0 && at - afterShort <= FARTHEST && wordAt(window, afterShort) === word;
    return isFound ? afterShort : -1;
  }

  private lengthOfMatch(from: number, start: number, end: number): number {
    const { window } = this;
    let length = SHORTEST_MATCH;
    while (start + length < end && window[from + length] === window[start + length]) length++;
    return length;
  }

  private putLiterals(start: number, from: number, end: number, match: number): number {
    const { window } = this;
    const length = end - from;
    let to = start;
    packed[to++] = (Math.min(length, 15) << 4) | Math.min(match - SHORTEST_MATCH, 15);
    if (length >= 15) to = putLength(length, to);
    for (let i = from; i < end; i++) packed[to++] = window[i] ?? 0;
    return to;
  }

  private putMatch(start: number, offset: number, match: number): number {
    let to = start;
    packed[to++] = offset & 0xff;
    packed[to++] = offset >> 8;
    return match - SHORTEST_MATCH >= 15 ? putLength(match - SHORTEST_MATCH, to) : to;
  }

  private repeat(from: number, to: number, length: number): void {
    const { window } = this;
    if (length >= 32 && to - from >= length) window.copyWithin(to, from, from + length);
    // Byte by byte, as a match may run into itself: twenty blanks are a match one byte back.
    else for (let i = 0; i < length; i++) window[to + i] = window[from + i] ?? 0;
  }

  private indexDictionary(): Places {
    const { window, textStart } = this;
    const places = new Places();
    for (let at = 0; at + LONG_MATCH <= textStart; at++) {
      const word = wordAt(window, at);
      places.ofShort[hashOf(word)] = at;
      places.ofLong[hashOfBoth(word, wordAt(window, at + SHORTEST_MATCH))] = at;
    }
    return places;
  }
}
