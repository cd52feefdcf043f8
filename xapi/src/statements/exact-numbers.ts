import { randomUUID } from 'node:crypto';

type Json = Record<string, unknown>;

/** Only what this process makes begins with it: no text that is sent can pass for a number. */
const MARK = `${randomUUID()}:`;
const MARKED = new RegExp(`"${MARK}([^"]+)"`, 'g');

/** Where no number of a text can be of those that a double changes: nearly everywhere. */
const MAY_CHANGE = /\d[\d.]{15}|\d[eE][+-]?\d{3}/;
const TOKEN = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g;
/** Every decimal number of so many digits comes back from a double as it was. */
const SAFE_DIGITS = 15;

function markChanging(token: string): string {
  if (token.startsWith('"')) return token;
  const [mantissa = '', exponent = '0'] = token.split(/[eE]/);
  const isSafe = mantissa.replace(/\D/g, '').length <= SAFE_DIGITS && Math.abs(Number(exponent)) < 100;
  return isSafe ? token : `"${MARK}${token}"`;
}

/**
 * The text of an object changed by a function of the object, with all digits of its numbers: those that a double would
 * change are strings to the function, and numbers in the text again.
 * @param text valid JSON
 */
export function changeText(text: string, change: (value: Json) => Json): string {
  if (!MAY_CHANGE.test(text)) return JSON.stringify(change(JSON.parse(text) as Json));
  const changed = change(JSON.parse(text.replace(TOKEN, markChanging)) as Json);
  return JSON.stringify(changed).replace(MARKED, '$1');
}
