const LOCAL = /^[\p{L}\p{N}._%+-]$/u;
/** The rest of a domain after the at sign; bounded, as a domain is. @see RFC 1035 §2.3.4 */
const DOMAIN = /^[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,126}/u;
const LONGEST_DOMAIN = 512;
const SCHEME = 'mailto:';
const HIDDEN = '***';

/** Where a run of characters of an address begins that ends before `end`, no earlier than `floor`. */
function startOfLocal(text: string, floor: number, end: number): number {
  let start = end;
  while (start > floor) {
    const last = text.charCodeAt(start - 1);
    const width = last >= 0xdc00 && last <= 0xdfff && start - 2 >= floor ? 2 : 1;
    if (!LOCAL.test(text.slice(start - width, start))) break;
    start -= width;
  }
  return start;
}

/**
 * A text with its e-mail addresses masked. From each at sign it looks back to the one before and ahead by the length
 * of a domain, so that its work grows with the text and no faster: an expression that seeks whole addresses begins
 * anew at each character.
 */
export function maskAddresses(text: string): string {
  let masked = '';
  let copied = 0;
  for (let sign = text.indexOf('@'); sign >= 0; sign = text.indexOf('@', sign + 1)) {
    const start = startOfLocal(text, copied, sign);
    const domain = DOMAIN.exec(text.slice(sign + 1, sign + 1 + LONGEST_DOMAIN))?.[0];
    if (start === sign || domain === undefined) continue;
    const from = text.slice(copied, start).endsWith(SCHEME) ? start - SCHEME.length : start;
    masked += text.slice(copied, from) + HIDDEN;
    copied = sign + 1 + domain.length;
  }
  return masked + text.slice(copied);
}
