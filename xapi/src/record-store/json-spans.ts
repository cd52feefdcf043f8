const QUOTE = 0x22;
const COMMA = 0x2c;
const OPEN_BRACKET = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const SPACE = 0x20;

/** A part of a text, the end not included. */
export interface Span {
  start: number;
  end: number;
}

export interface Member extends Span {
  name: string;
  /** Where its value begins. */
  valueStart: number;
}

function afterString(text: string, start: number): number {
  for (let quote = text.indexOf('"', start + 1); ; quote = text.indexOf('"', quote + 1)) {
    let escapes = 0;
    while (text.charCodeAt(quote - 1 - escapes) === BACKSLASH) escapes++;
    if (escapes % 2 === 0) return quote + 1;
  }
}

function afterSpace(text: string, start: number): number {
  let at = start;
  while (text.charCodeAt(at) <= SPACE) at++;
  return at;
}

function afterNested(text: string, start: number): number {
  let depth = 0;
  let at = start;
  do {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      at = afterString(text, at);
      continue;
    }
    if (code === OPEN_BRACE || code === OPEN_BRACKET) depth++;
    else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) depth--;
    at++;
  } while (depth > 0);
  return at;
}

const endsWord = (code: number): boolean =>
  code <= SPACE || code === COMMA || code === CLOSE_BRACE || code === CLOSE_BRACKET || Number.isNaN(code);

function afterValue(text: string, start: number): number {
  const code = text.charCodeAt(start);
  if (code === QUOTE) return afterString(text, start);
  if (code === OPEN_BRACE || code === OPEN_BRACKET) return afterNested(text, start);
  let at = start;
  while (!endsWord(text.charCodeAt(at))) at++;
  return at;
}

/** Where the values of a list are, in text that is valid JSON. */
export function elementSpans(text: string): Span[] {
  const spans: Span[] = [];
  let at = afterSpace(text, afterSpace(text, 0) + 1);
  while (text.charCodeAt(at) !== CLOSE_BRACKET) {
    const end = afterValue(text, at);
    spans.push({ start: at, end });
    at = afterSpace(text, end);
    if (text.charCodeAt(at) === COMMA) at = afterSpace(text, at + 1);
  }
  return spans;
}

/** Where the members of an object are, not those of objects within it, in text that is valid JSON. */
export function memberSpans(text: string): Member[] {
  const members: Member[] = [];
  let at = afterSpace(text, afterSpace(text, 0) + 1);
  while (text.charCodeAt(at) !== CLOSE_BRACE) {
    const nameEnd = afterString(text, at);
    const name = JSON.parse(text.slice(at, nameEnd)) as string;
    const valueStart = afterSpace(text, afterSpace(text, nameEnd) + 1);
    const end = afterValue(text, valueStart);
    members.push({ name, start: at, valueStart, end });
    at = afterSpace(text, end);
    if (text.charCodeAt(at) === COMMA) at = afterSpace(text, at + 1);
  }
  return members;
}
