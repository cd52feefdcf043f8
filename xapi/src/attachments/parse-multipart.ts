import { broken, type Fault } from '../validation/fault.ts';
import { parseMediaType } from '../validation/media-type.ts';

export interface Part {
  /** By name in lower case. */
  headers: ReadonlyMap<string, string>;
  /** The very bytes, not copied. */
  content: Buffer;
}

export type ParsedMultipart = { ok: true; parts: Part[] } | { ok: false; fault: Fault; tooLarge?: boolean };

const CRLF = Buffer.from('\r\n');
const BLANK_LINE = Buffer.from('\r\n\r\n');
/** @see RFC 2046 §5.1.1 "boundary" */
const BOUNDARY = /^[0-9A-Za-z'()+_,\-./:=? ]{0,69}[0-9A-Za-z'()+_,\-./:=?]$/;
/** @see RFC 9110 §5.6.2 "token" */
const NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
/** As many as statements may come at once. */
const MOST_PARTS = 10_000;
/** Bytes of the headers of a part at the most: a few lines are meant. */
const LONGEST_HEADERS = 8 * 1024;

const SPACE = 0x20;
const TAB = 0x09;
const DASH = 0x2d;

interface Delimiter {
  /** Where the part before it ends. */
  start: number;
  /** Where the part after it begins. */
  end: number;
  closes: boolean;
}

/**
 * Where lines begin that begin as the boundary does. They are looked for with the line end before them: a body of
 * nothing but dashes has the boundary at each of its bytes, and no line.
 */
function* candidates(body: Buffer, dashBoundary: Buffer, from: number): Generator<number> {
  if (from === 0 && body.subarray(0, dashBoundary.length).equals(dashBoundary)) yield 0;
  const line = Buffer.concat([CRLF, dashBoundary]);
  const first = body.indexOf(line, Math.max(0, from - CRLF.length));
  for (let at = first; at !== -1; at = body.indexOf(line, at + line.length)) yield at + CRLF.length;
}

/** The next line that is the boundary: two dashes, the boundary, two more after the last part, and blanks. */
function nextDelimiter(body: Buffer, dashBoundary: Buffer, from: number): Delimiter | undefined {
  for (const at of candidates(body, dashBoundary, from)) {
    let end = at + dashBoundary.length;
    const closes = body[end] === DASH && body[end + 1] === DASH;
    if (closes) end += 2;
    while (body[end] === SPACE || body[end] === TAB) end++;
    const endsLine = body[end] === 0x0d && body[end + 1] === 0x0a;
    if (endsLine || (closes && end === body.length))
      return { start: Math.max(from, at - 2), end: endsLine ? end + 2 : end, closes };
  }
  return undefined;
}

/** A line of a header, without the blanks around its value; undefined where it is none. */
function parseHeader(line: string): { name: string; value: string } | undefined {
  const colon = line.indexOf(':');
  const name = line.slice(0, Math.max(0, colon)).trimEnd();
  const value = line.slice(colon + 1);
  return NAME.test(name) && !/[\r\n]/.test(value)
    ? { name: name.toLowerCase(), value: value.trim() }
    : undefined;
}

/** Headers by name, folded lines joined; undefined where a line is none or comes twice. */
function parseHeaders(block: string): Map<string, string> | undefined {
  const headers = new Map<string, string>();
  if (block === '') return headers;
  for (const line of block.replace(/\r\n[ \t]+/g, ' ').split('\r\n')) {
    const header = parseHeader(line);
    if (!header || headers.has(header.name)) return undefined;
    headers.set(header.name, header.value);
  }
  return headers;
}

/** Headers, a blank line, the content; without headers the part begins with the blank line. */
function parsePart(bytes: Buffer): Part | undefined {
  if (bytes.subarray(0, 2).equals(CRLF)) return { headers: new Map(), content: bytes.subarray(2) };
  const blank = bytes.indexOf(BLANK_LINE);
  const end = blank === -1 ? bytes.length : blank;
  if (end > LONGEST_HEADERS) return undefined;
  const headers = parseHeaders(bytes.toString('latin1', 0, end).replace(/\r\n$/, ''));
  return headers && { headers, content: bytes.subarray(Math.min(bytes.length, end + BLANK_LINE.length)) };
}

const refuse = (rule: string): ParsedMultipart => ({ ok: false, fault: broken(rule) });

const tooMany: ParsedMultipart = {
  ok: false,
  fault: broken(`a body has at most ${MOST_PARTS} parts`),
  tooLarge: true,
};

/**
 * The parts of a body of multipart/mixed. What stands before the first boundary and after the last is passed over; line
 * ends are CR LF; contents are bytes and stay as they are.
 * @see RFC 2046 §5.1; xAPI 1.0.3 Communication §1.5.2; xAPI 2.0 §4.1.3
 */
export function parseMultipart(body: Buffer, contentType: string): ParsedMultipart {
  const boundary = parseMediaType(contentType)?.parameters.get('boundary');
  if (boundary === undefined) return refuse('the Content-Type of multipart/mixed names its boundary');
  if (!BOUNDARY.test(boundary)) return refuse('a boundary has 1 to 70 characters of RFC 2046');
  const dashBoundary = Buffer.from(`--${boundary}`, 'latin1');
  const parts: Part[] = [];
  let last = nextDelimiter(body, dashBoundary, 0);
  if (last === undefined) return refuse('the body has the boundary that its Content-Type names');
  while (!last.closes) {
    const next: Delimiter | undefined = nextDelimiter(body, dashBoundary, last.end);
    if (next === undefined) return refuse('the body ends with its boundary and two dashes');
    if (parts.length === MOST_PARTS) return tooMany;
    const part = parsePart(body.subarray(last.end, next.start));
    if (part === undefined)
      return refuse(
        `part ${parts.length + 1} has lines of headers, each once and of ${LONGEST_HEADERS} bytes in all, and a blank line`,
      );
    parts.push(part);
    last = next;
  }
  return { ok: true, parts };
}
