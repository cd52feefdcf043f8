const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;

/** The index of the quote that ends the string begun at `start`, or the end. */
function endOfString(bytes: Uint8Array, start: number): number {
  let at = start + 1;
  while (at < bytes.length && bytes[at] !== QUOTE) at += bytes[at] === BACKSLASH ? 2 : 1;
  return at;
}

interface Open {
  /** The names met so far; none in a list. */
  names: Set<string> | undefined;
  /** Where in it the reading is. */
  key: string | number;
  atName: boolean;
}

/** The way to the first member whose name its object has had before, in a text of JSON. */
export function findRepeatedMember(bytes: Buffer): (string | number)[] | undefined {
  const open: Open[] = [];
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at];
    const within = open.at(-1);
    if (byte === OPEN_BRACE) open.push({ names: new Set(), key: '', atName: true });
    else if (byte === OPEN_BRACKET) open.push({ names: undefined, key: 0, atName: false });
    else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) open.pop();
    else if (byte === COMMA && within?.names) within.atName = true;
    else if (byte === COMMA && within) within.key = Number(within.key) + 1;
    else if (byte === QUOTE) {
      const end = endOfString(bytes, at);
      if (within?.names && within.atName) {
        within.key = JSON.parse(bytes.toString('utf8', at, end + 1)) as string;
        within.atName = false;
        if (within.names.has(within.key)) return open.map(({ key }) => key);
        within.names.add(within.key);
      }
      at = end;
    }
  }
  return undefined;
}
